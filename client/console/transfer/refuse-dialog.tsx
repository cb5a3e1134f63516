import { Button, Group, Modal } from '@mantine/core'
import { useState } from 'react'
import { RefusalReason } from '../../../server/contract/transfer.ts'
import { FormProblem, fieldProblems, problemText } from '../platform/problem.tsx'
import { useTexts } from '../platform/texts.tsx'
import { ReasonChoice, Words } from './fields.tsx'
import type { Decision } from './use-decision.ts'
import { useFaultFocus } from './use-fault-focus.ts'

type Props = { isOpen: boolean; onClose(): void; decision: Decision; number: string }

/** Not for us, and why: it goes to the next office, never back. */
export function RefuseDialog({ isOpen, onClose, decision, number }: Props) {
  const { t } = useTexts()
  const [reason, setReason] = useState<RefusalReason | null>(null)
  const [detail, setDetail] = useState('')
  const faults = fieldProblems(decision.error)
  const isWhole = decision.error !== null && Object.keys(faults).length === 0
  const form = useFaultFocus(decision.error)
  const refuse = () =>
    decision.mutate({
      decision: 'refuse',
      ...(reason !== null && { reason }),
      ...(detail.trim() !== '' && { detail }),
    })
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('transfer.refuse-title', { number })}
      closeButtonProps={{ 'aria-label': t('transfer.close') }}
    >
      <form
        ref={form}
        className="transfer-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          refuse()
        }}
      >
        <FormProblem text={isWhole ? problemText(decision.error, t) : null} />
        <p>{t('transfer.refuse-explain')}</p>
        <ReasonChoice
          legend={t('transfer.reason-label')}
          codes={RefusalReason.options}
          words={(code) => t(`transfer.refusal.${code}`)}
          chosen={reason}
          fault={faults['reason']}
          onChoose={(code) => setReason(code)}
        />
        <Words
          label={t(reason === 'other' ? 'transfer.detail-needed' : 'transfer.detail-label')}
          hint={t('transfer.detail-hint')}
          value={detail}
          fault={faults['detail']}
          onChange={setDetail}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('transfer.cancel')}
          </Button>
          <Button type="submit" loading={decision.isPending}>
            {t('transfer.refuse-send')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
