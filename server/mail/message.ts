import { inLang, type Lang, texts } from '../platform/i18n.ts'
import { escapeHtml, plainTextToHtml } from '../platform/text/html.ts'

/** What a mail is made of; text and HTML are made from the same blocks. */
type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'quote'; author: string; text: string }
  | { kind: 'button'; label: string; url: string }
  | { kind: 'small'; text: string }

export type MailContent = { subject: string; blocks: Block[] }

/** Facts of a mail, kept in the outbox and put into words when it is sent. */
export type MailData = {
  number?: string
  url?: string
  office?: Record<string, string>
  name?: string
  subject?: string
  replyHours?: number
  advisor?: string
  company?: string
  quotes?: { author: string; text: string }[]
  /** Lines of a grouped mail that did not fit. */
  more?: number
  /** Newest message of a grouped mail. */
  lastSeq?: number
  fundingStatement?: Record<string, string>
  /** Of a ticket that goes to another office, in each language: why, until when, from which office. */
  because?: Record<string, string>
  until?: Record<string, string>
  from?: Record<string, string>
  reason?: Record<string, string>
  /** Of a mail to a member of staff: who, and about which ticket; asked again before it leaves. */
  staff?: { userId: string; ticketId?: string; kind?: string }
}

export type Template =
  | 'confirmation'
  | 'office-notice'
  | 'reply'
  | 'resolved'
  | 'office-reply-notice'
  | 'new-link'
  | 'transferred'
  | 'office-transfer-notice'
  | 'staff-notice'
  | 'staff-digest'
  | 'reply-stopped'

/** The words of a mail in its reader's language. */
export function composeMail(template: Template, lang: Lang, data: MailData): MailContent {
  const t = texts(lang)
  const values = wordsOf(data, lang)
  const say = (key: string) => t(`mail.${template}.${key}`, values)
  const funding = inLang(data.fundingStatement ?? {}, lang)
  const blocks: Block[] = [
    { kind: 'paragraph', text: say('greeting') },
    { kind: 'paragraph', text: say('opening') },
    ...(data.quotes ?? []).map((quote): Block => ({ kind: 'quote', ...quote })),
  ]
  if (data.more) blocks.push({ kind: 'paragraph', text: t('mail.more', values) })
  if (data.url) blocks.push({ kind: 'button', label: say('button'), url: data.url })
  blocks.push({ kind: 'small', text: say('closing') })
  if (funding) blocks.push({ kind: 'small', text: funding })
  return { subject: say('subject').replace(/\s+/g, ' ').trim(), blocks }
}

function wordsOf(data: MailData, lang: Lang): Record<string, string | number> {
  const { office = {}, replyHours: hours = 0, more = 0 } = data
  const { number = '', name = '', subject = '', advisor = '', company = '' } = data
  return {
    ...{ number, office: inLang(office, lang), name, subject, hours, advisor, company, more },
    because: inLang(data.because ?? {}, lang),
    until: inLang(data.until ?? {}, lang),
    from: inLang(data.from ?? {}, lang),
    reason: inLang(data.reason ?? {}, lang),
  }
}

export function asText({ blocks }: MailContent): string {
  return blocks.map(blockAsText).join('\n\n')
}

function blockAsText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text
    case 'quote':
      return `${block.author}:\n${block.text.replace(/^/gm, '> ')}`
    case 'button':
      return `${block.label}: ${block.url}`
    case 'small':
      return `-- \n${block.text}`
  }
}

export function asHtml({ subject, blocks }: MailContent, lang: Lang): string {
  return [
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>`,
    '<body style="margin:0;background:#f5f7fa;color:#17212b;font:16px/1.5 Arial,sans-serif">',
    '<div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff">',
    ...blocks.map(blockAsHtml),
    '</div></body></html>',
  ].join('\n')
}

function blockAsHtml(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p style="margin:0 0 16px">${plainTextToHtml(block.text)}</p>`
    case 'quote':
      return (
        '<blockquote style="margin:0 0 16px;padding:8px 16px;border-left:4px solid #1b5fa8">' +
        `<strong>${escapeHtml(block.author)}</strong><br>${plainTextToHtml(block.text)}</blockquote>`
      )
    case 'button':
      return (
        `<p style="margin:0 0 24px"><a href="${escapeHtml(block.url)}" ` +
        'style="display:inline-block;padding:12px 20px;border-radius:8px;background:#1b5fa8;' +
        `color:#ffffff;text-decoration:none">${escapeHtml(block.label)}</a></p>`
      )
    case 'small':
      return `<p style="margin:0 0 8px;color:#4a5866;font-size:14px">${plainTextToHtml(block.text)}</p>`
  }
}
