import { z } from 'zod'
import { LANGS, type Lang } from '../../platform/i18n.ts'
import { line, list, slug, wanted } from '../article.ts'

const MAX_FORM = 80
const MAX_DEFINITION = 300

const form = line(MAX_FORM).refine((text) => /[\p{L}\p{N}]/u.test(text), { error: 'text' })

export const TermTexts = z.strictObject(
  {
    /** As it stands in a sentence: with a capital only where it always has one. */
    term: form,
    /** Abbreviations and other ways to write it, which guides may use. */
    forms: list(form).default([]),
    /** What people call it; too loose for a guide, but the search knows them. */
    everyday: list(form).default([]),
    definition: line(MAX_DEFINITION),
  },
  { error: wanted('fields') },
)
export type TermTexts = z.infer<typeof TermTexts>

const byLang = Object.fromEntries(LANGS.map((lang) => [lang, TermTexts])) as Record<
  Lang,
  typeof TermTexts
>

/** What stands under the key of a term in `glossary.yaml`. */
const TermEntry = z.strictObject({ guide: slug.optional(), ...byLang }, { error: wanted('fields') })

export const GlossaryFile = z.record(z.string(), TermEntry, { error: wanted('fields') })
export type GlossaryFile = z.infer<typeof GlossaryFile>

/** One thing that readers meet, with its words and its explanation in every language. */
export type Term = {
  key: string
  /** Slug of the guide that explains it. */
  guide: string | null
  texts: Record<Lang, TermTexts>
}

/** Every word for a term that a question may use. */
export function wordsFor({ term, forms, everyday }: TermTexts): string[] {
  return [term, ...forms, ...everyday]
}

/** The same for a word and its plural, in either language. */
export function withoutPlural(word: string): string {
  return word.replace(/e?s?$/, '')
}
