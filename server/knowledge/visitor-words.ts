import type { Decision } from '../contract/knowledge.ts'
import sentences from './data/visitor-sentences.json' with { type: 'json' }

const byLang: Record<string, Partial<Record<Decision, string>>> = sentences

/** One sentence in the visitor's own language that stands before a reply in another one. */
export function sentenceBefore(visitorLang: string, decision: Decision): string | undefined {
  return byLang[visitorLang]?.[decision]
}
