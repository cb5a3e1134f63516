import { useRef, useState } from 'preact/hooks'
import type { Chat } from '../conversations/chat.ts'
import { Foot } from '../shell/foot.tsx'
import { goToConversation } from '../shell/navigation.ts'
import { ErrorSummary } from './error-summary.tsx'
import {
  checkForm,
  type FieldProblems,
  type HandoverForm,
  handOver,
  keepForm,
  needsQuestion,
  startForm,
} from './handover.ts'
import { PersonFields } from './person-fields.tsx'

/** The five fields, the only place where data is asked for. Pressing the button is the agreement. */
export function HandoverView({ chat }: { chat: Chat }) {
  const t = chat.t.value
  const { form, change, problems, title, isSending, submit, attempt } = useHandover(chat)
  const asksQuestion = needsQuestion(chat) || form.question !== ''
  return (
    <>
      <form class="body" noValidate onSubmit={submit} aria-labelledby="title">
        <p>{t(asksQuestion ? 'widget.handover.intro-question' : 'widget.handover.intro')}</p>
        <ErrorSummary chat={chat} title={title} problems={problems} attempt={attempt} />
        <PersonFields
          chat={chat}
          form={form}
          change={change}
          problems={problems}
          asksQuestion={asksQuestion}
        />
        <p class="small">
          {t('widget.handover.consent')}{' '}
          <a href={chat.config.value.privacyUrl} target="_blank" rel="noopener">
            {t('widget.handover.privacy')}
          </a>
        </p>
        <button type="submit" class="primary wide" aria-disabled={isSending}>
          {t(isSending ? 'widget.handover.submitting' : 'widget.handover.submit')}
        </button>
      </form>
      <div class="foot">
        <Foot chat={chat} />
      </div>
    </>
  )
}

function useHandover(chat: Chat) {
  const [form, setForm] = useState(() => startForm(chat))
  const [problems, setProblems] = useState<FieldProblems>({})
  const [title, setTitle] = useState('')
  const [isSending, setSending] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const latest = useRef(form)
  const change = (part: Partial<HandoverForm>) => {
    latest.current = { ...latest.current, ...part }
    setForm(latest.current)
    keepForm(chat, latest.current)
  }
  const send = async () => {
    const found = checkForm(chat.t.value, latest.current, !needsQuestion(chat))
    setProblems(found)
    setTitle('')
    setAttempt((count) => count + 1)
    if (Object.keys(found).length > 0) return
    setSending(true)
    chat.link.start()
    const outcome = await handOver(chat, latest.current)
    setSending(false)
    if (outcome.isDone) return goToConversation(chat)
    setTitle(outcome.title)
    setProblems(outcome.fields)
    setAttempt((count) => count + 1)
  }
  const submit = (event: Event) => {
    event.preventDefault()
    if (!isSending) void send()
  }
  return { form, change, problems, title, isSending, submit, attempt }
}
