import { expect, test } from 'vitest'
import { checkContent } from '../../server/knowledge/service.ts'
import { LANGS } from '../../server/platform/i18n.ts'
import { CONTENT } from './knowledge/fixtures.ts'

test.each(LANGS)('the shipped content has no errors (told in %s)', async (lang) => {
  const { files, problems } = await checkContent(CONTENT, lang, '2026-11-23')
  expect(files).toBeGreaterThanOrEqual(24)
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(problems.filter(({ message, remedy }) => /knowledge\./.test(message + remedy))).toEqual([])
})
