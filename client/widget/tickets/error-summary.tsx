import { IconAlertTriangle } from '@tabler/icons-preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Chat } from '../conversations/chat.ts'
import { Icon } from '../shell/icon.tsx'
import { FIELDS, type FieldProblems } from './handover.ts'

type Props = {
  chat: Chat
  /** What is wrong beyond the fields. */
  title: string
  problems: FieldProblems
  /** Changes with each sending, which brings the focus here again. */
  attempt: number
}

/** What has to be mended, on top of the form, each line leading to its field. */
export function ErrorSummary({ chat, title, problems, attempt }: Props) {
  const t = chat.t.value
  const box = useRef<HTMLDivElement>(null)
  const found = FIELDS.filter((field) => problems[field])
  const isShown = found.length > 0 || title !== ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt brings the focus here
  useEffect(() => {
    if (isShown) box.current?.focus()
  }, [attempt, isShown])
  if (!isShown) return null
  const focus = (field: string) => {
    const root = box.current?.getRootNode() as ShadowRoot | undefined
    root?.getElementById(`field-${field}`)?.focus()
  }
  return (
    <div ref={box} class="banner bad boxed" role="alert" tabIndex={-1}>
      <Icon of={IconAlertTriangle} />
      <div>
        <p>
          <b>{title || t('widget.handover.check', { n: found.length })}</b>
        </p>
        {found.length > 0 && (
          <ul class="plain-list">
            {found.map((field) => (
              <li key={field}>
                <button type="button" class="link" onClick={() => focus(field)}>
                  {problems[field]}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
