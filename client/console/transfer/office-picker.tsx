import { useEffect, useId, useRef, useState } from 'react'
import type { TransferOffice } from '../../../server/contract/transfer.ts'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { dayAndTime } from '../platform/times.ts'

type Props = {
  offices: TransferOffice[]
  chosen: string | null
  fault: string | undefined
  onChoose(slug: string): void
}

/** Typing narrows the list, arrows choose; the next office of the ladder is chosen from the start. */
export function OfficePicker({ offices, chosen, fault, onChoose }: Props) {
  const { t } = useTexts()
  const id = useId()
  const [typed, setTyped] = useState('')
  const field = useFocusOnArrival()
  const found = offices.filter((office) => matches(office, typed))
  const index = found.findIndex(({ slug }) => slug === chosen)
  const move = (by: number) => {
    const next = found[Math.min(Math.max(index + by, 0), found.length - 1)]
    if (next) onChoose(next.slug)
  }
  const narrow = (words: string) => {
    setTyped(words)
    const [first] = offices.filter((office) => matches(office, words))
    if (first) onChoose(first.slug)
  }
  return (
    <div>
      <label htmlFor={id} className="field-label">
        {t('transfer.office-label')}
      </label>
      <input
        ref={field}
        id={id}
        data-fault={fault}
        data-autofocus
        className="picker-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={index === -1 ? undefined : `${id}-${chosen}`}
        aria-describedby={`${id}-fault`}
        autoComplete="off"
        placeholder={t('transfer.office-placeholder')}
        value={typed}
        onChange={(event) => narrow(event.currentTarget.value)}
        onKeyDown={(event) => {
          const by = STEPS[event.key]
          if (by === undefined) return
          event.preventDefault()
          move(by)
        }}
      />
      <p id={`${id}-fault`} className="bad-text small" role="alert">
        {fault}
      </p>
      <div
        className="picker-list"
        id={`${id}-list`}
        role="listbox"
        aria-label={t('transfer.office-label')}
      >
        {found.map((office) => (
          <Choice
            key={office.slug}
            id={`${id}-${office.slug}`}
            office={office}
            isChosen={office.slug === chosen}
            isNext={office === offices[0]}
            onChoose={onChoose}
          />
        ))}
      </div>
      <p className="muted small" role="status">
        {found.length === 0 && t('transfer.office-none', { typed })}
      </p>
    </div>
  )
}

/** The offices may come after the dialog has opened. */
function useFocusOnArrival(): React.RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return field
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

type ChoiceProps = {
  id: string
  office: TransferOffice
  isChosen: boolean
  isNext: boolean
  onChoose(slug: string): void
}

function Choice({ id, office, isChosen, isNext, onChoose }: ChoiceProps) {
  const { t } = useTexts()
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text field above
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      className="picker-row"
      onClick={() => onChoose(office.slug)}
    >
      <span className="picker-name">
        {office.name}
        {isNext && <span className="chip">{t('transfer.next')}</span>}
      </span>
      <span className="small picker-facts">
        <span>{placeOf(office, t)}</span>
        {!office.isDesk && <span>{fitOf(office, t)}</span>}
        <Opening office={office} />
        <span>{t('transfer.waiting', { count: office.waiting })}</span>
      </span>
    </div>
  )
}

function Opening({ office }: { office: TransferOffice }) {
  const { t, lang } = useTexts()
  const now = useNow()
  if (office.openNow) return <span className="ok-text">{t('transfer.open-now')}</span>
  if (office.nextOpening === null) return <span>{t('transfer.closed')}</span>
  const style = { lang, now, timeZone: office.timeZone }
  return <span>{t('transfer.opens', { when: dayAndTime(style, office.nextOpening) })}</span>
}

type Words = (key: string, values?: Record<string, string | number>) => string

function placeOf({ region, sectors, isDesk }: TransferOffice, t: Words): string {
  if (isDesk) return t('transfer.desk')
  return [region, sectors.length > 0 ? sectors.join(', ') : t('transfer.all-sectors')]
    .filter(Boolean)
    .join(' · ')
}

/** In words what the ladder would say of this office and this company. */
function fitOf({ fits: { sector, region } }: TransferOffice, t: Words): string {
  const key = sector ? (region ? 'both' : 'sector') : region ? 'region' : 'neither'
  return t(`transfer.fits.${key}`)
}

/** Every word typed begins a word of the office's name, region or sectors. */
function matches(office: TransferOffice, typed: string): boolean {
  const text = plain([office.name, office.region ?? '', ...office.sectors].join(' ')).split(/\s+/)
  return plain(typed)
    .split(/\s+/)
    .every((word) => text.some((one) => one.startsWith(word)))
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
