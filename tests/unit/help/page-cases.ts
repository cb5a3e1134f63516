import type { VNode } from 'preact'
import { HomePage } from '../../../client/help/home/home-page.tsx'
import { ArticlePage } from '../../../client/help/knowledge/article-page.tsx'
import { GuidesPage } from '../../../client/help/knowledge/guides-page.tsx'
import { SearchPage } from '../../../client/help/knowledge/search-page.tsx'
import { TopicPage } from '../../../client/help/knowledge/topic-page.tsx'
import { LegalPage, type LegalTopic } from '../../../client/help/legal/legal-page.tsx'
import { OfficePage } from '../../../client/help/offices/office-page.tsx'
import { OfficesPage } from '../../../client/help/offices/offices-page.tsx'
import { ApiPage } from '../../../client/help/platform/api-page.tsx'
import { ErrorPage } from '../../../client/help/platform/error-page.tsx'
import { ProblemPage } from '../../../client/help/platform/problem-page.tsx'
import { AskPage } from '../../../client/help/tickets/ask-page.tsx'
import { LinkExpiredPage, LinkSentPage } from '../../../client/help/tickets/link-pages.tsx'
import { SentPage } from '../../../client/help/tickets/sent-page.tsx'
import { TicketPage, type TicketPageProps } from '../../../client/help/tickets/ticket-page.tsx'
import { type Lang, texts } from '../../../server/platform/i18n.ts'
import { article, frame, office, reply, route } from '../../support/pages.ts'

export const noFeedback = { given: null, reason: '', errors: [] }
export const noPerson = { name: '', email: '', company: '', sector: '', guess: '', postcode: '' }
export const person = {
  values: noPerson,
  errors: [],
  hidden: { question: '¿Qué?', token: 'x', message: 'm', consentVersion: '2026-11' },
  sectors: [
    { nace: 'F', label: 'Construcción y reformas' },
    { nace: 'H', label: 'Transporte y logística' },
  ],
  candidates: route.candidates,
  mustGuess: false,
}
const config = {
  office,
  lang: 'es',
  sectors: person.sectors,
  popular: [],
  consentVersion: '2026-11',
  privacyUrl: 'https://support.example/es/privacy',
}

export function ticketProps(lang: Lang = 'es'): TicketPageProps {
  return {
    frame: frame(lang),
    action: '/t/abc',
    ticket: {
      number: 'GR-1',
      subject: 'El aparato falla',
      status: 'resolved',
      dueAt: null,
      advisor: 'Lucía Prados',
      office,
      because: 'Te atiende porque sí.',
      lang: 'es',
      messages: [
        {
          id: 'm1',
          conversation: 'c',
          seq: 1,
          author: { kind: 'visitor' },
          text: 'Hola',
          html: 'Hola',
          at: '2026-11-23T06:00:00.000Z',
        },
      ],
    },
    writing: { id: 'w1', text: '', seen: 1, maxLength: 4000 },
    rating: { score: null, comment: '', maxComment: 1000 },
    errors: [],
    done: null,
    chat: { config, files: { script: '/assets/chat.js', preload: [] }, token: 'visitor' },
  }
}

export const askProps = { office, question: '¿Qué?', questionErrors: [], maxQuestion: 4000 }

function legalPage(lang: Lang, topic: LegalTopic, modelHost: string | null = null): VNode {
  return LegalPage({ frame: frame(lang), topic, desk: office, modelHost })
}

/** Every page in one of its states, by name. */
export const PAGES: Record<string, (lang: Lang) => VNode> = {
  home: (lang) =>
    HomePage({
      frame: frame(lang),
      topics: [{ category: 'cybersecurity', guides: 2 }],
      popular: { guides: article.related, areAsked: true },
      offices: 29,
    }),
  article: (lang) =>
    ArticlePage({ frame: frame(lang), article, html: article.html, feedback: noFeedback }),
  search: (lang) =>
    SearchPage({
      frame: frame(lang),
      q: 'verifactu',
      results: [{ ...article, heading: 'H', excerpt: 'Un VeriFactu.', score: 1 }],
      popular: null,
    }),
  nothing: (lang) => SearchPage({ frame: frame(lang), q: 'xyz', results: [], popular: null }),
  topic: (lang) =>
    TopicPage({
      frame: frame(lang, '/topics/cybersecurity'),
      category: 'cybersecurity',
      guides: [article],
      topics: [{ category: 'data-ai', guides: 1 }],
    }),
  guides: (lang) =>
    GuidesPage({
      frame: frame(lang, '/guides'),
      guides: [article],
      topics: [{ category: 'data-ai', guides: 1 }],
    }),
  offices: (lang) => OfficesPage({ frame: frame(lang), offices: [office] }),
  office: (lang) => OfficePage({ frame: frame(lang), office }),
  ask: (lang) =>
    AskPage({ ...askProps, frame: frame(lang), question: '', reply: null, person: null }),
  answer: (lang) => AskPage({ ...askProps, frame: frame(lang), reply, person }),
  guess: (lang) =>
    AskPage({
      ...askProps,
      frame: frame(lang),
      reply: null,
      person: { ...person, mustGuess: true },
    }),
  faults: (lang) =>
    AskPage({
      ...askProps,
      frame: frame(lang),
      reply: null,
      person: { ...person, errors: [{ field: 'email', message: 'Escribe un correo.' }] },
    }),
  sent: (lang) =>
    SentPage({
      frame: frame(lang),
      receipt: {
        number: 'GR-1',
        url: 'https://support.example/t/abc',
        status: 'open',
        route,
        email: 'a@b.example',
        replyHours: 4,
      },
      told: { lang: 'es', t: texts('es') },
    }),
  ticket: (lang) => TicketPage(ticketProps(lang)),
  expired: (lang) => LinkExpiredPage({ frame: frame(lang), action: '/t/abc' }),
  linkSent: (lang) => LinkSentPage({ frame: frame(lang) }),
  privacy: (lang) => legalPage(lang, 'privacy'),
  'privacy where a model rewords': (lang) => legalPage(lang, 'privacy', 'models.example'),
  accessibility: (lang) => legalPage(lang, 'accessibility'),
  legal: (lang) => legalPage(lang, 'legal'),
  problem: (lang) =>
    ProblemPage({ frame: frame(lang), code: 'not-found', title: 'No', detail: 'Nada.' }),
  error: (lang) =>
    ErrorPage({ frame: frame(lang), title: 'No', detail: 'Nada.', faults: ['x'], status: 404 }),
  api: (lang) =>
    ApiPage({
      frame: frame(lang),
      description: { paths: { '/api/v1/x': { get: { summary: 'X', responses: { 200: {} } } } } },
    }),
}
