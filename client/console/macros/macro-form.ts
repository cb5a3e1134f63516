import type { Macro, MacroVisibility, NewMacro } from '../../../server/contract/macros.ts'
import { useMe } from '../accounts/session.ts'

/** What is being written: a new one, or a change of one. */
export type Editing = { macro: Macro | null }

/** What stands in the fields. */
export type MacroForm = {
  name: string
  visibility: MacroVisibility
  es: string
  en: string
  status: '' | 'waiting' | 'resolved'
  assignToMe: boolean
}

export function formOf(macro: Macro | null, visibilities: readonly MacroVisibility[]): MacroForm {
  return {
    name: macro?.name ?? '',
    visibility: macro?.visibility ?? visibilities[0] ?? 'private',
    es: macro?.texts.es ?? '',
    en: macro?.texts.en ?? '',
    status: macro?.actions.status ?? '',
    assignToMe: macro?.actions.assignToMe ?? false,
  }
}

/** As the service takes it: an empty text is none. */
export function wantedOf(form: MacroForm, office: string): NewMacro {
  const { name, visibility, es, en, status, assignToMe } = form
  return {
    name,
    visibility,
    ...(visibility === 'office' && office !== '' && { office }),
    texts: { ...(es.trim() !== '' && { es }), ...(en.trim() !== '' && { en }) },
    actions: { ...(status !== '' && { status }), ...(assignToMe && { assignToMe }) },
  }
}

/** For whom this person may write, nearest first. */
export function useVisibilities(office: string): MacroVisibility[] {
  const me = useMe()
  const hasOffice = me.office !== null || office !== ''
  return [
    ...(me.can.answerTickets ? (['private'] as const) : []),
    ...(me.can.answerTickets && hasOffice ? (['office'] as const) : []),
    ...(me.can.writeNetworkMacros ? (['network'] as const) : []),
  ]
}
