import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useCallback, useRef } from 'react'
import { Link } from 'wouter'
import { useTexts } from '../platform/texts.tsx'
import { useTypedWords } from '../platform/typed-words.ts'
import { useKeys } from '../shell/keys.ts'
import { type Go, hrefOf, type InboxAddress } from './address.ts'

type Props = { address: InboxAddress; go: Go }

/** Searches within the view; the words stand in the address. */
export function ListSearch({ address, go }: Props) {
  const { t } = useTexts()
  const field = useRef<HTMLInputElement>(null)
  const search = useCallback((q: string) => go({ q }, { replace: true }), [go])
  const { words, write } = useTypedWords(address.q, search)
  useKeys({ '/': () => field.current?.focus() })
  const clear = () => {
    write('')
    field.current?.focus()
  }
  return (
    <search className="list-search">
      <TextInput
        ref={field}
        type="search"
        aria-label={t('console.search.label')}
        placeholder={t('console.search.placeholder')}
        value={words}
        maxLength={200}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        rightSection={
          words !== '' && <CloseButton aria-label={t('console.search.clear')} onClick={clear} />
        }
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => leaveBy(event, words === '' ? () => field.current?.blur() : clear)}
      />
      {address.q !== '' && address.view !== 'all' && (
        <p className="small list-search-scope">
          {t('console.search.scope', { view: t(`console.view.${address.view}`) })}{' '}
          <Link href={hrefOf({ ...address, view: 'all' })}>{t('console.search.everywhere')}</Link>
        </p>
      )}
    </search>
  )
}

/** Esc empties the field, then leaves it; ↓ goes on to the rows. */
function leaveBy(event: React.KeyboardEvent<HTMLInputElement>, onEscape: () => void): void {
  if (event.key === 'Escape') {
    event.preventDefault()
    onEscape()
  }
  if (event.key === 'ArrowDown') {
    event.preventDefault()
    document.querySelector<HTMLElement>('.rows a[tabindex="0"]')?.focus()
  }
}
