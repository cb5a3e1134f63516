import type { Kysely } from 'kysely'
import * as platform from './0001-platform.ts'
import * as offices from './0002-offices.ts'
import * as accounts from './0003-accounts.ts'
import * as companies from './0004-companies.ts'
import * as knowledge from './0005-knowledge.ts'
import * as conversations from './0006-conversations.ts'
import * as tickets from './0007-tickets.ts'
import * as articleFeedback from './0008-article-feedback.ts'

/** In the order in which they run. Never edited after a release. */
export const migrations: { name: string; up(db: Kysely<unknown>): Promise<void> }[] = [
  { name: '0001-platform', ...platform },
  { name: '0002-offices', ...offices },
  { name: '0003-accounts', ...accounts },
  { name: '0004-companies', ...companies },
  { name: '0005-knowledge', ...knowledge },
  { name: '0006-conversations', ...conversations },
  { name: '0007-tickets', ...tickets },
  { name: '0008-article-feedback', ...articleFeedback },
]
