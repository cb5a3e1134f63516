import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { App, Context } from '../../platform/context.ts'
import { operatorLang, type Translate, texts } from '../../platform/i18n.ts'
import { Answerer } from '../answerer.ts'
import { BUILT_IN, type Calibration } from '../decision.ts'
import { publishedIndexes } from '../published-indexes.ts'
import { publishedDates } from '../store.ts'
import { calibrationFile, writeCalibration } from './calibration-file.ts'
import { type Labelled, readLabels, samplesOf, UnreadableLabel } from './label-file.ts'
import { fitToLabels, LEAST_SAMPLES } from './labels.ts'
import { NEEDED_OUTCOMES, recalibrate } from './outcomes.ts'
import { ownOutcomes } from './own-outcomes.ts'
import { fittedLines, recalibratedLines } from './report.ts'

type Tools = {
  withApp(work: (ctx: Context) => Promise<void>): Promise<void>
  say(line: string): void
}
type Options = { questions?: string[]; out?: string }
type Made = { calibration: Calibration; source: string; lines: string[] }

/** `answers calibrate` of the command line. */
export function addAnswerCommands(program: Command, { withApp, say }: Tools): void {
  const t = texts(operatorLang())
  program
    .command('answers')
    .description(t('calibration.commands.answers'))
    .command('calibrate')
    .description(t('calibration.commands.calibrate'))
    .option('--questions <file...>', t('calibration.commands.questions'))
    .option('--out <file>', t('calibration.commands.out'))
    .addHelpText('after', `\n${t('calibration.commands.help', { needed: NEEDED_OUTCOMES })}`)
    .action((options: Options) =>
      withApp(async ({ app }) => {
        const file = resolve(options.out ?? calibrationFile(app.config.dataDir))
        const { calibration, source, lines } = await calibrate(app, options, t)
        for (const line of lines) say(line)
        writeCalibration(file, source, calibration)
        say('')
        say(t(options.out ? 'calibration.written' : 'calibration.in-use', { file }))
      }),
    )
}

function calibrate(app: App, { questions }: Options, t: Translate): Promise<Made> {
  return questions === undefined ? byOutcomes(app, t) : byLabels(app, questions, t)
}

async function byOutcomes(app: App, t: Translate): Promise<Made> {
  const outcomes = await ownOutcomes(app.db.read)
  const missing = NEEDED_OUTCOMES - outcomes.length
  if (missing > 0) {
    const needed = NEEDED_OUTCOMES
    throw new Error(t('calibration.too-few-outcomes', { count: outcomes.length, missing, needed }))
  }
  const made = recalibrate(BUILT_IN, outcomes)
  return {
    calibration: made.calibration,
    source: `Built-in fit on the scale of ${outcomes.length} own outcomes, ${today(app)}.`,
    lines: recalibratedLines(outcomes, made, t),
  }
}

async function byLabels(app: App, files: string[], t: Translate): Promise<Made> {
  const labels = files.flatMap((file) => readFile(file, t))
  const known = new Set((await publishedDates(app.db.read)).map(({ slug }) => slug))
  const isWritten = ({ slugs }: Labelled) =>
    slugs.length === 0 || slugs.some((slug) => known.has(slug))
  const usable = labels.filter(isWritten)
  const demand = ({ length }: unknown[]) => {
    if (length >= LEAST_SAMPLES) return
    const counts = { count: length, needed: LEAST_SAMPLES, of: labels.length }
    throw new Error(t('calibration.too-few-labels', counts))
  }
  // Before the index too, which takes its time.
  demand(usable)
  const indexes = await publishedIndexes(app.db.read)
  const samples = samplesOf(new Answerer(indexes), usable, today(app))
  demand(samples)
  const fitted = fitToLabels(samples)
  if (!fitted) throw new Error(t('calibration.no-threshold'))
  const left = labels.length - usable.length
  return {
    calibration: fitted.calibration,
    source: `Fitted to ${samples.length} labelled questions, ${today(app)}.`,
    lines: [
      ...(left > 0 ? [t('calibration.unwritten', { count: left })] : []),
      ...fittedLines(fitted, t),
    ],
  }
}

function readFile(file: string, t: Translate): Labelled[] {
  try {
    return readLabels(file)
  } catch (error) {
    if (error instanceof UnreadableLabel) {
      throw new Error(t('calibration.unreadable-line', { file, line: error.line }))
    }
    throw new Error(t('calibration.unreadable-file', { file, reason: (error as Error).message }))
  }
}

function today(app: App): string {
  return app.now().toISOString().slice(0, 10)
}
