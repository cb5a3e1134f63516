import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { BUILT_IN, type Calibration } from '../decision.ts'
import { FEATURES, type Features } from '../features.ts'

const share = z.number().gt(0).lt(1)
const weight = z.number().min(-100).max(100)

/** Exactly this version's features: another one's weights say nothing here. */
const Weights = z.strictObject(
  Object.fromEntries(FEATURES.map((name) => [name, weight])),
) as unknown as z.ZodType<Features>

const CalibrationFile = z
  .object({
    source: z.string().max(500),
    bias: weight,
    weights: Weights,
    answerAt: share,
    clarifyAt: share,
  })
  .refine(({ answerAt, clarifyAt }) => clarifyAt <= answerAt, { path: ['clarifyAt'] })

const BYTES_AT_MOST = 64 * 1024

/** What a file of the service's data folder says, or why it is not taken. */
export type CalibrationNews =
  | { kind: 'calibrated'; source: string }
  | { kind: 'calibration-refused'; file: string; reason: string }

export function calibrationFile(dataDir: string): string {
  return join(dataDir, 'calibration.json')
}

/** Whole or not at all: the service may be reading. */
export function writeCalibration(file: string, source: string, calibration: Calibration): void {
  mkdirSync(dirname(file), { recursive: true })
  const unfinished = `${file}.new`
  writeFileSync(unfinished, `${JSON.stringify({ source, ...calibration }, null, 2)}\n`)
  renameSync(unfinished, file)
}

/** The calibration that decides: that of the file while it is there and whole, else the built-in one. */
export class CalibrationKeeper {
  readonly #file: string
  readonly #report: (news: CalibrationNews) => void
  #seen = ''
  #calibration: Calibration = BUILT_IN

  constructor(file: string, report: (news: CalibrationNews) => void) {
    this.#file = file
    this.#report = report
  }

  /** Looks at the file, and reads it when it is another one than before. */
  look(): Calibration {
    const stamp = stampOf(this.#file)
    if (stamp !== this.#seen) {
      this.#seen = stamp
      this.#calibration = stamp === '' ? this.#takeBuiltIn() : this.#read()
    }
    return this.#calibration
  }

  #takeBuiltIn(): Calibration {
    this.#report({ kind: 'calibrated', source: BUILT_IN.source })
    return BUILT_IN
  }

  #read(): Calibration {
    try {
      const read = readCalibration(this.#file)
      this.#report({ kind: 'calibrated', source: read.source })
      return read
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.#report({ kind: 'calibration-refused', file: this.#file, reason })
      return BUILT_IN
    }
  }
}

function readCalibration(file: string): Calibration & { source: string } {
  if (statSync(file).size > BYTES_AT_MOST) throw new Error('too large')
  const read = CalibrationFile.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (read.success) return read.data
  throw new Error(
    read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
  )
}

/** Names the file as it is now; empty where there is none. */
function stampOf(file: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(file)
    return [mtimeMs, size, ino].join()
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? '' : 'unreadable'
  }
}
