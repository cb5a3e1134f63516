import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import {
  type Catalog,
  type Lang,
  makeTranslate,
  pickLang,
  type Translate,
} from '../../shared/i18n.ts'
import type { Preferences } from './preferences.ts'

const CATALOGS: Record<Lang, () => Promise<{ default: Catalog }>> = {
  es: () =>
    import(
      'locale:es/console,finding,learning,macros,notices,outgoing,properties,questions,time,together,transfer'
    ),
  en: () =>
    import(
      'locale:en/console,finding,learning,macros,notices,outgoing,properties,questions,time,together,transfer'
    ),
}

export type Texts = { lang: Lang; t: Translate }

type TextsInReach = Texts & {
  /** A choice made here is remembered; an account's language is only followed. */
  setLang(lang: Lang, from?: 'choice' | 'account'): void
}

const TextsContext = createContext<TextsInReach | null>(null)

export async function loadTexts(lang: Lang): Promise<Texts> {
  return { lang, t: makeTranslate(lang, (await CATALOGS[lang]()).default) }
}

/** The language chosen in this browser, if any. */
export function chosenLang(preferences: Preferences): Lang | null {
  const chosen = preferences.get('lang')
  return chosen === null ? null : pickLang(chosen)
}

/** Gives every component its words; changing the language keeps everything else as it is. */
export function TextsProvider({
  first,
  preferences,
  children,
}: {
  first: Texts
  preferences: Preferences
  children: ReactNode
}) {
  const [texts, setTexts] = useState(first)
  useEffect(() => {
    document.documentElement.lang = texts.lang
  }, [texts.lang])
  const inReach = useMemo(
    () => ({
      ...texts,
      setLang(lang: Lang, from: 'choice' | 'account' = 'choice') {
        if (from === 'choice') preferences.set('lang', lang)
        void loadTexts(lang).then(setTexts)
      },
    }),
    [texts, preferences],
  )
  return <TextsContext value={inReach}>{children}</TextsContext>
}

export function useTexts(): TextsInReach {
  const texts = useContext(TextsContext)
  if (!texts) throw new Error('TextsProvider is missing')
  return texts
}
