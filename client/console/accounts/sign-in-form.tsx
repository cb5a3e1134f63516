import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { Me } from '../../../server/contract/accounts.ts'
import type { Translate } from '../../shared/i18n.ts'
import { isRefusal } from '../platform/api.ts'
import { FormProblem, focusFirstFault, problemText } from '../platform/problem.tsx'
import { useTexts } from '../platform/texts.tsx'
import { signIn } from './session.ts'

type Props = {
  /** Signing in again: the account is known and stays. */
  email?: string
  onSignedIn(me: Me): void
}

function emailFault(email: string, t: Translate): string | null {
  if (email === '') return t('console.sign-in.email-missing')
  // No stricter: whoever has an account must be able to name it.
  return /^\S+@\S+$/.test(email) ? null : t('console.setup.email-wrong')
}

/** E-mail and password. The refusal is the server's: it does not say which of the two was wrong. */
export function SignInForm({ email, onSignedIn }: Props) {
  const { t, lang } = useTexts()
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const form = useForm({
    initialValues: { email: email ?? '', password: '' },
    validate: {
      email: (value) => emailFault(value.trim(), t),
      password: (value) => (value === '' ? t('console.sign-in.password-missing') : null),
    },
  })
  const submit = async (values: { email: string; password: string }) => {
    setBusy(true)
    setProblem(null)
    try {
      onSignedIn(await signIn({ ...values, email: values.email.trim() }, lang))
    } catch (error) {
      setProblem(problemText(error, t))
      // Only what was refused has to be typed again.
      if (isRefusal(error, 401)) form.setFieldValue('password', '')
    } finally {
      setBusy(false)
    }
  }
  const focusFirst = focusFirstFault(form)
  return (
    <form
      className="form"
      noValidate
      onSubmit={form.onSubmit((values) => void submit(values), focusFirst)}
    >
      <FormProblem text={problem} />
      <TextInput
        label={t('console.sign-in.email')}
        type="email"
        autoComplete="username"
        inputMode="email"
        readOnly={email !== undefined}
        data-autofocus={email === undefined || undefined}
        {...form.getInputProps('email')}
      />
      <PasswordField
        label={t('console.sign-in.password')}
        autoComplete="current-password"
        data-autofocus={email !== undefined || undefined}
        {...form.getInputProps('password')}
      />
      <Button type="submit" loading={isBusy} fullWidth>
        {t('console.sign-in.submit')}
      </Button>
    </form>
  )
}

type PasswordFieldProps = Omit<
  React.ComponentProps<typeof PasswordInput>,
  'visibilityToggleButtonProps'
>

/** A password that can be pasted, kept by a password manager, and looked at. */
export function PasswordField(props: PasswordFieldProps) {
  const { t } = useTexts()
  return (
    <PasswordInput
      {...props}
      visibilityToggleButtonProps={{
        'aria-label': t('console.sign-in.show-password'),
        tabIndex: 0,
      }}
    />
  )
}
