import { type Frame, href } from '../layout/frame.ts'
import { Icon } from '../layout/icon.tsx'

/** The way to a person, which every page with an answer offers; `question` is carried over. */
export function AskPanel({ frame, question = '' }: { frame: Frame; question?: string }) {
  const { t } = frame
  const query = question === '' ? '' : `?${new URLSearchParams({ q: question })}`
  return (
    <aside class="panel ask-panel" aria-labelledby="p-person">
      <h2 id="p-person">{t('help.person.title')}</h2>
      <p>{t('help.person.what')}</p>
      <p>
        <a class="button" href={href(frame, `/ask${query}`)}>
          <Icon name="user" />
          {t('help.ask-a-person')}
        </a>
      </p>
    </aside>
  )
}
