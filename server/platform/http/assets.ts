import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import express, { type Express } from 'express'
import { projectRoot } from '../i18n.ts'
import { Problem } from '../problem.ts'

const clientFolder = join(projectRoot, 'dist', 'client')

/**
 * The built browser files. Names under `/assets` carry a hash of their content, so they may be kept for
 * ever; `/widget.js` keeps its name and is asked for again. Both are for other origins too, which
 * helmet's defaults would forbid (style guide, traps).
 */
export function serveAssets(server: Express): void {
  server.use(
    '/assets',
    (_req, res, next) => {
      forOtherOrigins(res)
      next()
    },
    express.static(join(clientFolder, 'assets'), {
      immutable: true,
      maxAge: '1y',
      index: false,
      redirect: false,
      fallthrough: true,
    }),
  )
  server.get('/widget.js', (_req, res) => {
    forOtherOrigins(res)
    res.setHeader('Cache-Control', 'public, max-age=300')
    res.sendFile(join(clientFolder, 'widget.js'))
  })
}

type Chunk = { file: string; css?: string[]; imports?: string[] }

/** What a page has to load for one entry of a browser app. Paths start with `/assets/`. */
export type EntryFiles = { script: string; styles: string[]; preload: string[] }

const entries = new Map<string, EntryFiles>()

/**
 * The built files of `source` (`main.tsx`) of an app (`console`), from the manifest of its build.
 * @throws not-built (503) before the first build
 */
export function entryFiles(app: string, source: string): EntryFiles {
  const key = `${app}/${source}`
  const known = entries.get(key)
  if (known) return known
  const manifest = readManifest(app)
  if (!manifest) throw new Problem('not-built', 503)
  const found = collect(manifest, source)
  entries.set(key, found)
  return found
}

const pictures = new Map<string, string | null>()

/** The built path of a picture or font of an app, by the end of its source path; null if not built. */
export function assetFile(app: string, source: string): string | null {
  const key = `${app}/${source}`
  const known = pictures.get(key)
  if (known !== undefined) return known
  const entry = Object.entries(readManifest(app) ?? {}).find(([name]) => name.endsWith(source))
  const path = entry ? `/assets/${entry[1].file}` : null
  pictures.set(key, path)
  return path
}

/** Whether this app has been built. */
export function hasManifest(app: string): boolean {
  return existsSync(manifestFile(app))
}

function readManifest(app: string): Record<string, Chunk> | undefined {
  if (!hasManifest(app)) return undefined
  return JSON.parse(readFileSync(manifestFile(app), 'utf8')) as Record<string, Chunk>
}

function manifestFile(app: string): string {
  return join(clientFolder, 'assets', `manifest-${app}.json`)
}

function collect(manifest: Record<string, Chunk>, source: string): EntryFiles {
  const seen = new Set<string>()
  const chunks: Chunk[] = []
  const visit = (name: string) => {
    const chunk = manifest[name]
    if (!chunk || seen.has(name)) return
    seen.add(name)
    for (const imported of chunk.imports ?? []) visit(imported)
    chunks.push(chunk)
  }
  visit(source)
  const path = (file: string) => `/assets/${file}`
  const own = manifest[source]
  if (!own) throw new Problem('not-built', 503)
  return {
    script: path(own.file),
    styles: chunks.flatMap(({ css }) => css ?? []).map(path),
    preload: chunks.filter((chunk) => chunk !== own).map(({ file }) => path(file)),
  }
}

/** Whether the browser files have been built; without them the API works and pages say so. */
export function hasAssets(): boolean {
  return existsSync(join(clientFolder, 'widget.js'))
}

function forOtherOrigins(res: { setHeader(name: string, value: string): unknown }): void {
  res.setHeader('Access-Control-Allow-Origin', '*')
  res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
}
