import { type Frame, href } from './frame.ts'
import { Icon } from './icon.tsx'

type Props = {
  frame: Frame
  value?: string
  size?: 'small' | 'large'
  /** A visible name for the box; without one it is named for screen readers only. */
  label?: string
}

/** A plain GET form; `browser/suggestions.ts` adds suggestions to it. */
export function SearchBox({ frame, value = '', size = 'large', label }: Props) {
  const { t, lang } = frame
  const id = `p-search-${size}`
  return (
    <search>
      <form
        class={`search search-${size}`}
        action={href(frame, '/search')}
        method="get"
        data-search
        data-lang={lang}
        data-none={t('help.search.no-suggestions')}
        data-found={t('help.search.suggestions')}
      >
        <label class={label ? 'search-label' : 'unseen'} for={id}>
          {label ?? t('help.search.label')}
        </label>
        <div class="search-row">
          <input
            id={id}
            name="q"
            type="search"
            value={value}
            maxlength={400}
            autocomplete="off"
            enterkeyhint="search"
            placeholder={size === 'small' ? t('help.search.label') : undefined}
            required
          />
          <button type="submit" class="button">
            <Icon name="search" />
            <span class={size === 'small' ? 'unseen' : undefined}>{t('help.search.button')}</span>
          </button>
        </div>
      </form>
    </search>
  )
}
