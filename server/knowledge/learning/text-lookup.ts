import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/problem.ts'
import type { Looked, Lookup } from './lookup.ts'

/** As `KnowledgeEngine.lookUp`; while nobody can look, what is known is the language of the page. */
export async function lookUpText(ctx: Context, text: Lookup): Promise<Looked> {
  try {
    return await ctx.app.knowledge.lookUp(text)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { lang: text.lang, owner: null }
  }
}
