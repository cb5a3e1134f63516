import type { AnswerReliability } from '../../contract/questions.ts'
import type { Context } from '../../platform/context.ts'
import { intervalOf } from '../calibration/interval.ts'
import { slugsInScope } from './access.ts'
import { heardAnswers } from './store.ts'

const DAY_MS = 86_400_000
const DAYS = 90
const MAX_READ = 5_000
/** answers.md: from 200 outcomes on a calibration by this knowledge base's own is worth it. */
const NEEDED = 200
/** Answers are given from about two thirds on, so narrow bands still hold some. */
const BANDS = 20

type Heard = { confidence: number; outcome: string | null }
type Band = AnswerReliability['bands'][number]

/** How often the answers of 90 days were right, by confidence, for the caller's scope. */
export async function answerReliability(ctx: Context): Promise<AnswerReliability> {
  const since = new Date(ctx.app.now().getTime() - DAYS * DAY_MS).toISOString()
  const scope = slugsInScope(ctx)
  const heard = await heardAnswers(ctx.app.db.read, { scope, since, limit: MAX_READ + 1 })
  const read = heard.slice(0, MAX_READ)
  return {
    since,
    heard: read.length,
    needed: NEEDED,
    isCut: heard.length > MAX_READ,
    bands: bandsOf(read),
  }
}

/** Bands of confidence that hold answers, lowest first. */
function bandsOf(heard: Heard[]): Band[] {
  const groups = new Map<number, Heard[]>()
  for (const one of heard) {
    const at = Math.min(BANDS - 1, Math.floor(one.confidence * BANDS))
    const group = groups.get(at)
    if (group) group.push(one)
    else groups.set(at, [one])
  }
  return [...groups].sort(([one], [other]) => one - other).map(([at, group]) => bandOf(at, group))
}

function bandOf(at: number, group: Heard[]): Band {
  const count = (outcome: string) => group.filter((one) => one.outcome === outcome).length
  const [helpful, notHelpful, handedOver] = ['helpful', 'not-helpful', 'handed-over'].map(count)
  const sum = group.reduce((total, { confidence }) => total + confidence, 0)
  const right = (helpful ?? 0) / group.length
  return {
    from: at / BANDS,
    to: (at + 1) / BANDS,
    confidence: sum / group.length,
    helpful: helpful ?? 0,
    notHelpful: notHelpful ?? 0,
    handedOver: handedOver ?? 0,
    right,
    interval: intervalOf({ right: helpful ?? 0, of: group.length }),
  }
}
