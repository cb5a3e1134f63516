import { Button, Modal } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { z } from 'zod'
import { Macro, type NewMacro } from '../../../server/contract/macros.ts'
import { announce } from '../platform/announcer.tsx'
import { callApi, isRefusal } from '../platform/api.ts'
import { FormProblem, fieldProblems, problemText } from '../platform/problem.tsx'
import { useTexts } from '../platform/texts.tsx'
import { randomUuid } from '../platform/uuid.ts'
import { MacroFields } from './macro-fields.tsx'
import { type Editing, formOf, type MacroForm, useVisibilities, wantedOf } from './macro-form.ts'
import { useFreshMacros } from './queries.ts'

const Outdated = z.looseObject({ current: Macro.loose() })

type Props = {
  editing: Editing | null
  /** Whose macros are looked at, by those who look after several offices. */
  office: string
  onClose(): void
}

/** Writes a new one or changes one. */
export function MacroDialog({ editing, office, onClose }: Props) {
  const { t } = useTexts()
  const name = editing?.macro?.name
  return (
    <Modal
      opened={editing !== null}
      onClose={onClose}
      size="lg"
      title={name === undefined ? t('macros.form.new') : t('macros.form.edit', { name })}
      closeButtonProps={{ 'aria-label': t('console.close') }}
    >
      {editing && <MacroEditor macro={editing.macro} office={office} onClose={onClose} />}
    </Modal>
  )
}

type EditorProps = { macro: Macro | null; office: string; onClose(): void }

function MacroEditor({ macro, office, onClose }: EditorProps) {
  const { t } = useTexts()
  const visibilities = useVisibilities(office)
  const [form, setForm] = useState<MacroForm>(() => formOf(macro, visibilities))
  const order = useRef<Order>({ body: '', key: '' })
  const fresh = useFreshMacros()
  const save = useMutation({
    mutationFn: (version: number | undefined) =>
      macro && version !== undefined
        ? change(macro, wantedOf(form, office), version)
        : create(wantedOf(form, office), order),
    async onSuccess(saved) {
      announce(t('macros.saved', { name: saved.name }))
      onClose()
      await fresh()
    },
  })
  const faults = fieldProblems(save.error)
  const current = theirsIn(save.error)
  const hasFaults = Object.keys(faults).length > 0
  return (
    <form
      className="macro-form"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(macro?.version)
      }}
    >
      <FormProblem
        text={save.error && !hasFaults && !current ? problemText(save.error, t) : null}
      />
      {current && (
        <Conflict
          current={current}
          onInsist={() => save.mutate(current.version)}
          onGiveUp={() => {
            onClose()
            void fresh()
          }}
        />
      )}
      <MacroFields form={form} onChange={setForm} faults={faults} visibilities={visibilities} />
      <div className="actions">
        <Button type="submit" loading={save.isPending}>
          {t('macros.form.save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('macros.form.cancel')}
        </Button>
      </div>
    </form>
  )
}

type ConflictProps = { current: Macro; onInsist(): void; onGiveUp(): void }

/** Someone was faster: both stand here, and the person decides. */
function Conflict({ current, onInsist, onGiveUp }: ConflictProps) {
  const { t } = useTexts()
  return (
    <div className="macro-conflict" role="alert">
      <p>{t('macros.conflict', { name: current.name })}</p>
      <blockquote>{current.texts.es ?? current.texts.en}</blockquote>
      <div className="actions">
        <Button variant="default" size="compact-md" onClick={onInsist}>
          {t('macros.overwrite')}
        </Button>
        <Button variant="default" size="compact-md" onClick={onGiveUp}>
          {t('macros.take-theirs')}
        </Button>
      </div>
    </div>
  )
}

/** One press of "save", however often it has to be sent: of the same words, one macro. */
type Order = { body: string; key: string }

async function create(body: NewMacro, order: { current: Order }): Promise<Macro> {
  const words = JSON.stringify(body)
  if (order.current.body !== words) order.current = { body: words, key: randomUuid() }
  const { key } = order.current
  return await callApi('/macros', { method: 'POST', body, key, reply: Macro })
}

async function change(macro: Macro, body: NewMacro, version: number): Promise<Macro> {
  return await callApi(`/macros/${macro.id}`, { method: 'PATCH', body, version, reply: Macro })
}

function theirsIn(error: unknown): Macro | undefined {
  if (!isRefusal(error, 412)) return undefined
  return Outdated.safeParse(error.problem).data?.current
}
