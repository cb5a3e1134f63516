import type { AnswerData } from '../contract/conversations.ts'
import { type Lang, pickLang, texts } from '../platform/i18n.ts'
import { escapeHtml } from '../platform/text/html.ts'
import type { Cited, IndexAnswer } from './answerer.ts'
import type { ExtractPart } from './extract.ts'
import { sentenceBefore } from './visitor-words.ts'

export type Said = { text: string; html: string }

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
}

/** What the bot says to a question, and the quoted part of it alone. */
export function wordReply(answer: IndexAnswer): { reply: Said; quote: Said | null } {
  const lang = pickLang(answer.textLang)
  const before = foreignSentence(answer)
  if (!answer.cited) {
    return { reply: join([...before, paragraph(plainReply(answer, lang))]), quote: null }
  }
  const quote = join(answer.extract.map((part) => saidPart(part, lang)))
  return { reply: join([...before, quote, ...overdueNote(answer.cited, lang)]), quote }
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
