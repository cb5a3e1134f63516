/** What each article's score for a question is summed from. */
export const PARTS = [
  'words',
  'sections',
  'letters',
  'sentences',
  'phrasings',
  'grams',
  'profiles',
  'learner',
] as const
export type Part = (typeof PARTS)[number]

/** What an index can do without, so that what each is worth can be measured. */
export const SWITCHES = [...PARTS, 'pairs', 'speller', 'glossary'] as const
export type Switch = (typeof SWITCHES)[number]

/** How a retriever is set; without anything said, it uses all it has. */
export type RetrieverOptions = { without?: readonly Switch[] }
