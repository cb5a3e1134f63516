// `npm start` and `npm run demo`: installs and builds what is missing or stale, then becomes the service.
// A plain script, because it has to run before anything is installed.
import { dirname } from 'node:path'
import { build, isBuilt } from './build.mjs'
import { installIfNeeded } from './install.mjs'

process.chdir(dirname(import.meta.dirname))
installIfNeeded()
if (!isBuilt()) await build()
await import(process.argv.includes('--demo') ? '../dist/server/demo.js' : '../dist/server/main.js')
