import { Button, Group, Modal } from '@mantine/core'
import { Link } from 'wouter'
import { MAX_TAGS } from '../../../server/contract/properties.ts'
import type { Translate } from '../../shared/i18n.ts'
import { useTexts } from '../platform/texts.tsx'
import { hrefOf, type InboxAddress } from '../tickets/address.ts'
import type { Refused } from './bulk-change.ts'
import type { Bulk } from './use-bulk.tsx'

type Props = { bulk: Bulk; address: InboxAddress }

/** Row by row: which could not be changed, why, and what to do about it. */
export function ReportDialog({ bulk, address }: Props) {
  const { t } = useTexts()
  const { report, shut, insist } = bulk
  const mayInsist = report?.wanted && report.refused.some(({ problem }) => problem?.status === 412)
  const count = report?.refused.length ?? 0
  return (
    <Modal
      opened={report !== null}
      onClose={shut}
      size={560}
      title={t('finding.refused.title', { count })}
      closeButtonProps={{ 'aria-label': t('console.close') }}
    >
      <ul className="plain-list refused-rows">
        {report?.refused.map((refused) => (
          <li key={refused.row.number}>
            <p>
              <Link href={hrefOf({ ...address, number: refused.row.number })} onClick={shut}>
                {refused.row.number}
              </Link>{' '}
              {refused.row.contact.name}, {refused.row.subject}
            </p>
            <p className="small">{reasonOf(refused, t)}</p>
          </li>
        ))}
      </ul>
      <Group justify="flex-end" className="dialog-foot">
        {mayInsist && (
          <Button variant="default" onClick={insist}>
            {t('finding.refused.insist')}
          </Button>
        )}
        <Button onClick={shut} data-autofocus>
          {t('finding.refused.leave', { count })}
        </Button>
      </Group>
    </Modal>
  )
}

/** Why, and what to do, in words for the reader. */
function reasonOf({ row, current, problem }: Refused, t: Translate): string {
  if (problem === null) return t('properties.tags.full', { max: MAX_TAGS })
  if (current === null) return t('finding.refused.gone')
  if (problem.status === 412) {
    const status = t(`console.status.${current.status}`)
    const isTaken = current.assignee !== null && current.assignee.id !== row.assignee?.id
    const name = current.assignee?.name ?? 'none'
    return t('finding.refused.changed', { status, name, taken: isTaken ? 'yes' : 'no' })
  }
  const [fault] = problem.errors ?? []
  return fault?.message ?? [problem.title, problem.detail].filter(Boolean).join('. ')
}
