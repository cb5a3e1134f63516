import { useId } from 'react'

type Fault = { fault: string | undefined }

/** Under a field: what is wrong with it and what to do. */
function FaultLine({ id, fault }: { id: string } & Fault) {
  if (fault === undefined) return null
  return (
    <p className="bad-text small" id={id} role="alert">
      {fault}
    </p>
  )
}

type ReasonProps<Code extends string> = Fault & {
  legend: string
  codes: readonly Code[]
  words(code: Code): string
  chosen: Code | null
  onChoose(code: Code): void
}

export function ReasonChoice<Code extends string>(props: ReasonProps<Code>) {
  const { legend, codes, words, chosen, onChoose, fault } = props
  const id = useId()
  return (
    <fieldset
      className="choices"
      data-fault={fault}
      aria-describedby={fault ? `${id}-fault` : undefined}
    >
      <legend>{legend}</legend>
      <div className="choice-columns">
        {codes.map((code) => (
          <label key={code} className="choice">
            <input
              type="radio"
              name={id}
              value={code}
              checked={chosen === code}
              onChange={() => onChoose(code)}
            />
            <span>{words(code)}</span>
          </label>
        ))}
      </div>
      <FaultLine id={`${id}-fault`} fault={fault} />
    </fieldset>
  )
}

type TickProps = Fault & { label: string; isOn: boolean; onChange(isOn: boolean): void }

export function Tick({ label, isOn, onChange, fault }: TickProps) {
  const id = useId()
  return (
    <div>
      <label className="choice">
        <input
          type="checkbox"
          checked={isOn}
          data-fault={fault}
          aria-invalid={fault !== undefined}
          aria-describedby={fault ? `${id}-fault` : undefined}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      <FaultLine id={`${id}-fault`} fault={fault} />
    </div>
  )
}

type WordsProps = Fault & {
  label: string
  hint: string
  value: string
  onChange(value: string): void
}

export function Words({ label, hint, value, onChange, fault }: WordsProps) {
  const id = useId()
  return (
    <div className="words-field">
      <label htmlFor={id}>{label}</label>
      <p className="muted small" id={`${id}-hint`}>
        {hint}
      </p>
      <textarea
        id={id}
        rows={2}
        maxLength={1_000}
        value={value}
        data-fault={fault}
        aria-invalid={fault !== undefined}
        aria-describedby={fault ? `${id}-hint ${id}-fault` : `${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <FaultLine id={`${id}-fault`} fault={fault} />
    </div>
  )
}
