import type {
  Macro,
  MacroActions,
  MacroSnooze,
  MacroVisibility,
  NewMacro,
} from '../../../server/contract/macros.ts'
import type { Priority } from '../../../server/contract/properties.ts'
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
  priority: Priority | ''
  topic: string
  /** As they are typed, with commas between. */
  tags: string
  snooze: MacroSnooze | ''
}

export function formOf(macro: Macro | null, visibilities: readonly MacroVisibility[]): MacroForm {
  return {
    name: macro?.name ?? '',
    visibility: macro?.visibility ?? visibilities[0] ?? 'private',
    es: macro?.texts.es ?? '',
    en: macro?.texts.en ?? '',
    status: macro?.actions.status ?? '',
    assignToMe: macro?.actions.assignToMe ?? false,
    priority: macro?.actions.priority ?? '',
    topic: macro?.actions.topic ?? '',
    tags: macro?.actions.tags?.join(', ') ?? '',
    snooze: macro?.actions.snooze ?? '',
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
    actions: {
      ...(status !== '' && { status }),
      ...(assignToMe && { assignToMe }),
      ...propertiesOf(form),
    },
  }
}

function propertiesOf({ status, priority, topic, tags, snooze }: MacroForm): MacroActions {
  const typed = tags.split(',').map((tag) => tag.trim())
  const wanted = typed.filter((tag) => tag !== '')
  return {
    ...(priority !== '' && { priority }),
    ...(topic !== '' && { topic }),
    ...(wanted.length > 0 && { tags: wanted }),
    // What is closed does not sleep.
    ...(snooze !== '' && status !== 'resolved' && { snooze }),
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
