import type { ComponentChildren, JSX } from 'preact'

type Described = { id: string; 'aria-invalid': boolean; 'aria-describedby': string | undefined }

type Props = {
  id: string
  label: string
  hint?: string | undefined
  problem?: string | undefined
  /** The control, which takes these attributes. */
  children: (described: Described) => ComponentChildren
}

/** A labelled control with its hint and what is wrong with it. */
export function Field({ id, label, hint, problem, children }: Props): JSX.Element {
  const described = [hint && `${id}-hint`, problem && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div class={problem ? 'field has-error' : 'field'}>
      <label for={id}>{label}</label>
      {hint && (
        <p class="small" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p class="error" id={`${id}-error`}>
          {problem}
        </p>
      )}
      {children({
        id,
        'aria-invalid': problem !== undefined,
        'aria-describedby': described || undefined,
      })}
    </div>
  )
}
