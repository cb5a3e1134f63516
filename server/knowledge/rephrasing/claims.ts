import { fold } from '../../platform/text/analyser.ts'

/** What turns a sentence round or narrows it, whatever its words. */
type Claim = 'not' | 'only' | 'if' | 'must'
type Signs = { [claim in Claim]: RegExp }

/** On folded text. Obligations are told apart because "can" and "has to" share no word that tells. */
const SIGNS: Record<string, Signs> = {
  es: {
    not: /\b(?:no|ni|nunca|jamas|sin|tampoco|ningun[oa]?|nadie|nada)\b/,
    only: /(?<!\bun )\b(?:solo|solamente|unicamente|exclusivamente|salvo|excepto)\b|\b(?:a menos|menos) que\b/,
    if: /\b(?:si|cuando|siempre que|en caso|segun|salvo|a menos que|excepto)\b/,
    must: /\b(?:deb(?:es?|en|emos|eras?|eran|ia[sn]?)|obliga\w*|exig\w*|hay que|tien(?:es?|en) que|tenemos que|tendras? que|ha(?:s|n)? de)\b/,
  },
  en: {
    not: /\b(?:no|not|nor|never|without|none|neither|nobody|nothing|cannot)\b|n['’]t\b/,
    only: /\b(?:only|solely|exclusively|except|unless)\b/,
    if: /\b(?:if|when|whenever|in case|unless|except|depend\w*|provided)\b/,
    must: /\b(?:must|shall|oblig\w*|mandatory|compulsory|requir\w*|(?:have|has|need|needs) to)\b/,
  },
}

/** "Yes" to a question says more than the passage; its accent tells it from "if". */
const YES = /(?<!\p{L})(?:sí|yes)(?!\p{L})/iu

/** Languages whose sentences can be checked for more than their words. */
export const CHECKED_LANGS: readonly string[] = Object.keys(SIGNS)

/**
 * Claims of a reply that its source does not make: then it says something else. Conditions are not among
 * them: who asks has said whom they ask for ("si eres autónomo").
 */
export function addsClaim(reply: string, source: string, lang: string): boolean {
  if (YES.test(reply) && !YES.test(source)) return true
  return (['not', 'only', 'must'] as const).some(
    (claim) => makes(reply, claim, lang) && !makes(source, claim, lang),
  )
}

/** Claims of the extract that a reply leaves out: then it promises more. */
export function losesClaim(reply: string, extract: string, lang: string): boolean {
  return (['not', 'only', 'if'] as const).some(
    (claim) => makes(extract, claim, lang) && !makes(reply, claim, lang),
  )
}

function makes(text: string, claim: Claim, lang: string): boolean {
  return SIGNS[lang]?.[claim].test(fold(text)) ?? false
}
