// The reference: lunr as it comes over the same made-up articles, and what its search takes.
import lunr from 'lunr'
import { MadeUpArticles } from './made-up.ts'

const QUESTIONS = 300
const size = Number(process.argv[2])
const made = new MadeUpArticles()
const startedAt = performance.now()
const index = lunr((builder) => {
  builder.ref('id')
  builder.field('title')
  builder.field('questions')
  builder.field('text')
  for (let id = 0; id < size; id++) {
    const { meta, chunks } = made.article(id)
    const text = chunks.map((chunk) => `${chunk.heading} ${chunk.text}`).join(' ')
    builder.add({ id, title: meta.title, questions: meta.questions.join(' '), text })
  }
})
const buildMs = performance.now() - startedAt
const times = Array.from({ length: QUESTIONS }, (_, at) => {
  const words = made.question((at * 37) % size, at).replace(/[^\p{L}\p{N} ]/gu, ' ')
  const askedAt = performance.now()
  index.search(words)
  return performance.now() - askedAt
})
process.send?.({ buildMs, times })
process.disconnect?.()
