// Reference: the smallest JSON reply Express can give.
import express from 'express'

const server = express()
server.get('/hello', (_req, res) => res.json({ hello: 'world' }))
const http = server.listen(0, '127.0.0.1', () =>
  console.log(`listening on http://127.0.0.1:${http.address().port}`),
)
process.on('SIGTERM', () => process.exit(0))
