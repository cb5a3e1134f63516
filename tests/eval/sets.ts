import { measureSet, printSet } from './sets/measure.ts'
import { readPublicSet } from './sets/public-set.ts'
import { say } from './tally.ts'

/**
 * Measures the retriever on public question sets, one folder per argument, against lunr as it comes and
 * MiniSearch; `run.mjs` builds and calls it. Confidence comes from the built-in calibration, which no
 * public set has touched, and once more from a fit to the other sets that were given.
 */
const measured = process.argv.slice(2).map((folder) => {
  say(`measuring ${folder}`)
  return measureSet(readPublicSet(folder))
})
for (const one of measured) {
  printSet(
    one,
    measured.filter((other) => other !== one).flatMap(({ samples }) => samples),
  )
}
say('\nat 95 %: share of the questions that can be answered while 95 % of the answers are right')
