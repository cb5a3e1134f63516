import { useEffect, useState } from 'preact/hooks'
import type { OfficeSummary } from '../../../server/contract/offices.ts'
import type { Chat } from '../conversations/chat.ts'
import { fetchJson } from '../platform/api.ts'
import { Foot } from '../shell/foot.tsx'
import { goToConversation } from '../shell/navigation.ts'
import { Field } from './field.tsx'
import { reroute } from './handover.ts'

type Kind = 'nace' | 'office'
type Choice = { value: string; label: string }
type Offices = { items: OfficeSummary[] }

/** Another sector, whose office is then found, or an office by name. */
export function RerouteView({ chat }: { chat: Chat }) {
  const t = chat.t.value
  const [kind, setKind] = useState<Kind>('nace')
  const [value, setValue] = useState('')
  const [problem, setProblem] = useState<string | undefined>()
  const offices = useOffices(chat)
  const sectors = chat.config.value.sectors.map(({ nace, label }) => ({ value: nace, label }))
  const submit = async () => {
    if (value === '') return setProblem(t(`widget.reroute.missing-${kind}`))
    const wish = kind === 'nace' ? { nace: value } : { office: value }
    const refusal = await reroute(chat, wish)
    setProblem(refusal ?? undefined)
    if (refusal === null) goToConversation(chat)
  }
  const onSubmit = (event: Event) => {
    event.preventDefault()
    void submit()
  }
  const choose = (next: Kind) => {
    setKind(next)
    setValue('')
  }
  return (
    <>
      <form class="body" noValidate onSubmit={onSubmit}>
        <p>{t('widget.reroute.intro')}</p>
        <fieldset class="segments">
          <legend>{t('widget.reroute.how')}</legend>
          {(['nace', 'office'] as const).map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="kind"
                checked={kind === each}
                onChange={() => choose(each)}
              />
              <span>{t(`widget.reroute.by-${each}`)}</span>
            </label>
          ))}
        </fieldset>
        <Field id="field-wish" label={t(`widget.reroute.${kind}`)} problem={problem}>
          {(described) => (
            <Choices
              {...described}
              empty={t('widget.handover.choose')}
              value={value}
              choices={kind === 'nace' ? sectors : offices}
              onChoose={setValue}
            />
          )}
        </Field>
        <button type="submit" class="primary wide">
          {t('widget.reroute.submit')}
        </button>
      </form>
      <div class="foot">
        <Foot chat={chat} />
      </div>
    </>
  )
}

type ChoicesProps = {
  id: string
  empty: string
  value: string
  choices: readonly Choice[]
  onChoose: (value: string) => void
}

function Choices({ empty, value, choices, onChoose, ...described }: ChoicesProps) {
  return (
    <select
      {...described}
      value={value}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    >
      <option value="">{empty}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  )
}

/** All offices but the present one; empty while they are fetched. */
function useOffices(chat: Chat): Choice[] {
  const [offices, setOffices] = useState<Choice[]>([])
  const present = chat.ticket.value?.office.slug
  useEffect(() => {
    const take = ({ items }: Offices) => {
      const others = items.filter(({ slug }) => slug !== present)
      setOffices(others.map(({ slug, name }) => ({ value: slug, label: name })))
    }
    fetchJson<Offices>(chat, '/api/v1/offices').then(take, () => setOffices([]))
  }, [chat, present])
  return offices
}
