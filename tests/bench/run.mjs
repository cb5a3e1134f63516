// `npm run bench [-- name …]`: performance as ratios to references measured in the same run.
import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { installIfNeeded } from '../../server/install.mjs'
import { fdatasyncMs, root, round } from './lib.mjs'

const BENCHES = ['chat', 'http', 'answers', 'start', 'idle', 'size', 'desk']

process.chdir(root)
installIfNeeded()
execFileSync(process.execPath, ['server/build.mjs'], { stdio: 'inherit' })
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !BENCHES.includes(name))
if (unknown.length > 0) {
  console.error(`unknown bench: ${unknown.join(' ')}; there are: ${BENCHES.join(' ')}`)
  process.exit(1)
}
console.log(
  `node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, fdatasync p50 ${round(fdatasyncMs(), 3)} ms`,
)
for (const name of wanted.length > 0 ? wanted : BENCHES) {
  const { run } = await import(`./${name}.mjs`)
  await run()
}
