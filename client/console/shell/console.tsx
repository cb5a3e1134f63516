import { useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import type { Me } from '../../../server/contract/accounts.ts'
import { pickLang } from '../../shared/i18n.ts'
import { MeProvider, type SessionGate } from '../accounts/session.ts'
import { SignedOutOverlay } from '../accounts/signed-out-overlay.tsx'
import { LogConsultation } from '../consultations/log-consultation.tsx'
import { OutgoingNotices } from '../outgoing/outgoing-notices.tsx'
import { PaletteSwitch } from '../palette/palette-switch.tsx'
import type { Preferences } from '../platform/preferences.ts'
import { chosenLang, useTexts } from '../platform/texts.tsx'
import { LimitDialog } from '../staff/limit-dialog.tsx'
import { AfterSendNotices } from '../tickets/after-send-notices.tsx'
import { Desk, DeskContext } from '../tickets/desk.ts'
import { InboxPage } from '../tickets/inbox-page.tsx'
import { defaultView } from '../tickets/views.ts'
import { Banners } from './banners.tsx'
import { Help } from './help.tsx'
import { KeysContext, useKeySwitch } from './keys.ts'
import { Navigation } from './navigation.tsx'
import { NotAllowedPage } from './not-allowed-page.tsx'
import { LoadingPane } from './pane-states.tsx'

const OfficesPage = lazy(async () => ({
  default: (await import('../offices/offices-page.tsx')).OfficesPage,
}))
const LearningPage = lazy(async () => ({
  default: (await import('../learning/learning-page.tsx')).LearningPage,
}))
const QuestionSections = lazy(async () => ({
  default: (await import('../questions/question-sections.tsx')).QuestionSections,
}))
const MacrosPage = lazy(async () => ({
  default: (await import('../macros/macros-page.tsx')).MacrosPage,
}))
const HandedOverPage = lazy(async () => ({
  default: (await import('../transfer/handed-over-page.tsx')).HandedOverPage,
}))
const NoticesPage = lazy(async () => ({
  default: (await import('../notices/notices-page.tsx')).NoticesPage,
}))
const MailPage = lazy(async () => ({ default: (await import('../mail/mail-page.tsx')).MailPage }))

type Props = { me: Me; gate: SessionGate; preferences: Preferences }

/** The console of a signed-in member of staff: navigation, and the page that the address names. */
export function Console({ me, gate, preferences }: Props) {
  const keySwitch = useKeySwitch(me)
  useOwnLang(me, preferences)
  return (
    <MeProvider value={me}>
      <AtDesk gate={gate} preferences={preferences} me={me}>
        <KeysContext value={keySwitch}>
          <div className="console">
            <SkipLink />
            <Banners />
            <div className="panes">
              <Navigation />
              <Suspense fallback={<LoadingPane />}>
                <Sections me={me} />
              </Suspense>
            </div>
          </div>
          <Help />
          <AfterSendNotices />
          <OutgoingNotices />
          <LogConsultation />
          <PaletteSwitch />
          <LimitDialog />
          <SignedOutOverlay gate={gate} />
        </KeysContext>
      </AtDesk>
    </MeProvider>
  )
}

function Sections({ me }: { me: Me }) {
  const inbox = me.can.readTickets ? <InboxPage /> : <NotAllowedPage />
  return (
    <Switch>
      <Route path="/tickets/:number?">{inbox}</Route>
      <Route path="/offices">{me.can.readOffices ? <OfficesPage /> : <NotAllowedPage />}</Route>
      <Route path="/learning/:part?">
        {me.can.readLearning ? <LearningPage /> : <NotAllowedPage />}
      </Route>
      <Route path="/macros">{me.can.readTickets ? <MacrosPage /> : <NotAllowedPage />}</Route>
      <Route path="/handed-over">
        {me.can.readTickets ? <HandedOverPage /> : <NotAllowedPage />}
      </Route>
      <Route path="/notices">{me.can.readTickets ? <NoticesPage /> : <NotAllowedPage />}</Route>
      <Route path="/mail">{me.can.readTickets ? <MailPage /> : <NotAllowedPage />}</Route>
      <Route path="/questions/*?">
        {me.can.readQuestions ? <QuestionSections /> : <NotAllowedPage />}
      </Route>
      <Route>
        <Redirect to={homeOf(me)} replace />
      </Route>
    </Switch>
  )
}

/** Whoever reads no consultations looks after the guides. */
function homeOf(me: Me): string {
  const isEditor = !me.can.readTickets && me.can.readQuestions
  return isEditor ? '/questions' : `/tickets?view=${defaultView(me)}`
}

function SkipLink() {
  const { t } = useTexts()
  return (
    <a className="skip-link" href="#content">
      {t('console.skip')}
    </a>
  )
}

/** Without a choice made in this browser, the account's language counts. */
function useOwnLang(me: Me, preferences: Preferences): void {
  const { lang, setLang } = useTexts()
  const wanted = chosenLang(preferences) ?? pickLang(me.lang)
  useEffect(() => {
    if (wanted !== lang) setLang(wanted, 'account')
  }, [wanted, lang, setLang])
}

/** Opens the desk's connection for as long as this member of staff is signed in. */
function AtDesk({ me, gate, preferences, children }: Props & { children: ReactNode }) {
  const client = useQueryClient()
  const { t } = useTexts()
  const words = useRef(t)
  words.current = t
  const [desk] = useState(
    () => new Desk({ me, client, gate, preferences, words: () => words.current }),
  )
  useEffect(() => (me.can.readTickets ? desk.open() : undefined), [desk, me.can.readTickets])
  return <DeskContext value={desk}>{children}</DeskContext>
}
