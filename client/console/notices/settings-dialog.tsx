import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { NoticeChannel, NoticeKind, type NoticeSettings } from '../../../server/contract/notices.ts'
import { announce } from '../platform/announcer.tsx'
import { useTexts } from '../platform/texts.tsx'
import { BrowserPermission } from './browser-permission.tsx'
import { useNoticeSettings, useSaveNoticeSettings } from './queries.ts'

type Props = { isOpen: boolean; onClose(): void }

/** Of what the reader is told, by which channel, and when not. */
export function SettingsDialog({ isOpen, onClose }: Props) {
  const { t } = useTexts()
  const { data } = useNoticeSettings(isOpen)
  return (
    <Modal
      opened={isOpen && data !== undefined}
      onClose={onClose}
      size="lg"
      title={t('notices.dialog.title')}
      closeButtonProps={{ 'aria-label': t('console.close') }}
    >
      {data && <SettingsForm kept={data} onClose={onClose} />}
    </Modal>
  )
}

function SettingsForm({ kept, onClose }: { kept: NoticeSettings; onClose(): void }) {
  const { t } = useTexts()
  const [settings, setSettings] = useState(kept)
  const [isWrong, setWrong] = useState(false)
  const { mutate, isPending } = useSaveNoticeSettings(() => {
    announce(t('notices.dialog.saved'))
    onClose()
  })
  const change = (part: Partial<NoticeSettings>) => setSettings({ ...settings, ...part })
  const save = () => {
    const isHalf = (settings.quietFrom === null) !== (settings.quietTo === null)
    setWrong(isHalf)
    if (!isHalf) mutate(settings)
  }
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <ChannelTable settings={settings} onChange={change} />
      <BrowserPermission isWanted={wantsBrowser(settings)} />
      <QuietHours settings={settings} onChange={change} isWrong={isWrong} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('notices.dialog.cancel')}
        </Button>
        <Button type="submit" loading={isPending}>
          {t('notices.dialog.save')}
        </Button>
      </Group>
    </form>
  )
}

function wantsBrowser({ channels }: NoticeSettings): boolean {
  return NoticeKind.options.some((kind) => channels[kind].includes('browser'))
}

type PartProps = { settings: NoticeSettings; onChange(part: Partial<NoticeSettings>): void }

function ChannelTable({ settings, onChange }: PartProps) {
  const { t } = useTexts()
  const { channels } = settings
  const toggle = (kind: NoticeKind, channel: NoticeChannel) => {
    const known = channels[kind]
    const next = known.includes(channel)
      ? known.filter((each) => each !== channel)
      : [...known, channel]
    onChange({ channels: { ...channels, [kind]: next } })
  }
  return (
    <table className="channel-table">
      <thead>
        <tr>
          <th scope="col">{t('notices.dialog.event')}</th>
          {NoticeChannel.options.map((channel) => (
            <th key={channel} scope="col">
              {t(`notices.channel.${channel}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {NoticeKind.options.map((kind) => (
          <tr key={kind}>
            <th scope="row">{t(`notices.event.${kind}`)}</th>
            {NoticeChannel.options.map((channel) => (
              <td key={channel}>
                <input
                  type="checkbox"
                  aria-label={t('notices.channel-of', {
                    event: t(`notices.event.${kind}`),
                    channel: t(`notices.channel.${channel}`),
                  })}
                  checked={channels[kind].includes(channel)}
                  onChange={() => toggle(kind, channel)}
                />
                <span className="channel-name small" aria-hidden="true">
                  {t(`notices.channel.${channel}`)}
                </span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function QuietHours({ settings, onChange, isWrong }: PartProps & { isWrong: boolean }) {
  const { t } = useTexts()
  const explain = useId()
  return (
    <fieldset className="quiet-hours" aria-describedby={explain}>
      <legend>{t('notices.dialog.quiet')}</legend>
      <p id={explain} className="small muted">
        {t('notices.dialog.quiet-explain')}
      </p>
      <div className="quiet-fields">
        <TextInput
          type="time"
          label={t('notices.dialog.from')}
          value={settings.quietFrom ?? ''}
          error={isWrong && t('notices.wrong-time')}
          onChange={(event) => onChange({ quietFrom: event.currentTarget.value || null })}
        />
        <TextInput
          type="time"
          label={t('notices.dialog.to')}
          value={settings.quietTo ?? ''}
          onChange={(event) => onChange({ quietTo: event.currentTarget.value || null })}
        />
        <TextInput
          type="time"
          required
          withAsterisk={false}
          label={t('notices.dialog.digest-at')}
          value={settings.digestAt}
          onChange={(event) =>
            event.currentTarget.value && onChange({ digestAt: event.currentTarget.value })
          }
        />
      </div>
    </fieldset>
  )
}
