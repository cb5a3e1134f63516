import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { contentDirSetting } from '../platform/config.ts'
import type { Context } from '../platform/context.ts'
import { type Lang, operatorLang, texts } from '../platform/i18n.ts'
import { summaryTable } from './content-table.ts'
import {
  type ContentProblem,
  checkContent,
  exportContent,
  importContent,
  reindex,
} from './service.ts'

type Tools = {
  withApp(work: (ctx: Context) => Promise<void>): Promise<void>
  say(line: string): void
}

/** `content check|import|export` and `reindex` of the command line. */
export function addContentCommands(program: Command, { withApp, say }: Tools): void {
  const lang = operatorLang()
  const t = texts(lang)
  const content = program.command('content').description(t('knowledge.commands.content'))
  content
    .command('check')
    .description(t('knowledge.commands.check'))
    .argument('[dir]', t('knowledge.commands.dir'), contentDirSetting())
    .option('--no-table', t('knowledge.commands.no-table'))
    .addHelpText('after', `\n${t('knowledge.commands.check-help')}`)
    .action(async (dir: string, { table }: { table: boolean }) => {
      existing(join(dir, 'articles'), lang)
      await checkFolder({ dir: resolve(dir), lang, say, table })
    })
  content
    .command('import')
    .description(t('knowledge.commands.import'))
    .argument('<dir>', t('knowledge.commands.dir'))
    .action((dir: string) =>
      withApp(({ app }) => importFolder({ app, dir: existing(dir, lang), lang, say })),
    )
  content
    .command('export')
    .description(t('knowledge.commands.export'))
    .argument('<dir>', t('knowledge.commands.target'))
    .action((dir: string) =>
      withApp(async ({ app }) => {
        const count = await exportContent(app, resolve(dir))
        say(t('knowledge.commands.exported', { count, dir }))
      }),
    )
  program
    .command('reindex')
    .description(t('knowledge.commands.reindex'))
    .action(() =>
      withApp(async ({ app }) => {
        await reindex(app)
        say(t('knowledge.commands.reindexed'))
      }),
    )
}

type Task = { dir: string; lang: Lang; say: Tools['say'] }

async function checkFolder({ dir, lang, say, table }: Task & { table: boolean }): Promise<void> {
  const { articles, errors, warnings, problems } = await checkContent(dir, lang)
  for (const problem of problems) say(problemLine(problem))
  if (problems.length > 0) say('')
  for (const line of summaryTable(articles, lang, table)) say(line)
  say('')
  const files = articles.length
  say(texts(lang)('knowledge.commands.checked', { files, errors, warnings }))
  if (errors > 0) process.exitCode = 1
}

async function importFolder({ app, dir, lang, say }: Task & Pick<Context, 'app'>): Promise<void> {
  const { problems, ...counts } = await importContent(app, dir, lang)
  for (const problem of problems) say(problemLine(problem))
  const errors = problems.filter(({ severity }) => severity === 'error').length
  say(texts(lang)('knowledge.commands.imported', { ...counts, errors }))
  if (errors > 0) process.exitCode = 1
}

/** `file:line`, as editors and terminals make links of. */
function problemLine({ file, line, severity, message, remedy }: ContentProblem): string {
  const mark = severity === 'error' ? '✖' : '⚠'
  return `${mark} ${file}:${line} ${message} → ${remedy}`
}

function existing(dir: string, lang: Lang): string {
  const path = resolve(dir)
  if (existsSync(path)) return path
  throw new Error(texts(lang)('knowledge.commands.no-folder', { dir }))
}
