import type { Decision } from '../contract/knowledge.ts'
import type { Asked } from '../conversations/service.ts'

/** Neither says what the company wants to know. */
const NO_QUESTION: (Decision | null)[] = ['smalltalk', 'human_request']
/** The bot has dealt with these, as far as it can tell. */
const SETTLED: (Decision | null)[] = ['answer', 'out_of_scope']

/**
 * What a person is asked: questions that the bot could not answer; where it answered them all, all of
 * them; and everything that was said where that was no question.
 */
export function openQuestions(asked: Asked[]): Asked[] {
  const questions = asked.filter(({ decision }) => !NO_QUESTION.includes(decision))
  const open = questions.filter(({ decision }) => !SETTLED.includes(decision))
  return [open, questions].find((list) => list.length > 0) ?? asked
}
