import { Button, Group, Modal, Textarea, TextInput } from '@mantine/core'
import { useEffect, useId, useState } from 'react'
import { useMe } from '../accounts/session.ts'
import { FormProblem } from '../platform/problem.tsx'
import { useTexts } from '../platform/texts.tsx'
import { channelName } from '../tickets/channel.tsx'
import { ContactField } from './contact-field.tsx'
import { CHANNELS } from './log-values.ts'
import { OfficeField } from './office-field.tsx'
import { type LogForm, useLogForm } from './use-log-form.tsx'

type Props = { isOpen: boolean; onShut(): void }

/** Nine fields, by keyboard alone: who, what, the answer, how long. Nothing typed is lost by a reload. */
export function LogDialog({ isOpen, onShut }: Props) {
  const { t } = useTexts()
  // A dialog that is open from the start would not know where the focus came from.
  const [isThere, setThere] = useState(false)
  useEffect(() => setThere(true), [])
  return (
    <Modal
      opened={isOpen && isThere}
      onClose={onShut}
      size="lg"
      title={t('time.log.title')}
      closeButtonProps={{ 'aria-label': t('time.log.cancel') }}
    >
      <Form onShut={onShut} />
    </Modal>
  )
}

function Form({ onShut }: Pick<Props, 'onShut'>) {
  const { t } = useTexts()
  const form = useLogForm(onShut)
  const save = (event: { preventDefault(): void }, resolve = true) => {
    event.preventDefault()
    void form.save(resolve)
  }
  return (
    <form
      className="form log-form"
      noValidate
      ref={form.box}
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save(event)
      }}
    >
      <FormProblem text={form.problem} />
      <Fields form={form} />
      <Group justify="flex-end">
        <Button variant="default" onClick={(event) => save(event, false)}>
          {t('time.log.save-open')}
        </Button>
        <Button type="submit" loading={form.isBusy}>
          {t('time.log.save-close')}
        </Button>
      </Group>
    </form>
  )
}

function Fields({ form }: { form: LogForm }) {
  const { t } = useTexts()
  const me = useMe()
  return (
    <>
      <ChannelField form={form} />
      {me.office === null && <OfficeField {...form.field('office')} />}
      <ContactField
        value={form.values.contact}
        error={form.faults['contact']}
        inputRef={form.contact}
        onWrite={(contact) => form.change({ contact })}
        onChoose={form.choose}
      />
      <div className="log-pair">
        <TextInput label={t('time.log.email')} type="email" {...form.field('email')} />
        <TextInput label={t('time.log.company')} maxLength={200} {...form.field('company')} />
      </div>
      <div className="log-pair">
        <TextInput label={t('time.log.sector')} maxLength={300} {...form.field('sector')} />
        <TextInput
          label={t('time.log.postcode')}
          inputMode="numeric"
          maxLength={20}
          {...form.field('postcode')}
        />
      </div>
      <Textarea
        size="md"
        label={t('time.log.question')}
        rows={3}
        data-field="question"
        {...form.field('question')}
      />
      <Textarea size="md" label={t('time.log.answer')} rows={3} {...form.field('answer')} />
      <TextInput
        className="log-minutes"
        label={t('time.log.minutes')}
        inputMode="numeric"
        maxLength={6}
        {...form.field('minutes')}
      />
    </>
  )
}

function ChannelField({ form }: { form: LogForm }) {
  const { t } = useTexts()
  const name = useId()
  return (
    <fieldset className="log-channels">
      <legend>{t('time.log.channel')}</legend>
      {CHANNELS.map((channel) => (
        <label key={channel}>
          <input
            type="radio"
            name={name}
            checked={form.values.channel === channel}
            onChange={() => form.change({ channel })}
          />
          <span>{channelName(channel, t)}</span>
        </label>
      ))}
    </fieldset>
  )
}
