import type { OfficeSummary } from '../../../server/contract/offices.ts'
import { formatDate } from '../layout/dates.ts'
import { type Frame, href } from '../layout/frame.ts'
import { Layout } from '../layout/layout.tsx'
import { Prose } from '../layout/prose.tsx'
import { Contact } from '../offices/office-facts.tsx'

export type LegalTopic = 'privacy' | 'accessibility' | 'legal'

/** Sections in their order; the accessibility statement keeps that of Decision (EU) 2018/1523. */
const SECTIONS: Record<LegalTopic, string[]> = {
  privacy: ['who', 'what', 'why', 'assistant', 'device', 'to-whom', 'how-long', 'rights', 'age'],
  accessibility: ['commitment', 'state', 'gaps', 'made', 'feedback', 'enforcement'],
  legal: ['identity', 'service', 'advice', 'content', 'software', 'funding'],
}

/** The day on which the texts below were last gone through. */
const REVIEWED = '2026-11-23'

type Props = {
  frame: Frame
  topic: LegalTopic
  /** The office that speaks for the network: to whom questions about the website go. */
  desk: OfficeSummary
  /** Where a language model gets to see questions, if one does. */
  modelHost: string | null
}

export function LegalPage({ frame, topic, desk, modelHost }: Props) {
  const { t, lang } = frame
  const title = t(`help.${topic}.title`)
  const head = { title, description: t(`help.${topic}.description`), isListed: true }
  return (
    <Layout frame={frame} head={head}>
      <div class="column legal">
        <h1>{title}</h1>
        <p class="meta">{t('help.legal-reviewed', { date: formatDate(lang, REVIEWED) })}</p>
        {SECTIONS[topic].map((section) => (
          <section key={section} class="prose" aria-labelledby={`p-${section}`}>
            <h2 id={`p-${section}`}>{t(`help.${topic}.${section}.title`)}</h2>
            <Prose
              text={
                section === 'assistant' && modelHost !== null
                  ? t('rephrasing.privacy', { host: modelHost })
                  : t(`help.${topic}.${section}.text`)
              }
            />
          </section>
        ))}
        <section class="panel" aria-labelledby="p-desk">
          <h2 id="p-desk">{t('help.legal-contact')}</h2>
          <p>
            <a href={href(frame, `/offices/${desk.slug}`)}>{desk.name}</a>
          </p>
          <Contact frame={frame} office={desk} />
        </section>
      </div>
    </Layout>
  )
}
