import type { Me } from '../../../server/contract/accounts.ts'
import type { SavedView } from '../../../server/contract/views.ts'
import { hrefOf, type InboxAddress } from '../tickets/address.ts'
import { readView } from '../tickets/views.ts'
import { readFilters } from './filters.ts'

/** The list that a saved view stands for. */
export function addressOf({ filters }: Pick<SavedView, 'filters'>, me: Me): InboxAddress {
  const { view = 'all', q = '', ...rest } = filters
  const query = new URLSearchParams(Object.entries(rest).map(([name, value]) => [name, `${value}`]))
  return { view: readView(view, me), q, filters: readFilters(query), number: null }
}

/** The saved view that shows exactly this list. */
export function viewAt(
  views: readonly SavedView[],
  address: InboxAddress,
  me: Me,
): SavedView | undefined {
  const here = hrefOf({ ...address, number: null })
  return views.find((view) => hrefOf(addressOf(view, me)) === here)
}
