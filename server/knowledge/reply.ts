import type { AnswerData } from '../contract/conversations.ts'
import { type Lang, pickLang, texts } from '../platform/i18n.ts'
import { escapeHtml } from '../platform/text/html.ts'
import type { Cited, IndexAnswer } from './answerer.ts'
import type { ExtractPart } from './extract.ts'
import type { Rephrased } from './rephrasing/rephraser.ts'
import { sentenceBefore } from './visitor-words.ts'

type Said = { text: string; html: string }

export type Answered = {
  data: AnswerData
  reply: Said
  /** The quoted part alone, where the decision is to answer. */
  answer: Said | null
  /** Everything that was considered, kept apart from what was cited. */
  retrieved: { slug: string; lang: string; revision: string; score: number }[]
  askedLang: string
  /** Why, as the index tells it. */
  explanation: string
  /** The model's words, where they were shown instead of the extract. */
  rephrased: Rephrased | null
}

const MAX_LEAD = 90
const HALF_CHARACTER = /[\uD800-\uDBFF]$/

export type Worded = { reply: Said; quote: Said | null }

/** What the bot says to a question, and the quoted part of it alone. */
export function wordReply(answer: IndexAnswer): Worded {
  const lang = pickLang(answer.textLang)
  const before = foreignSentence(answer)
  if (!answer.cited) {
    return { reply: join([...before, paragraph(plainReply(answer, lang))]), quote: null }
  }
  if (answer.parts.length > 0) {
    const quote = join(saidParts(answer, lang))
    return { reply: join([...before, quote]), quote }
  }
  const quote = saidExtract(answer.extract, lang)
  return { reply: join([...before, quote, ...overdueNote(answer.cited, lang)]), quote }
}

/** Each answer under the question as it was typed, what was not found at the end. */
function saidParts({ parts, partsLeft, visitorLang }: IndexAnswer, lang: Lang): Said[] {
  const t = texts(lang)
  const answered = parts.flatMap(({ leads, cited, extract }) =>
    cited
      ? [
          underLead(leadLine(leads, visitorLang), visitorLang, [
            saidExtract(extract, lang),
            ...overdueNote(cited, lang),
          ]),
        ]
      : [],
  )
  const missed = parts.flatMap(({ leads, cited }) => (cited ? [] : leads))
  const notes = [
    ...missed.map((lead) => paragraph(t('parts.not-found', { question: shortened(lead) }))),
    ...(partsLeft > 0 ? [paragraph(t('parts.left', { count: partsLeft }))] : []),
  ]
  return [...answered, ...notes]
}

function underLead(lead: string, lang: string, said: Said[]): Said {
  const { text, html } = join(said)
  return {
    text: `${lead}\n${text}`,
    html: `<p class="asked"><strong lang="${lang}">${escapeHtml(lead)}</strong></p>${html}`,
  }
}

/** "¿Cuánto cuesta? ¿Desde cuándo?": begun and ended as a question is in its language. */
function leadLine(leads: string[], lang: string): string {
  return leads
    .map(shortened)
    .map((lead) => `${lead.slice(0, 1).toLocaleUpperCase(lang)}${lead.slice(1)}?`)
    .map((lead) => (lang === 'es' ? `¿${lead}` : lead))
    .join(' ')
}

/** A long question is cut between its words. */
function shortened(lead: string): string {
  if (lead.length <= MAX_LEAD) return lead
  const kept = lead.slice(0, MAX_LEAD)
  const end = Math.max(kept.lastIndexOf(' '), MAX_LEAD / 2)
  return `${kept.slice(0, end).replace(HALF_CHARACTER, '')}…`
}

function saidExtract(extract: ExtractPart[], lang: Lang): Said {
  return join(extract.map((part) => saidPart(part, lang)))
}

/** The same with a model's words for the extract's, and a mark that says so. */
export function wordRephrased(answer: IndexAnswer, cited: Cited, text: string): Worded {
  const lang = pickLang(answer.textLang)
  const quote = paragraph(text)
  const mark = texts(lang)('rephrasing.mark')
  const marked = { text: mark, html: `<p class="rephrased"><small>${escapeHtml(mark)}</small></p>` }
  return { reply: join([quote, marked, ...overdueNote(cited, lang)]), quote }
}

function plainReply({ decision, smalltalk, alternatives }: IndexAnswer, lang: Lang): string {
  const t = texts(lang)
  if (decision === 'smalltalk') return t(`knowledge.reply.smalltalk.${smalltalk}`)
  return t(`knowledge.reply.${decision}`, { count: alternatives.length })
}

function saidPart(part: ExtractPart, lang: Lang): Said {
  switch (part.kind) {
    case 'paragraph':
      return paragraph(part.text)
    case 'list':
      return {
        text: part.items.map((item) => `• ${item}`).join('\n'),
        html: `<ul>${itemsHtml(part.items)}</ul>`,
      }
    case 'steps':
      return saidSteps(part, lang)
  }
}

function saidSteps(
  { start, items, left }: Extract<ExtractPart, { kind: 'steps' }>,
  lang: Lang,
): Said {
  const from = start === 1 ? '' : ` start="${start}"`
  const steps = {
    text: items.map((item, index) => `${start + index}. ${item}`).join('\n'),
    html: `<ol${from}>${itemsHtml(items)}</ol>`,
  }
  if (left === 0) return steps
  return join([steps, paragraph(texts(lang)('knowledge.reply.more-steps', { count: left }))])
}

function itemsHtml(items: string[]): string {
  return items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')
}

/** An article past its review date says so (answers.md). */
function overdueNote({ isOverdue, reviewed }: Cited, lang: Lang): Said[] {
  if (!isOverdue) return []
  const day = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' })
  return [
    paragraph(texts(lang)('knowledge.reply.overdue', { day: day.format(new Date(reviewed)) })),
  ]
}

function foreignSentence({ visitorLang, textLang, decision }: IndexAnswer): Said[] {
  if (visitorLang === textLang) return []
  const sentence = sentenceBefore(visitorLang, decision)
  if (sentence === undefined) return []
  return [{ text: sentence, html: `<p lang="${visitorLang}">${escapeHtml(sentence)}</p>` }]
}

function paragraph(text: string): Said {
  return { text, html: `<p>${escapeHtml(text)}</p>` }
}

function join(parts: Said[]): Said {
  return {
    text: parts.map(({ text }) => text).join('\n\n'),
    html: parts.map(({ html }) => html).join(''),
  }
}
