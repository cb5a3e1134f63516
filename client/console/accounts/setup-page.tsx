import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { Me, NewPassword } from '../../../server/contract/accounts.ts'
import { Email } from '../../../server/contract/common.ts'
import type { Translate } from '../../shared/i18n.ts'
import { callApi, isRefusal } from '../platform/api.ts'
import { FormProblem, fieldProblems, focusFirstFault, problemText } from '../platform/problem.tsx'
import { useTexts } from '../platform/texts.tsx'
import { useTitle } from '../platform/title.ts'
import { DoorPage } from './door-page.tsx'
import { ME_KEY } from './session.ts'
import { PasswordField } from './sign-in-form.tsx'

const START = { name: '', email: '', password: '' }
type Values = typeof START

/** Behind the one-time link that the first start prints: makes the first administrator. */
export function SetupPage({ token }: { token: string }) {
  const { t } = useTexts()
  useTitle(t('console.setup.title'))
  return (
    <DoorPage title={t('console.setup.title')}>
      <p className="muted">{t('console.setup.explain')}</p>
      <SetupForm token={token} />
    </DoorPage>
  )
}

function SetupForm({ token }: { token: string }) {
  const { t } = useTexts()
  const { form, problem, isBusy, submit } = useSetup(token)
  const focusFirst = focusFirstFault(form)
  return (
    <form
      className="form"
      noValidate
      onSubmit={form.onSubmit((values) => void submit(values), focusFirst)}
    >
      <FormProblem text={problem} />
      <TextInput
        label={t('console.setup.name')}
        autoComplete="name"
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('console.sign-in.email')}
        type="email"
        inputMode="email"
        autoComplete="username"
        {...form.getInputProps('email')}
      />
      <PasswordField
        label={t('console.sign-in.password')}
        description={t('console.setup.password-hint')}
        autoComplete="new-password"
        {...form.getInputProps('password')}
      />
      <Button type="submit" loading={isBusy} fullWidth>
        {t('console.setup.submit')}
      </Button>
    </form>
  )
}

function useSetup(token: string) {
  const { t, lang } = useTexts()
  const client = useQueryClient()
  const [, navigate] = useLocation()
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const form = useForm({ initialValues: START, validate: (values) => checkSetup(values, t) })
  const submit = async (values: Values) => {
    setBusy(true)
    setProblem(null)
    try {
      const body = { ...values, email: values.email.trim(), token }
      const me = await callApi('/setup', { method: 'POST', body, reply: Me, lang })
      client.setQueryData(ME_KEY, me)
      navigate('/')
    } catch (error) {
      if (isRefusal(error, 400)) form.setErrors(fieldProblems(error))
      setProblem(problemText(error, t))
    } finally {
      setBusy(false)
    }
  }
  return { form, problem, isBusy, submit }
}

/** Faults before anything is sent; what passes here the server may still refuse. */
function checkSetup(
  { name, email, password }: Values,
  t: Translate,
): Partial<Record<keyof Values, string>> {
  return {
    ...(name.trim() === '' && { name: t('console.setup.name-missing') }),
    ...(!Email.safeParse(email.trim()).success && { email: t('console.setup.email-wrong') }),
    ...(!NewPassword.safeParse(password).success && {
      password: t('console.setup.password-short'),
    }),
  }
}
