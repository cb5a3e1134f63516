import { useEffect, useRef } from 'react'

/** After a refused submit the focus goes to the first field that needs a change. */
export function useFaultFocus(error: unknown): React.RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (!error) return
    const field = form.current?.querySelector<HTMLElement>('[data-fault]')
    const control = field?.matches('fieldset') ? field.querySelector('input') : field
    control?.focus()
  }, [error])
  return form
}
