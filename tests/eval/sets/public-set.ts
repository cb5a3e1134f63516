import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { IndexedArticle } from '../../../server/knowledge/language-index.ts'
import { splitSentences } from '../../../server/knowledge/sentences.ts'
import { readJsonLines } from '../tally.ts'

/** A text of a public set, perhaps with ways people ask for it. */
export type SetText = {
  id: string
  title: string
  text: string
  lang: string
  examples?: string[]
}
/** `right`: the texts that answer it; none for a question that nothing in the set answers. */
export type SetQuestion = { id: string; text: string; lang: string; right: ReadonlySet<string> }
export type PublicSet = { name: string; texts: SetText[]; questions: SetQuestion[] }

type Asked = Omit<SetQuestion, 'right'>

/** Reads a folder with `corpus.jsonl`, `queries.jsonl`, `qrels.tsv` and, if there is one, `oos.jsonl`. */
export function readPublicSet(folder: string): PublicSet {
  const lines = <Line>(name: string) => readJsonLines<Line>(join(folder, name))
  const right = readRelations(join(folder, 'qrels.tsv'))
  const label = (one: Asked) => ({ ...one, right: right.get(one.id) ?? new Set<string>() })
  const answerable = lines<Asked>('queries.jsonl').map(label)
  return {
    name: basename(folder),
    texts: lines<SetText>('corpus.jsonl'),
    questions: [
      ...answerable.filter((one) => one.right.size > 0),
      ...lines<Asked>('oos.jsonl').map((one) => ({ ...one, right: new Set<string>() })),
    ],
  }
}

function readRelations(file: string): Map<string, Set<string>> {
  const right = new Map<string, Set<string>>()
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [question, text, relevance] = line.split('\t')
    if (!question || !text || Number(relevance) <= 0) continue
    right.set(question, (right.get(question) ?? new Set()).add(text))
  }
  return right
}

/** A text as the index takes an article: one section, its examples as phrasings. */
export function asArticle({ id, title, text, lang, examples = [] }: SetText): IndexedArticle {
  const sentences = splitSentences(text)
  const meta = {
    title,
    summary: '',
    questions: examples,
    category: 'set',
    sectors: [],
    related: [],
    sources: [],
    reviewed: '2026-01-01',
    reviewBy: '9999-12-31',
    owner: 'set',
  }
  const blocks = sentences.length > 0 ? [{ kind: 'paragraph' as const, sentences }] : []
  return {
    slug: id,
    lang,
    revision: id,
    meta,
    chunks: [{ heading: '', id: '', text, html: '', blocks }],
  }
}
