import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { ContactList, type FoundContact } from '../../../server/contract/time.ts'
import { announce } from '../platform/announcer.tsx'
import { callApi } from '../platform/api.ts'
import { useTexts } from '../platform/texts.tsx'

const WAIT_MS = 150
const SHORTEST = 2

type Props = {
  value: string
  error: string | undefined
  inputRef: React.Ref<HTMLInputElement>
  onWrite(name: string): void
  onChoose(contact: FoundContact): void
}

/** A name, with the people already known whose words begin like it: ↓ and Enter choose one. */
export function ContactField({ value, error, inputRef, onWrite, onChoose }: Props) {
  const { t } = useTexts()
  const list = useId()
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const found = useFound(isOpen ? value : '')
  const isShown = isOpen && found.length > 0
  const choose = (contact: FoundContact) => {
    setOpen(false)
    onChoose(contact)
  }
  const press = (event: React.KeyboardEvent) => {
    const act = isShown ? actOf(event.key, found, active) : undefined
    if (act === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (act === 'shut') setOpen(false)
    else if (typeof act === 'number') setActive(act)
    else choose(act)
  }
  return (
    <div className="contact-field">
      <TextInput
        ref={inputRef}
        data-autofocus
        label={t('time.log.contact')}
        description={t('time.log.contact-hint')}
        role="combobox"
        aria-expanded={isShown}
        aria-controls={list}
        aria-autocomplete="list"
        {...(isShown && active >= 0 && { 'aria-activedescendant': `${list}-${active}` })}
        autoComplete="off"
        data-mantine-stop-propagation={isShown}
        maxLength={120}
        value={value}
        error={error}
        onKeyDown={press}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setOpen(true)
          setActive(-1)
          onWrite(event.currentTarget.value)
        }}
      />
      <FoundList id={list} found={found} isShown={isShown} active={active} onChoose={choose} />
    </div>
  )
}

/** Which one the arrows lead to, whom Enter chooses, or that Escape shuts the list. */
function actOf(
  key: string,
  found: FoundContact[],
  active: number,
): number | FoundContact | 'shut' | undefined {
  if (key === 'ArrowDown') return (active + 1) % found.length
  if (key === 'ArrowUp') return (Math.max(active, 0) + found.length - 1) % found.length
  if (key === 'Escape') return 'shut'
  return key === 'Enter' ? found[active] : undefined
}

type ListProps = {
  id: string
  found: FoundContact[]
  isShown: boolean
  active: number
  onChoose(contact: FoundContact): void
}

function FoundList({ id, found, isShown, active, onChoose }: ListProps) {
  const { t } = useTexts()
  return (
    <div role="listbox" id={id} aria-label={t('time.log.contact')} hidden={!isShown}>
      {found.map((contact, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field
        <div
          key={contact.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(contact)}
        >
          <strong>{contact.name}</strong> <span>{contact.company.name}</span>{' '}
          <span className="muted">{contact.email}</span>
        </div>
      ))}
    </div>
  )
}

function useFound(typed: string): FoundContact[] {
  const { t } = useTexts()
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), WAIT_MS)
    return () => clearTimeout(timer)
  }, [typed])
  const isAsked = asked.length >= SHORTEST
  const { data } = useQuery({
    queryKey: ['contacts', asked],
    enabled: isAsked,
    queryFn: ({ signal }) =>
      callApi(`/contacts?${new URLSearchParams({ q: asked })}`, { reply: ContactList, signal }),
  })
  const found = isAsked ? data?.items : undefined
  useEffect(() => {
    if (found) announce(t('time.log.found', { count: found.length }))
  }, [found, t])
  return found ?? NOBODY
}

const NOBODY: FoundContact[] = []
