// Installs the locked dependencies where they are missing or older than the lock file.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = dirname(import.meta.dirname)
const lockFile = join(root, 'package-lock.json')
const installed = join(root, 'node_modules', '.installed-from')

/** The lock file as it was installed, and the Node version that native parts were made for. */
function wanted() {
  return `${process.versions.modules}\n${readFileSync(lockFile, 'utf8')}`
}

export function installIfNeeded() {
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted()) return
  const result = spawnSync(
    'npm',
    ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    },
  )
  if (result.status !== 0) process.exit(result.status ?? 1)
  writeFileSync(installed, wanted())
}

if (process.argv[1] === import.meta.filename) installIfNeeded()
