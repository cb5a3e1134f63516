import { expect, test } from 'vitest'
import type { Decision } from '../../../server/contract/knowledge.ts'
import { openQuestions } from '../../../server/tickets/open-questions.ts'

type Said = [text: string, decision: Decision | null]

test.each<[what: string, said: Said[], open: string[]]>([
  [
    'those that were answered are settled',
    [
      ['a', 'answer'],
      ['b', 'handover'],
    ],
    ['b'],
  ],
  [
    'asked back is not answered',
    [
      ['a', 'clarify'],
      ['b', 'answer'],
    ],
    ['a'],
  ],
  [
    'not read by the bot yet',
    [
      ['a', 'answer'],
      ['b', null],
    ],
    ['b'],
  ],
  [
    'all answered: any may be meant',
    [
      ['hola', 'smalltalk'],
      ['a', 'answer'],
      ['b', 'answer'],
    ],
    ['a', 'b'],
  ],
  [
    'neither the weather nor the wish for a person',
    [
      ['a', 'handover'],
      ['w', 'out_of_scope'],
      ['p', 'human_request'],
    ],
    ['a'],
  ],
  [
    'nothing but the wish for a person',
    [
      ['hola', 'smalltalk'],
      ['p', 'human_request'],
    ],
    ['hola', 'p'],
  ],
  ['nothing at all', [], []],
])('%s', (_what, said, open) => {
  const asked = said.map(([text, decision]) => ({ text, decision, cited: [], questionId: text }))
  expect(openQuestions(asked).map(({ text }) => text)).toEqual(open)
})
