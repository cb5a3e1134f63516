// Staff for the benches, made by the command line as an operator would.
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { io } from 'socket.io-client'
import { post, root } from './lib.mjs'

export async function signedIn(product, office, role = 'advisor') {
  const email = `${randomUUID().slice(0, 8)}@office.example`
  const password = 'Correct-horse-battery'
  const args = [
    'dist/server/support.js',
    'user',
    'create',
    '--email',
    email,
    '--name',
    'Bench',
    '--role',
    role,
  ]
  if (office) args.push('--office', office)
  const made = spawnSync(process.execPath, [...args, '--password-stdin'], {
    cwd: root,
    input: password,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, DATA_DIR: product.dataDir, ...product.env },
  })
  if (made.status !== 0) throw new Error(made.stderr)
  const { headers } = await post(product.url, '/api/v1/session', { email, password })
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

export async function advisorOf(product, office) {
  const cookie = await signedIn(product, office)
  const socket = io(`${product.url}/desk`, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { origin: product.url, cookie },
  })
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  return socket
}
