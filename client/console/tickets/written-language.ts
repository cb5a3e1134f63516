import type { Lang } from '../../shared/i18n.ts'

/** Little words that hardly a sentence does without, and that the other language does not have. */
const WORDS: Record<Lang, ReadonlySet<string>> = {
  es: new Set(
    `el la los las un una unos unas de del al y o que es son está están para por con sin como más pero
    su sus tu tus te se lo le les nos os mi muy ya hola gracias saludos puedes puede podemos tienes
    tiene hay ser estar hacer cuando donde si sí también este esta esto`.split(/\s+/),
  ),
  en: new Set(
    `the of and or to in on at is are was were be been for with without your you we our i it this that
    these those can could would will have has had do does not but from by as if when where which who
    what how hello hi thanks thank please regards there here`.split(/\s+/),
  ),
}

const FEWEST_HITS = 4
/** A quoted title or a product's name must not decide. */
const MARGIN = 3

/** Spanish or English, where the text is clearly one of them; undefined where it is short or mixed. */
export function writtenLanguage(text: string): Lang | undefined {
  const words =
    text
      .toLowerCase()
      .replace(/https?:\S+/g, '')
      .match(/\p{L}+/gu) ?? []
  const hits = (lang: Lang) => words.filter((word) => WORDS[lang].has(word)).length
  const [es, en] = [hits('es'), hits('en')]
  if (es >= FEWEST_HITS && es >= en * MARGIN) return 'es'
  if (en >= FEWEST_HITS && en >= es * MARGIN) return 'en'
  return undefined
}
