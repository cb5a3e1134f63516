// `npm run support -- <command>`: installs and builds what is missing, then runs the command line.
import { dirname } from 'node:path'
import { build, isBuilt } from './build.mjs'
import { installIfNeeded } from './install.mjs'

const from = process.cwd()
process.chdir(dirname(import.meta.dirname))
installIfNeeded()
if (!isBuilt()) await build()
process.chdir(from)
await import('../dist/server/support.js')
