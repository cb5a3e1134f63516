import type { AnyRoute } from './platform/http/route.ts'
import type { Lang } from './platform/i18n.ts'
import { texts } from './platform/i18n.ts'
import type { Problem } from './platform/problem.ts'

export const pageRoutes: AnyRoute[] = []

export function renderErrorPage(problem: Problem, lang: Lang): string {
  return texts(lang)(`problems.${problem.code}.title`, problem.values)
}
