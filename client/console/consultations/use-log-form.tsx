import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { TicketRecord } from '../../../server/contract/tickets.ts'
import type { FoundContact } from '../../../server/contract/time.ts'
import { callApi } from '../platform/api.ts'
import { fieldProblems, problemText } from '../platform/problem.tsx'
import { useTexts } from '../platform/texts.tsx'
import { randomUuid } from '../platform/uuid.ts'
import { useDesk } from '../tickets/desk.ts'
import {
  asValues,
  bodyOf,
  EMPTY,
  faultsByField,
  type LogValues,
  withContact,
} from './log-values.ts'

const NOTICE_MS = 10_000

type TextField = Exclude<keyof LogValues, 'known'>

export type LogForm = {
  values: LogValues
  faults: Partial<Record<string, string>>
  problem: string | null
  isBusy: boolean
  box: RefObject<HTMLFormElement | null>
  contact: RefObject<HTMLInputElement | null>
  change(change: Partial<LogValues>): void
  choose(contact: FoundContact): void
  field(name: TextField): {
    value: string
    error: string | undefined
    onChange(event: { currentTarget: { value: string } }): void
  }
  save(resolve: boolean): Promise<void>
}

export function useLogForm(onShut: () => void): LogForm {
  const { t } = useTexts()
  const { values, change, forget } = useKeptValues()
  const [faults, setFaults] = useState<Partial<Record<string, string>>>({})
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const box = useRef<HTMLFormElement>(null)
  const contact = useRef<HTMLInputElement>(null)
  const tellSaved = useSavedNotice()
  const keyOf = useKeyOfContents()
  useFocusOnFault(box, faults)
  const save = async (resolve: boolean) => {
    if (isBusy) return
    setBusy(true)
    setProblem(null)
    const body = bodyOf(values, resolve)
    try {
      const call = { method: 'POST', body, key: keyOf(body), reply: TicketRecord } as const
      const ticket = await callApi('/tickets', call)
      forget()
      onShut()
      tellSaved(ticket)
    } catch (error) {
      const found = faultsByField(fieldProblems(error))
      setFaults(found)
      if (Object.keys(found).length === 0) setProblem(problemText(error, t))
    } finally {
      setBusy(false)
    }
  }
  return {
    ...{ values, faults, problem, isBusy, box, contact, change, save },
    choose(known) {
      change(withContact(values, known))
      box.current?.querySelector<HTMLElement>('[data-field="question"]')?.focus()
    },
    field: (name) => ({
      value: values[name],
      error: faults[name],
      onChange: (event) => change({ [name]: event.currentTarget.value }),
    }),
  }
}

/** Kept in this browser until it is saved: a reload or a shut dialog takes nothing away. */
function useKeptValues() {
  const { preferences, me } = useDesk()
  const key = `log:${me.id}`
  const [values, setValues] = useState(() => asValues(preferences.read(key)))
  const change = (part: Partial<LogValues>) => {
    const next = { ...values, ...part }
    setValues(next)
    preferences.set(key, JSON.stringify({ ...next, known: null }))
  }
  const forget = () => {
    setValues(EMPTY)
    preferences.remove(key)
  }
  return { values, change, forget }
}

/** The same contents sent again are the same consultation; changed ones are another. */
function useKeyOfContents(): (body: object) => string {
  const last = useRef({ text: '', key: '' })
  return (body) => {
    const text = JSON.stringify(body)
    if (last.current.text !== text) last.current = { text, key: randomUuid() }
    return last.current.key
  }
}

function useFocusOnFault(box: RefObject<HTMLFormElement | null>, faults: object): void {
  useEffect(() => {
    if (Object.keys(faults).length === 0) return
    box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [box, faults])
}

function useSavedNotice(): (ticket: TicketRecord) => void {
  const { t } = useTexts()
  const [, navigate] = useLocation()
  return ({ number, status }) => {
    const id = `logged-${number}`
    const view = () => {
      notifications.hide(id)
      navigate(`/tickets/${number}?view=all`)
    }
    notifications.show({
      id,
      autoClose: NOTICE_MS,
      closeButtonProps: { 'aria-label': t('console.close') },
      message: (
        <span className="notice-line">
          {t(status === 'resolved' ? 'time.log.closed' : 'time.log.opened', { number })}
          <Button variant="default" size="compact-sm" onClick={view}>
            {t('time.log.view')}
          </Button>
        </span>
      ),
    })
  }
}
