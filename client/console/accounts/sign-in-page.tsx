import { useQueryClient } from '@tanstack/react-query'
import { useTexts } from '../platform/texts.tsx'
import { useTitle } from '../platform/title.ts'
import { DoorPage } from './door-page.tsx'
import { ME_KEY } from './session.ts'
import { SignInForm } from './sign-in-form.tsx'

/** Stands in front of every page of the console; the address asked for stays and opens afterwards. */
export function SignInPage() {
  const { t } = useTexts()
  const client = useQueryClient()
  useTitle(t('console.sign-in.title'))
  return (
    <DoorPage title={t('console.sign-in.title')}>
      <SignInForm onSignedIn={(me) => client.setQueryData(ME_KEY, me)} />
    </DoorPage>
  )
}
