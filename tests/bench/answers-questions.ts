// What the bench asks: phrasings of the shipped guides and questions about made-up ones.
import { shippedArticles } from '../unit/knowledge/fixtures.ts'
import { MadeUpArticles } from './made-up.ts'

const made = new MadeUpArticles()
const shipped = shippedArticles()
  .filter(({ lang }) => lang === 'es')
  .flatMap(({ meta }) => meta.questions)
const madeUp = Array.from({ length: 200 }, (_, at) => made.question(at * 4, at))
process.send?.({ questions: shipped.slice(0, 300).concat(madeUp) })
process.disconnect?.()
