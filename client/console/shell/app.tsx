import { MantineProvider, useComputedColorScheme } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Notifications } from '@mantine/notifications'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { Route, Router, Switch } from 'wouter'
import { ME_KEY, SessionGate, useMeQuery } from '../accounts/session.ts'
import { SetupPage } from '../accounts/setup-page.tsx'
import { SignInPage } from '../accounts/sign-in-page.tsx'
import { Announcer } from '../platform/announcer.tsx'
import { isRefusal, Refusal } from '../platform/api.ts'
import type { Preferences } from '../platform/preferences.ts'
import { type Texts, TextsProvider } from '../platform/texts.tsx'
import { Console } from './console.tsx'
import { LoadingPage, TroublePage } from './pane-states.tsx'
import { colorSchemeManager, cssVariablesResolver, theme } from './theme.ts'
import { ONE_PANE } from './widths.ts'

const MAX_TRIES = 2
const FRESH_MS = 5_000

type Props = { nonce: string; texts: Texts; preferences: Preferences }

export function App({ nonce, texts, preferences }: Props) {
  const [gate] = useState(() => new SessionGate())
  const [client] = useState(() => makeQueryClient(gate))
  const [schemes] = useState(() => colorSchemeManager(preferences))
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <Theme>
        <TextsProvider first={texts} preferences={preferences}>
          <QueryClientProvider client={client}>
            <Router base="/console">
              <Pages gate={gate} preferences={preferences} />
            </Router>
          </QueryClientProvider>
          <Announcer />
          <Notices />
        </TextsProvider>
      </Theme>
    </MantineProvider>
  )
}

/** Where a notice hides nothing that is being worked with. */
function Notices() {
  const isPhone = useMediaQuery(ONE_PANE, false, { getInitialValueInEffect: false })
  const position = isPhone ? 'top-center' : 'bottom-left'
  return <Notifications position={position} limit={3} transitionDuration={100} />
}

/** Tells the tokens (client/ui/tokens.css) what Mantine has settled on. */
function Theme({ children }: { children: ReactNode }) {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  useEffect(() => {
    document.documentElement.setAttribute('data-theme', scheme)
  }, [scheme])
  return children
}

function Pages({ gate, preferences }: { gate: SessionGate; preferences: Preferences }) {
  return (
    <Switch>
      <Route path="/setup/:token">{({ token }) => <SetupPage token={token} />}</Route>
      <Route>
        <Guarded gate={gate} preferences={preferences} />
      </Route>
    </Switch>
  )
}

/** Everything else is for signed-in staff. */
function Guarded({ gate, preferences }: { gate: SessionGate; preferences: Preferences }) {
  const { data: me, isPending, error, refetch } = useMeQuery()
  const who = me?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever signs in begins a new session
  useEffect(() => gate.hasEnded.set(false), [gate, who])
  if (isPending) return <LoadingPage />
  if (error && me === undefined) return <TroublePage error={error} onRetry={() => void refetch()} />
  if (!me) return <SignInPage />
  return <Console key={me.id} me={me} gate={gate} preferences={preferences} />
}

/** Questions to the server are asked again after a failure, refusals are not; a 401 ends the session. */
function makeQueryClient(gate: SessionGate): QueryClient {
  const notice = (error: Error) => {
    if (isRefusal(error, 401) && client.getQueryData(ME_KEY)) gate.end()
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: notice }),
    mutationCache: new MutationCache({ onError: notice }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (tries, error) => !(error instanceof Refusal) && tries < MAX_TRIES,
      },
    },
  })
  return client
}
