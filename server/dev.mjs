// `npm run dev`: builds everything again on each change and restarts the service.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { build as viteBuild } from 'vite'
import { build, isBuilt } from './build.mjs'
import { installIfNeeded } from './install.mjs'

const root = dirname(import.meta.dirname)
process.chdir(root)
installIfNeeded()
if (!isBuilt()) await build()

let service
let restart
function startService() {
  service = spawn(process.execPath, ['--enable-source-maps', 'dist/server/main.js'], {
    stdio: 'inherit',
  })
}
function restartSoon() {
  clearTimeout(restart)
  restart = setTimeout(() => {
    service.once('exit', startService)
    service.kill('SIGTERM')
  }, 200)
}

const CONFIGS = [
  'server/vite.config.ts',
  'client/widget/vite.config.ts',
  'client/help/vite.config.ts',
  'client/console/vite.config.ts',
]
startService()
for (const config of CONFIGS) {
  const watcher = await viteBuild({
    configFile: join(root, config),
    build: { watch: {}, emptyOutDir: false },
  })
  let isFirst = true
  watcher.on('event', ({ code }) => {
    if (code !== 'BUNDLE_END') return
    if (!isFirst) restartSoon()
    isFirst = false
  })
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    service.kill('SIGTERM')
    process.exit(0)
  })
}
