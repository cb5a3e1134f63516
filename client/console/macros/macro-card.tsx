import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { Macro } from '../../../server/contract/macros.ts'
import { LANGS } from '../../shared/i18n.ts'
import { announce } from '../platform/announcer.tsx'
import { callApi } from '../platform/api.ts'
import { useProblemNotice } from '../platform/problem-notice.ts'
import { useTexts } from '../platform/texts.tsx'
import { useActionWords } from './action-words.ts'
import { useFreshMacros } from './queries.ts'

const UNDO_MS = 10_000

type Props = { macro: Macro; onEdit(): void; onGone(): void }

/** One prepared reply as it is written, with what it does. */
export function MacroCard({ macro, onEdit, onGone }: Props) {
  const { t } = useTexts()
  const remove = useDeletion(onGone)
  const { id, name, visibility, office, texts, actions, mayChange } = macro
  const done = useActionWords()(actions)
  return (
    <article className="card macro-card" aria-labelledby={`macro-${id}`}>
      <h2 id={`macro-${id}`}>{name}</h2>
      <p className="small muted facts-line">
        <span className="chip">
          {t(`macros.shelf.${visibility}`, { office: office?.name ?? '' })}
        </span>
        {done.length > 0 && <span>{t('macros.planned', { actions: done.join(', ') })}</span>}
      </p>
      {LANGS.map(
        (lang) =>
          texts[lang] !== undefined && (
            <p key={lang} className="macro-text" lang={lang}>
              {texts[lang]}
            </p>
          ),
      )}
      {mayChange && (
        <div className="actions">
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconPencil size={16} aria-hidden="true" />}
            aria-label={t('macros.edit-named', { name })}
            onClick={onEdit}
          >
            {t('macros.edit')}
          </Button>
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconTrash size={16} aria-hidden="true" />}
            aria-label={t('macros.delete-named', { name })}
            onClick={() => void remove(macro)}
          >
            {t('macros.delete')}
          </Button>
        </div>
      )}
    </article>
  )
}

/** Deleted at once, with the way back beside the word of it. */
function useDeletion(onGone: () => void): (macro: Macro) => Promise<void> {
  const { t } = useTexts()
  const fresh = useFreshMacros()
  const tellProblem = useProblemNotice()
  const restore = async ({ id, version, name }: Macro) => {
    notifications.hide(`deleted-${id}`)
    const call = { method: 'PATCH', body: { isDeleted: false }, version, reply: Macro } as const
    await callApi(`/macros/${id}`, call)
    await fresh()
    announce(t('macros.restored', { name }))
  }
  return async ({ id, version, name }) => {
    try {
      const deleted = await callApi(`/macros/${id}`, { method: 'DELETE', version, reply: Macro })
      onGone()
      notifications.show({
        id: `deleted-${id}`,
        autoClose: UNDO_MS,
        closeButtonProps: { 'aria-label': t('console.close') },
        message: (
          <span className="notice-line">
            {t('macros.deleted', { name })}
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => void restore(deleted).catch(tellProblem)}
            >
              {t('macros.undo')}
            </Button>
          </span>
        ),
      })
    } catch (error) {
      if (error instanceof Error) tellProblem(error)
    }
    await fresh()
  }
}
