import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { Macro } from '../../../server/contract/macros.ts'
import { fold } from '../../shared/fold.ts'
import { useMe } from '../accounts/session.ts'
import { useOffices } from '../offices/offices-query.ts'
import { useTexts } from '../platform/texts.tsx'
import { useTitle } from '../platform/title.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Empty, Loading, Trouble } from '../shell/pane-states.tsx'
import { MacroCard } from './macro-card.tsx'
import { MacroDialog } from './macro-dialog.tsx'
import type { Editing } from './macro-form.ts'
import { useMacros } from './queries.ts'

/** Texts that are used often, with who may use them. */
export function MacrosPage() {
  const { t } = useTexts()
  const me = useMe()
  const [office, setOffice] = useState('')
  const [wanted, setWanted] = useState('')
  const [editing, setEditing] = useState<Editing | null>(null)
  const heading = useRef<HTMLDivElement>(null)
  const { data, error, refetch } = useMacros(office === '' ? undefined : office)
  useTitle(t('macros.title'))
  const mayWrite = me.can.answerTickets || me.can.writeNetworkMacros
  return (
    <main className="page" id="content" tabIndex={-1}>
      <PageHead title={t('macros.title')} />
      <p className="muted measure">{t('macros.explain')}</p>
      <div className="macro-tools" ref={heading} tabIndex={-1}>
        <TextInput
          type="search"
          label={t('macros.search')}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        {me.office === null && <OfficeChoice value={office} onChoose={setOffice} />}
        {mayWrite && (
          <Button
            leftSection={<IconPlus size={16} aria-hidden="true" />}
            onClick={() => setEditing({ macro: null })}
          >
            {t('macros.new')}
          </Button>
        )}
      </div>
      {error && !data && <Trouble error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading />}
      {data && (
        <Macros
          macros={data}
          wanted={wanted}
          onEdit={(macro) => setEditing({ macro })}
          onGone={() => heading.current?.querySelector('input')?.focus()}
        />
      )}
      <MacroDialog
        key={editing?.macro?.id ?? 'new'}
        editing={editing}
        office={office}
        onClose={() => setEditing(null)}
      />
    </main>
  )
}

function OfficeChoice({ value, onChoose }: { value: string; onChoose(slug: string): void }) {
  const { t } = useTexts()
  const { data } = useOffices()
  return (
    <NativeSelect
      size="md"
      label={t('macros.office')}
      value={value}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      <option value="">{t('macros.choose-office')}</option>
      {data?.items.map(({ slug, name }) => (
        <option key={slug} value={slug}>
          {name}
        </option>
      ))}
    </NativeSelect>
  )
}

type ListProps = {
  macros: Macro[]
  wanted: string
  onEdit(macro: Macro): void
  onGone(): void
}

function Macros({ macros, wanted, onEdit, onGone }: ListProps) {
  const { t } = useTexts()
  const found = macros.filter((macro) => matches(macro, wanted))
  if (macros.length === 0) return <Empty title={t('macros.none')} />
  return (
    <>
      <p className="visually-hidden" role="status">
        {t('macros.menu.count', { count: found.length })}
      </p>
      {found.length === 0 && <Empty title={t('macros.none-found', { q: wanted.trim() })} />}
      <ul className="plain-list cards">
        {found.map((macro) => (
          <li key={macro.id}>
            <MacroCard macro={macro} onEdit={() => onEdit(macro)} onGone={onGone} />
          </li>
        ))}
      </ul>
    </>
  )
}

function matches({ name, texts }: Macro, wanted: string): boolean {
  const all = fold([name, ...Object.values(texts)].join(' '))
  return fold(wanted)
    .split(/\s+/)
    .every((word) => all.includes(word))
}
