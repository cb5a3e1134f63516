import type { ComponentChildren, InputHTMLAttributes } from 'preact'
import type { FormError } from './error-summary.tsx'

type FieldProps = {
  name: string
  label: string
  hint?: string | undefined
  errors: FormError[]
  children: (wiring: Wiring) => ComponentChildren
}

/** What ties an input to its label, hint and fault. */
type Wiring = {
  id: string
  name: string
  'aria-describedby': string | undefined
  'aria-invalid': 'true' | undefined
}

/** Label, hint and fault around one input. */
export function Field({ name, label, hint, errors, children }: FieldProps) {
  const id = `p-${name}`
  const fault = errors.find(({ field }) => field === name)?.message
  const told = [hint && `${id}-hint`, fault && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div class={fault ? 'field has-error' : 'field'}>
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p class="fault" id={`${id}-error`}>
          {fault}
        </p>
      )}
      {children({
        id,
        name,
        'aria-describedby': told || undefined,
        'aria-invalid': fault ? 'true' : undefined,
      })}
    </div>
  )
}

type TextFieldProps = Omit<FieldProps, 'children'> & {
  value: string
  input?: InputHTMLAttributes<HTMLInputElement>
}

export function TextField({ value, input, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(wiring) => <input type="text" {...input} {...wiring} value={value} required />}
    </Field>
  )
}

type TextAreaProps = Omit<FieldProps, 'children'> & {
  value: string
  rows: number
  maxLength: number
  isOptional?: boolean
}

export function TextArea({ value, rows, maxLength, isOptional, ...field }: TextAreaProps) {
  return (
    <Field {...field}>
      {(wiring) => (
        <textarea
          {...wiring}
          dir="auto"
          rows={rows}
          maxlength={maxLength}
          required={!isOptional}
          value={value}
        />
      )}
    </Field>
  )
}

/** Values that a form carries along unseen. */
export function Hidden({ values }: { values: Record<string, string> }) {
  return (
    <>
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  )
}
