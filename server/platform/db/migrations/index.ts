import type { Kysely } from 'kysely'
import type { Database } from '../database.ts'
import { up as platform } from './0001-platform.ts'
import { up as offices } from './0002-offices.ts'
import { up as accounts } from './0003-accounts.ts'
import { up as companies } from './0004-companies.ts'
import { up as knowledge } from './0005-knowledge.ts'
import { up as conversations } from './0006-conversations.ts'
import { up as tickets } from './0007-tickets.ts'
import { up as articleFeedback } from './0008-article-feedback.ts'
import { up as glossary } from './0009-glossary.ts'
import { up as popularGuides } from './0010-popular-guides.ts'
import { up as phrasings } from './0011-phrasings.ts'
import { up as questionPages } from './0012-question-pages.ts'
import { up as rephrasings } from './0013-rephrasings.ts'
import { up as ticketProperties } from './0014-ticket-properties.ts'
import { up as macros } from './0015-macros.ts'
import { up as referrals } from './0016-referrals.ts'
import { up as interventions } from './0017-interventions.ts'
import { up as together } from './0023-together.ts'
import { up as outgoing } from './0024-outgoing.ts'
import { up as finding } from './0025-finding.ts'
import { up as ticketCounters } from './0026-ticket-counters.ts'

/** In the order in which they run. Never edited after a release. */
export const migrations: {
  name: string
  up(db: Kysely<unknown>, engine: Database['engine']): Promise<void>
}[] = [
  { name: '0001-platform', up: platform },
  { name: '0002-offices', up: offices },
  { name: '0003-accounts', up: accounts },
  { name: '0004-companies', up: companies },
  { name: '0005-knowledge', up: knowledge },
  { name: '0006-conversations', up: conversations },
  { name: '0007-tickets', up: tickets },
  { name: '0008-article-feedback', up: articleFeedback },
  { name: '0009-glossary', up: glossary },
  { name: '0010-popular-guides', up: popularGuides },
  { name: '0011-phrasings', up: phrasings },
  { name: '0012-question-pages', up: questionPages },
  { name: '0013-rephrasings', up: rephrasings },
  { name: '0014-ticket-properties', up: ticketProperties },
  { name: '0015-macros', up: macros },
  { name: '0016-referrals', up: referrals },
  { name: '0017-interventions', up: interventions },
  { name: '0023-together', up: together },
  { name: '0024-outgoing', up: outgoing },
  { name: '0025-finding', up: finding },
  { name: '0026-ticket-counters', up: ticketCounters },
]
