import { join } from 'node:path'
import { Answerer } from '../../server/knowledge/answerer.ts'
import { buildIndexes } from '../../server/knowledge/build-index.ts'
import { writeCalibration } from '../../server/knowledge/calibration/calibration-file.ts'
import { readLabels, samplesOf } from '../../server/knowledge/calibration/label-file.ts'
import { fitToLabels } from '../../server/knowledge/calibration/labels.ts'
import { fittedLines } from '../../server/knowledge/calibration/report.ts'
import { projectRoot, texts } from '../../server/platform/i18n.ts'
import {
  shippedArticles,
  shippedPhrasings,
  shippedTerms,
  TODAY,
} from '../unit/knowledge/fixtures.ts'
import { say } from './tally.ts'

/**
 * Fits the built-in decision to our own labelled questions and the shipped guides, by the code of
 * `support answers calibrate`; `run.mjs --calibrate` builds and calls it.
 */
const TARGET = join(projectRoot, 'server/knowledge/data/calibration.json')

const answerer = new Answerer(buildIndexes(shippedArticles(), shippedTerms(), shippedPhrasings()))
const samples = samplesOf(answerer, process.argv.slice(2).flatMap(readLabels), TODAY)
const fitted = fitToLabels(samples)
if (!fitted) throw new Error('no threshold is enough: the questions or the guides need work')
for (const line of fittedLines(fitted, texts('en'))) say(line)
const source = `Fitted by \`npm run eval -- --calibrate\` to ${samples.length} labelled questions of our own, ${TODAY}.`
writeCalibration(TARGET, source, fitted.calibration)
