import { type Frame, href } from '../layout/frame.ts'
import { Icon } from '../layout/icon.tsx'
import { Layout } from '../layout/layout.tsx'
import { SearchBox } from '../layout/search-box.tsx'

type Props = {
  frame: Frame
  /** A refusal in words, from `problems.json`. */
  title: string
  detail: string
  /** Each fault of what was asked for. */
  faults: string[]
  status: number
}

const OUR_FAULT = 500

/** What stands where a page cannot: what happened, and three ways on. */
export function ErrorPage({ frame, title, detail, faults, status }: Props) {
  const { t } = frame
  return (
    <Layout frame={frame} head={{ title }} hasOwnSearch>
      <div class="column">
        <h1>{title}</h1>
        <p class="lead">{detail}</p>
        {faults.length > 0 && (
          <ul>
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        )}
        {status < OUR_FAULT && <SearchBox frame={frame} label={t('help.error.search')} />}
        <p class="buttons">
          <a class="button button-plain" href={href(frame, '')}>
            {t('help.error.home')}
          </a>
          <a class="button button-plain" href={href(frame, '/ask')}>
            <Icon name="user" />
            {t('help.ask-a-person')}
          </a>
        </p>
      </div>
    </Layout>
  )
}
