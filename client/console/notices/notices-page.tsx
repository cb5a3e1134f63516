import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Notice } from '../../../server/contract/notices.ts'
import { announce } from '../platform/announcer.tsx'
import { useNow } from '../platform/clock.tsx'
import { useTexts } from '../platform/texts.tsx'
import { dayAndTime } from '../platform/times.ts'
import { useTitle } from '../platform/title.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Empty, Loading, Trouble } from '../shell/pane-states.tsx'
import { NoticeIcon } from './notice-icon.tsx'
import { useNotices, useReadNotices, useUnread } from './queries.ts'
import { SettingsDialog } from './settings-dialog.tsx'
import './notices.css'

/** What concerns the reader, one line a ticket, as long as it matters. */
export function NoticesPage() {
  const { t } = useTexts()
  const [pages, setPages] = useState(1)
  const [isChoosing, setChoosing] = useState(false)
  const { data, error, refetch } = useNotices(pages)
  useTitle(t('notices.title'))
  return (
    <main className="page notices-page" id="content" tabIndex={-1}>
      <PageHead title={t('notices.title')}>
        <ReadAll />
        <Button variant="default" onClick={() => setChoosing(true)}>
          {t('notices.settings')}
        </Button>
      </PageHead>
      {error && !data && <Trouble error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading />}
      {data?.items.length === 0 && (
        <Empty title={t('notices.empty')}>{t('notices.empty-explain')}</Empty>
      )}
      {data && data.items.length > 0 && (
        <ul className="plain-list notice-list">
          {data.items.map((notice) => (
            <Line key={notice.number} notice={notice} />
          ))}
        </ul>
      )}
      {data?.nextCursor && (
        <Button variant="default" onClick={() => setPages(pages + 1)}>
          {t('notices.more')}
        </Button>
      )}
      <SettingsDialog isOpen={isChoosing} onClose={() => setChoosing(false)} />
    </main>
  )
}

function ReadAll() {
  const { t } = useTexts()
  const unread = useUnread()
  const { mutate, isPending } = useReadNotices(() => announce(t('notices.all-read')))
  if (unread === 0) return null
  return (
    <Button variant="default" loading={isPending} onClick={() => mutate({})}>
      {t('notices.read-all')}
    </Button>
  )
}

function Line({ notice }: { notice: Notice }) {
  const { t, lang } = useTexts()
  const now = useNow()
  const { number, subject, company, words, count, at, isUnread, kind } = notice
  return (
    <li>
      <Link
        href={`/tickets/${number}?view=all`}
        className="notice"
        data-unread={isUnread || undefined}
      >
        <NoticeIcon kind={kind} />
        <span className="notice-words">
          <span className="notice-what">
            {isUnread && <span className="visually-hidden">{t('notices.unread')} </span>}
            {words}
          </span>
          <span className="clip">{subject}</span>
          <span className="small muted clip">
            {[number, company, dayAndTime({ lang, now }, at)].join(' · ')}
            {count > 1 && ` · ${t('notices.times', { count })}`}
          </span>
        </span>
      </Link>
    </li>
  )
}
