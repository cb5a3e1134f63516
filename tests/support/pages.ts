import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { addressesOf, type Frame } from '../../client/help/layout/frame.ts'
import type { Article, AskReply } from '../../server/contract/knowledge.ts'
import type { OfficeSummary } from '../../server/contract/offices.ts'
import type { RouteReply } from '../../server/contract/routing.ts'
import { type Lang, texts } from '../../server/platform/i18n.ts'

/** What a page is told in a test; its time is a Monday morning before the offices open. */
export function frame(lang: Lang = 'es', path = ''): Frame {
  return {
    lang,
    t: texts(lang),
    addresses: addressesOf(path),
    now: '2026-11-23T06:00:00.000Z',
    publicUrl: 'https://support.example',
    nonce: 'test-nonce',
    files: {
      styles: ['/assets/page.css'],
      script: '/assets/page.js',
      font: '/assets/font.woff2',
      emblem: '/assets/emblem.svg',
      icon: '/assets/icon.svg',
    },
  }
}

export function html(node: VNode): string {
  return `<!doctype html>\n${renderToString(node)}`
}

export const office: OfficeSummary = {
  slug: 'granada-construction',
  kind: 'otd',
  name: 'Clúster de la Construcción Sostenible',
  url: 'https://support.example/es/offices/granada-construction',
  sectors: [{ nace: 'F', division: null, label: 'Construcción y reformas' }],
  region: { nuts2: 'ES61', name: 'Andalucía' },
  provinces: [],
  languages: ['es', 'en'],
  email: 'ayuda@construccion-granada.example',
  phone: '+34 900 000 001',
  address: 'Calle de la Plomada 12, 18016 Granada',
  timeZone: 'Europe/Madrid',
  hours: { mon: [{ from: '09:00', to: '14:00' }] },
  openNow: false,
  nextOpening: '2026-11-23T08:00:00.000Z',
  someoneThere: false,
  replyHours: 4,
  fundingStatement: 'Cofinanciado por la Unión Europea (FEDER)',
}

export const article: Article = {
  slug: 'verifactu-who-when',
  lang: 'es',
  title: 'VeriFactu: quién y desde cuándo',
  summary: 'Te dice si te afecta.',
  url: 'https://support.example/es/articles/verifactu-who-when',
  category: 'einvoicing-tax',
  sectors: [],
  reviewed: '2026-11-03',
  reviewBy: '2027-02-03',
  published: '2026-10-05T08:00:00.000Z',
  updated: '2026-11-04T09:30:00.000Z',
  validFrom: null,
  validTo: null,
  revision: 'r1',
  languages: ['es', 'en'],
  markdown: '',
  html: '<p>Uno</p><h2 id="a">¿A &amp; <em>b</em>?</h2><p>x</p><h2 id="b">B</h2><h2 id="c">C</h2>',
  related: [
    { slug: 'other', title: 'Otra guía', url: 'https://support.example/es/articles/other' },
  ],
  sources: [
    { url: 'https://boe.example/x', title: 'BOE', checked: '2026-11-02', supports: 'dates' },
  ],
}

export const route: RouteReply = {
  office: { slug: office.slug, name: office.name, url: office.url },
  sector: null,
  region: null,
  candidates: [
    { nace: 'F', division: null, label: 'Construcción y reformas', confidence: 0.4 },
    { nace: 'J', division: '62', label: 'Programación', confidence: 0.3 },
  ],
  matched: 'fallback',
  reasons: ['nos escribes desde su web', 'Lugar: Granada, por lo que has escrito.'],
}

export const reply: AskReply = {
  decision: 'answer',
  lang: 'es',
  confidence: 0.9,
  reply: { text: 'Sí.', html: '<p>Sí.</p>' },
  answer: {
    text: 'Sí.',
    html: '<p>Sí.</p>',
    rephrased: false,
    citations: [
      {
        slug: article.slug,
        lang: 'es',
        title: article.title,
        heading: '¿Desde cuándo?',
        url: `${article.url}#desde`,
        reviewed: '2026-11-03',
        revision: 'r1',
      },
    ],
  },
  alternatives: article.related,
  route,
}

/** What a careless page would run, open or break out of. */
export const PAYLOADS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' autofocus onfocus=alert(1) x='",
  '" autofocus onfocus=alert(1) x="',
  '</title><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '<!--<script>alert(1)</script>-->',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<a href="javascript:alert(1)">x</a>',
  '<style>*{display:none}</style>',
  '<base href="https://evil.example/">',
  '<meta http-equiv=refresh content="0;url=https://evil.example/">',
  '<form action="https://evil.example"><input name=q>',
  '<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  `{{7*7}} $${'{7*7}'} <%= 7*7 %> #{7*7}`,
  '\u202Egnp.exe\u2066',
  'a\u200Bb\uFEFFc e\u0301\u0301\u0301',
  '\u{1F469}\u200D\u{1F469}\u200D\u{1F467}',
]
