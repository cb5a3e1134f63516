import { Button, Group, Modal } from '@mantine/core'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { TransferReason } from '../../../server/contract/transfer.ts'
import { FormProblem, problemText } from '../platform/problem.tsx'
import { useTexts } from '../platform/texts.tsx'
import { Loading } from '../shell/pane-states.tsx'
import { ReasonChoice, Tick, Words } from './fields.tsx'
import { OfficePicker } from './office-picker.tsx'
import { useFaultFocus } from './use-fault-focus.ts'
import type { TransferState } from './use-transfer.ts'

type Props = { ticket: Ticket; transfer: TransferState }

export function TransferDialog({ ticket, transfer }: Props) {
  const { t } = useTexts()
  return (
    <Modal
      opened={transfer.isOpen}
      onClose={transfer.close}
      size={720}
      title={t('transfer.title', { number: ticket.number })}
      closeButtonProps={{ 'aria-label': t('transfer.close') }}
    >
      <TransferForm ticket={ticket} transfer={transfer} />
    </Modal>
  )
}

/** The tick stands before the texts, so that a transfer takes six keys. */
function TransferForm({ ticket, transfer }: Props) {
  const { t } = useTexts()
  const { offices, optionsError, wanted, want, faults } = transfer
  const form = useFaultFocus(transfer.error)
  if (optionsError) return <FormProblem text={problemText(optionsError, t)} />
  if (!offices) return <Loading rows={3} />
  if (offices.length === 0) return <p className="modal-lead">{t('transfer.nowhere')}</p>
  return (
    <form
      ref={form}
      className="transfer-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        transfer.submit()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        transfer.submit()
      }}
    >
      <FormProblem text={transfer.problem} />
      <OfficePicker
        offices={offices}
        chosen={wanted.office}
        fault={faults['office']}
        onChoose={(office) => want({ office })}
      />
      <ReasonChoice
        legend={t('transfer.reason-label')}
        codes={TransferReason.options}
        words={(code) => t(`transfer.reason.${code}`)}
        chosen={wanted.reason}
        fault={faults['reason']}
        onChoose={(reason) => want({ reason })}
      />
      <Tick
        label={t('transfer.consent', { name: ticket.contact.name })}
        isOn={wanted.consent}
        fault={faults['consent']}
        onChange={(consent) => want({ consent })}
      />
      <Words
        label={t(wanted.reason === 'other' ? 'transfer.detail-needed' : 'transfer.detail-label')}
        hint={t('transfer.detail-hint')}
        value={wanted.detail}
        fault={faults['detail']}
        onChange={(detail) => want({ detail })}
      />
      <Words
        label={t('transfer.note-label', { name: ticket.contact.name })}
        hint={t('transfer.note-hint')}
        value={wanted.note}
        fault={faults['note']}
        onChange={(note) => want({ note })}
      />
      <Preview ticket={ticket} transfer={transfer} />
      <Group justify="flex-end">
        <Button variant="default" onClick={transfer.close}>
          {t('transfer.cancel')}
        </Button>
        <Button type="submit" loading={transfer.isBusy}>
          {t('transfer.send')}
        </Button>
      </Group>
    </form>
  )
}

/** What the company will read, by chat and by mail, before anything is sent. */
function Preview({ ticket, transfer: { preview } }: Props) {
  const { t } = useTexts()
  const { name, email } = ticket.contact
  return (
    <section className="transfer-preview" aria-label={t('transfer.preview-label', { name })}>
      <h3>{t('transfer.preview-label', { name })}</h3>
      {preview ? (
        <>
          <p className="modal-quote" lang={preview.lang}>
            {preview.chat}
          </p>
          <p className="muted small">{t('transfer.preview-mail', { email })}</p>
        </>
      ) : (
        <p className="muted small">{t('transfer.preview-none')}</p>
      )}
    </section>
  )
}
