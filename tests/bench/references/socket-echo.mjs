// Reference: Socket.IO as it comes, acknowledging and storing nothing.
import { createServer } from 'node:http'
import { Server } from 'socket.io'

const http = createServer()
const io = new Server(http, { perMessageDeflate: false })
io.of('/chat').on('connection', (socket) => {
  socket.on('message', (data, acknowledge) => acknowledge({ ok: true, message: { id: data.id } }))
})
http.listen(0, '127.0.0.1', () =>
  console.log(`listening on http://127.0.0.1:${http.address().port}`),
)
process.on('SIGTERM', () => process.exit(0))
