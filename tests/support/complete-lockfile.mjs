// `node tests/support/complete-lockfile.mjs`, after `npm install` at a registry that does not carry every
// platform's build of a package: npm leaves those out of the lock file, and `npm ci` then refuses it. Adds
// the missing entries with the platform that their names state; other platforms are never fetched.
import { readFileSync, writeFileSync } from 'node:fs'

const OS = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'openharmony',
  'win32',
  'openbsd',
  'netbsd',
  'sunos',
  'aix',
]
const CPU = [
  'x64',
  'arm64',
  'arm',
  'ia32',
  'ppc64',
  'riscv64',
  's390x',
  'loong64',
  'wasm32',
  'ppc64le',
  'mips64el',
  'riscv64gc',
]

const file = 'package-lock.json'
const lock = JSON.parse(readFileSync(file, 'utf8'))
let added = 0
for (const [path, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const isThere = [`${path}/node_modules/${name}`, `node_modules/${name}`].some(
      (key) => lock.packages[key],
    )
    if (isThere || !/^\d/.test(version)) continue
    lock.packages[`node_modules/${name}`] = platformEntry(name, version, entry)
    added += 1
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
lock.packages = Object.fromEntries(sorted)
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} entries added`)

function platformEntry(name, version, { dev, license, engines }) {
  const words = name.split('/').pop().split(/[-.]/)
  const os = OS.find((known) => words.includes(known))
  const cpu = words.includes('arm') ? 'arm' : CPU.find((known) => words.includes(known))
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : undefined
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(dev && { dev }),
    ...(license && { license }),
    optional: true,
    ...(os && { os: [os] }),
    ...(os === 'linux' && libc && { libc: [libc] }),
    ...(engines && { engines }),
  }
}
