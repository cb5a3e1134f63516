import type { AskReply } from '../../../server/contract/knowledge.ts'
import type { OfficeSummary } from '../../../server/contract/offices.ts'
import { ErrorSummary, type FormError } from '../forms/error-summary.tsx'
import { Hidden, TextArea } from '../forms/field.tsx'
import { type Frame, href } from '../layout/frame.ts'
import { Layout } from '../layout/layout.tsx'
import { OpenState } from '../offices/office-facts.tsx'
import { Answer } from './answer.tsx'
import { PersonForm } from './person-form.tsx'
import type { PersonFormState } from './person-state.ts'

type Props = {
  frame: Frame
  /** The office that was asked for by name, if any. */
  office: OfficeSummary | null
  question: string
  questionErrors: FormError[]
  reply: AskReply | null
  /** Present once there is a question. */
  person: PersonFormState | null
  maxQuestion: number
}

/** Question first; then what the guides say, and the five fields that reach a person. */
export function AskPage(props: Props) {
  const { frame, office, reply, person, question, questionErrors } = props
  const { t } = frame
  const errors = [...questionErrors, ...(person?.errors ?? [])]
  const head = {
    title: t('help.ask.title'),
    description: t('help.ask.description'),
    isListed: question === '' && office === null && !person,
    hasErrors: errors.length > 0,
  }
  return (
    <Layout frame={frame} head={head} section="ask">
      <div class="column ask">
        <h1>{t('help.ask.title')}</h1>
        <ErrorSummary t={t} errors={errors} />
        {office && (
          <div class="office-line">
            <p>{t('help.ask.to-office', { office: office.name })}</p>
            <OpenState frame={frame} office={office} />
          </div>
        )}
        <QuestionForm {...props} />
        {reply && <Answer frame={frame} reply={reply} />}
        {person && <Person frame={frame} reply={reply} state={person} />}
      </div>
    </Layout>
  )
}

function QuestionForm({ frame, office, question, questionErrors, maxQuestion, person }: Props) {
  const { t } = frame
  return (
    <form class="question-form" method="post" action={href(frame, '/ask')}>
      <Hidden values={{ step: 'question', ...(office && { office: office.slug }) }} />
      <TextArea
        name="question"
        label={t(person ? 'help.ask.your-question' : 'help.ask.question')}
        hint={person ? undefined : t('help.ask.question-hint')}
        errors={questionErrors}
        value={question}
        rows={person ? 2 : 4}
        maxLength={maxQuestion}
      />
      <button type="submit" class={person ? 'button button-plain' : 'button'}>
        {t(person ? 'help.ask.again' : 'help.ask.button')}
      </button>
      {!person && <p class="small">{t('help.ask.assistant-first')}</p>}
    </form>
  )
}

type PersonProps = { frame: Frame; reply: AskReply | null; state: PersonFormState }

/** Folded away behind one press while a guide answers; open as soon as a person is needed. */
function Person({ frame, reply, state }: PersonProps) {
  const { t } = frame
  const isAnswered = reply?.decision === 'answer' || reply?.decision === 'smalltalk'
  return (
    <details class="person" open={!isAnswered}>
      <summary class="button">
        <h2>{t('help.ask.person')}</h2>
      </summary>
      <p>{t('help.ask.person-intro')}</p>
      <PersonForm frame={frame} state={state} />
    </details>
  )
}
