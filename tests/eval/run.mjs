// `npm run eval -- [files or folders…]`: measures answers and routing on labelled JSON lines, without any on
// our own in tests/eval/data. A folder is a public set (`corpus.jsonl`, `queries.jsonl`, `qrels.tsv`,
// `oos.jsonl`) or holds several: the retriever is measured on it, against lunr as it comes and MiniSearch. What a line is for, its fields say: `expect_sector` (or the group `routing`) makes
// it a routing case; `slugs`, `slug` or `expect` a question; a file may hold both.
// `--calibrate` fits the decision to them and writes server/knowledge/data/calibration.json.
// `--ablate` tells what each part of the retriever is worth on them.
// `--slugs a,b` takes only these guides as written. MISSES=1 lists what failed. PACK: another pack's folder.
// CONTENT_DIR: other articles and glossary. GLOSSARY=no measures without the glossary.
// Our own sentences have served to find weights and words, so they show steps back, not how good we are.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { installIfNeeded } from '../../server/install.mjs'

const root = dirname(dirname(import.meta.dirname))
const ownData = join(import.meta.dirname, 'data')
const built = join(root, 'dist', 'eval')

class Unreadable extends Error {}

const isRoutingCase = (line) => 'expect_sector' in line || line.group === 'routing'
const isQuestion = (line) => 'slugs' in line || 'slug' in line || 'expect' in line

function ownFiles() {
  return readdirSync(ownData)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => join(ownData, name))
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Unreadable(`${file} cannot be read (${error.code}). Give the path of a .jsonl file.`)
  }
}

function parseLines(file) {
  return readText(file)
    .split('\n')
    .map((text, index) => ({ text, place: `${file}:${index + 1}` }))
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, place }) => ({ line: parseLine(text, place), place }))
}

function readLines(file) {
  return parseLines(file).map(({ line, place }) => {
    if (typeof line?.text !== 'string') {
      throw new Unreadable(`${place} has no "text". Each line is an object with what was asked.`)
    }
    return line
  })
}

function parseLine(text, place) {
  try {
    return JSON.parse(text)
  } catch {
    throw new Unreadable(`${place} is not JSON. Write one JSON object a line.`)
  }
}

const setFiles = ['corpus.jsonl', 'queries.jsonl', 'qrels.tsv', 'oos.jsonl']

function isFolder(path) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

function setsIn(folder) {
  const inside = readdirSync(folder).map((name) => join(folder, name))
  const sets = existsSync(join(folder, 'corpus.jsonl'))
    ? [folder]
    : inside.filter((path) => existsSync(join(path, 'corpus.jsonl'))).sort()
  if (sets.length === 0) {
    throw new Unreadable(
      `${folder} holds no public set. A set is a folder with ${setFiles.join(', ')}.`,
    )
  }
  for (const file of sets.flatMap((set) => setFiles.map((name) => join(set, name)))) {
    if (file.endsWith('.jsonl')) parseLines(file)
    else readText(file)
  }
  return sets
}

function sortByUse(files) {
  const uses = { routing: [], answers: [] }
  for (const file of files) {
    const lines = readLines(file)
    if (lines.some(isRoutingCase)) uses.routing.push(file)
    if (lines.some(isQuestion)) uses.answers.push(file)
    if (!lines.some((line) => isRoutingCase(line) || isQuestion(line))) {
      const remedy =
        'Say what is right: "expect_sector" for routing, "slugs" or "expect" for answers.'
      throw new Unreadable(`${file} has no labelled line. ${remedy}`)
    }
  }
  return uses
}

async function buildScript(name) {
  const { build } = await import('vite')
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: { ssr: join(import.meta.dirname, `${name}.ts`), outDir: built, emptyOutDir: false },
  })
  return join(built, `${name}.js`)
}

async function measure(name, files, options = []) {
  if (files.length === 0) return
  const { status } = spawnSync(
    process.execPath,
    [await buildScript(name), ...options, ...files.map((file) => relative(root, file))],
    { stdio: 'inherit', cwd: root },
  )
  if (status !== 0) process.exitCode = 1
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      slugs: { type: 'string' },
      calibrate: { type: 'boolean' },
      ablate: { type: 'boolean' },
    },
  })
  const given = positionals.map((file) => resolve(file))
  const sets = given.filter(isFolder).flatMap(setsIn)
  const files = given.filter((file) => !isFolder(file))
  const { routing, answers } = sortByUse(given.length > 0 ? files : ownFiles())
  process.chdir(root)
  installIfNeeded()
  if (values.calibrate) await measure('calibrate', answers)
  if (values.ablate) await measure('ablate', [...answers, ...sets])
  else {
    await measure('routing', routing)
    await measure('answers', answers, values.slugs === undefined ? [] : ['--slugs', values.slugs])
    await measure('sets', sets)
  }
} catch (error) {
  if (!(error instanceof Unreadable) && !String(error.code).startsWith('ERR_PARSE_ARGS'))
    throw error
  console.error(error.message)
  process.exitCode = 1
}
