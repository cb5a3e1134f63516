import {
  type AnswerNow,
  type CitedText,
  Explanation,
  type Finding,
  type GuideText,
  type Question,
} from '../../contract/questions.ts'
import { type Context, nowText } from '../../platform/context.ts'
import { notFound } from '../../platform/problem.ts'
import { answerQuestion } from '../answers.ts'
import { type Chunk, COMMON_LANG, type WholeMeta } from '../article.ts'
import { articleUrl } from '../present.ts'
import type { Answered } from '../reply.ts'
import { loadQuestionFor } from './access.ts'
import { presentRow } from './question-list.ts'
import * as store from './store.ts'

type Cited = { slug: string; lang: string; revision: string }
type Retrieved = Cited & { score: number }

/** What one asking left behind, in the log or just now. */
type Asking = {
  decision: Finding['decision']
  confidence: number
  cited: Cited[]
  retrieved: Retrieved[]
  explanation: string | null
}

/** A question of the log with why it was answered so. @throws not-found (404) outside the scope */
export async function readQuestion(ctx: Context, id: string): Promise<Question> {
  const row = await loadQuestionFor(ctx, id)
  const finding = await presentFinding(ctx, {
    decision: row.decision as Finding['decision'],
    confidence: row.confidence,
    cited: JSON.parse(row.cited) as Cited[],
    retrieved: JSON.parse(row.retrieved) as Retrieved[],
    explanation: row.explanation,
  })
  return {
    ...presentRow(ctx, row),
    outcomeReason: row.outcome_reason,
    resolvedWith: await presentGuide(ctx, row.resolved_with, row.lang),
    isRephrased: row.rephrased !== null,
    finding,
  }
}

/** A guide in a language, or in the common one; a withdrawn one keeps its slug for a title. */
async function presentGuide(
  ctx: Context,
  slug: string | null,
  lang: string,
): Promise<Question['resolvedWith']> {
  if (slug === null) return null
  const text =
    (await store.publishedText(ctx.app.db.read, slug, lang)) ??
    (await store.publishedText(ctx.app.db.read, slug, COMMON_LANG))
  const url = articleUrl(ctx, slug, text?.lang ?? lang)
  return { slug, title: text ? metaOf(text).title : slug, url }
}

/**
 * What the same words get from the guides as they are now; nothing is kept. Without what was said
 * before, which the log does not hold.
 * @throws not-found (404) outside the scope; answers-unavailable (503)
 */
export async function askAgain(ctx: Context, id: string): Promise<AnswerNow> {
  const { text, asked_lang, lang, office } = await loadQuestionFor(ctx, id)
  const site = office !== null && ctx.app.offices.bySlug(office) ? { office } : {}
  const answered = await answerQuestion(ctx, { text, lang: asked_lang ?? lang, ...site })
  const finding = await presentFinding(ctx, asAsking(answered))
  return { at: nowText(ctx), finding, reply: answered.reply }
}

function asAsking({ data, retrieved, explanation }: Answered): Asking {
  const { decision, confidence, citations: cited } = data
  return { decision, confidence, cited, retrieved, explanation }
}

async function presentFinding(ctx: Context, asking: Asking): Promise<Finding> {
  const { decision, confidence } = asking
  const explanation = readExplanation(asking.explanation)
  const section = explanation?.section ?? null
  // Of several questions answered at once, it is the main one's section that is known.
  const once = [...new Map(asking.cited.map((one) => [one.revision, one])).values()]
  const cited = await Promise.all(
    once.map((one, at) => presentCited(ctx, one, at === 0 ? section : null)),
  )
  const ids = asking.retrieved.map(({ revision }) => revision)
  const heads = await store.revisionHeads(ctx.app.db.read, ids)
  const titles = new Map(heads.map((head) => [head.id, metaOf(head).title]))
  const retrieved = asking.retrieved.map(({ slug, lang, revision, score }) => {
    return { slug, lang, revision, score, title: titles.get(revision) ?? slug }
  })
  return {
    decision,
    confidence,
    cited: cited.filter((one) => one !== null),
    retrieved,
    explanation,
  }
}

/** Absent in questions of earlier versions; what cannot be read counts as absent. */
function readExplanation(text: string | null): Explanation | null {
  const read = Explanation.safeParse(text === null ? null : JSON.parse(text))
  return read.success ? read.data : null
}

async function presentCited(
  ctx: Context,
  { slug, lang, revision }: Cited,
  section: string | null,
): Promise<CitedText | null> {
  const [then, present] = await Promise.all([
    store.revisionText(ctx.app.db.read, revision),
    store.publishedText(ctx.app.db.read, slug, lang),
  ])
  if (!then) return null
  return {
    ...presentText(then),
    title: metaOf(then).title,
    section,
    heading: sectionOf(then, section)?.heading ?? '',
    present: present
      ? {
          ...presentMoment(present),
          url: articleUrl(ctx, slug, lang, section ?? ''),
          quoted: compareSections(then, present, section),
        }
      : null,
  }
}

/** The quoted section then and now; the whole text where it is not known which. */
function compareSections(
  then: store.RevisionText,
  present: store.RevisionText,
  section: string | null,
): 'same' | 'changed' | 'gone' {
  if (then.id === present.id) return 'same'
  if (section === null) return then.html === present.html ? 'same' : 'changed'
  const now = sectionOf(present, section)
  if (!now) return 'gone'
  return now.html === sectionOf(then, section)?.html ? 'same' : 'changed'
}

function sectionOf({ chunks }: store.RevisionText, section: string | null): Chunk | undefined {
  return (JSON.parse(chunks) as Chunk[]).find(({ id }) => id === section)
}

/**
 * The text of a guide as a question was answered from it, or as it was considered.
 * @throws not-found (404) for a text that has nothing to do with the question
 */
export async function readGuideText(
  ctx: Context,
  id: string,
  revision: string,
): Promise<GuideText> {
  const { cited, retrieved } = await loadQuestionFor(ctx, id)
  const known = [...(JSON.parse(cited) as Cited[]), ...(JSON.parse(retrieved) as Cited[])]
  const then = known.some((one) => one.revision === revision)
    ? await store.revisionText(ctx.app.db.read, revision)
    : undefined
  if (!then) throw notFound()
  const present = await store.publishedText(ctx.app.db.read, then.slug, then.lang)
  return {
    ...presentText(then),
    title: metaOf(then).title,
    html: then.html,
    present: present
      ? { ...presentMoment(present), url: articleUrl(ctx, then.slug, then.lang) }
      : null,
  }
}

function presentText(text: store.RevisionHead) {
  const { slug, lang } = text
  return { ...presentMoment(text), slug, lang }
}

function presentMoment({ id, number, created_at }: store.RevisionHead) {
  return { revision: id, number, at: created_at }
}

function metaOf({ meta }: store.RevisionHead): WholeMeta {
  return JSON.parse(meta) as WholeMeta
}
