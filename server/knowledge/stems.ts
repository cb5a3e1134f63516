import { stem } from '../platform/text/stemmer.ts'

/**
 * The stem of a folded word, as every index of guides uses it. Spanish verbs whose stressed vowel breaks
 * ("renovar", "renuevo"; "cerrar", "cierra") get one stem, which Snowball does not give them.
 */
export function stemOf(word: string, lang: string): string {
  const plain = stem(word, lang)
  return lang === 'es' ? plain.replace(/([^gq])ue/g, '$1o').replace(/ie/g, 'e') : plain
}
