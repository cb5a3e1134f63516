import { useRef } from 'react'
import { Link, Route, Switch, useLocation } from 'wouter'
import type { PhrasingState } from '../../../server/contract/learning.ts'
import { useTexts } from '../platform/texts.tsx'
import { useTitle } from '../platform/title.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Gaps } from './gaps.tsx'
import { Phrasings } from './phrasings.tsx'
import { HeadingContext } from './use-decision.ts'

const ROOT = '/learning'
const PARTS = ['proposed', 'gaps', 'accepted', 'rejected'] as const
type Part = (typeof PARTS)[number]

/** What the search can learn: questions of resolved consultations, and what no guide answered. */
export function LearningPage() {
  const { t } = useTexts()
  useTitle(t('learning.title'))
  return (
    <main className="page" id="content" tabIndex={-1}>
      <PageHead title={t('learning.title')} />
      <Parts />
      <Switch>
        <Route path={`${ROOT}/gaps`}>
          <PartView part="gaps" />
        </Route>
        <Route path={`${ROOT}/accepted`}>
          <PartView part="accepted" />
        </Route>
        <Route path={`${ROOT}/rejected`}>
          <PartView part="rejected" />
        </Route>
        <Route>
          <PartView part="proposed" />
        </Route>
      </Switch>
    </main>
  )
}

function Parts() {
  const { t } = useTexts()
  const [path] = useLocation()
  return (
    <nav className="parts" aria-label={t('learning.parts')}>
      {PARTS.map((part) => (
        <Link
          key={part}
          href={hrefOf(part)}
          className="part"
          aria-current={path === hrefOf(part) ? 'page' : undefined}
        >
          {t(`learning.part.${part}`)}
        </Link>
      ))}
    </nav>
  )
}

function hrefOf(part: Part): string {
  return part === 'proposed' ? ROOT : `${ROOT}/${part}`
}

function PartView({ part }: { part: 'gaps' | PhrasingState }) {
  const { t } = useTexts()
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <HeadingContext value={heading}>
      <h2 ref={heading} tabIndex={-1}>
        {t(`learning.part.${part}`)}
      </h2>
      <p className="muted measure">{t(`learning.explain.${part}`)}</p>
      {part === 'gaps' ? <Gaps /> : <Phrasings key={part} state={part} />}
    </HeadingContext>
  )
}
