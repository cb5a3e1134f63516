import { IconAlertCircle } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { Translate } from '../../shared/i18n.ts'
import { Refusal, Unreachable } from './api.ts'

/** What went wrong, in words for the reader. */
export function problemText(error: unknown, t: Translate): string {
  if (error instanceof Unreachable) return t('console.problem.unreachable')
  if (error instanceof Refusal && error.problem.title !== '') {
    const { title, detail } = error.problem
    return [`${title}.`.replace('..', '.'), detail].filter(Boolean).join(' ')
  }
  return t('console.problem.internal')
}

/** The faults that the server found at each field, for a form. */
export function fieldProblems(error: unknown): Record<string, string> {
  if (!(error instanceof Refusal)) return {}
  return Object.fromEntries(
    (error.problem.errors ?? []).map(({ path, message }) => [path, message]),
  )
}

/** The reason on top of a form; takes the focus so that nobody misses it. */
export function FormProblem({ text }: { text: string | null }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (text !== null) box.current?.focus()
  }, [text])
  if (text === null) return null
  return (
    <div className="form-problem" role="alert" tabIndex={-1} ref={box}>
      <IconAlertCircle size={18} aria-hidden="true" />
      <span>{text}</span>
    </div>
  )
}

type Nodes = { getInputNode(path: never): HTMLElement | null }

/** After a refused submit the focus goes to the first field that needs a change. */
export function focusFirstFault(form: Nodes): (errors: Record<string, unknown>) => void {
  return (errors) => {
    const [first] = Object.keys(errors)
    if (first !== undefined) form.getInputNode(first as never)?.focus()
  }
}
