import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { type Lang, operatorLang, texts } from './i18n.ts'
import { isModelAddress } from './model-address.ts'

/** sysexits.h EX_CONFIG: something in the configuration is wrong. */
export const EXIT_CONFIG = 78

const LOOPBACK = ['127.0.0.1', 'localhost', '::1']
const MINUTES_PER_HOUR = 60
const DEFAULT_CONTENT_DIR = './content'

const wholeNumber = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d+$/, { error: 'whole-number' })
    .transform(Number)
    .refine((value) => value >= low && value <= high, { error: `between:${low}:${high}` })

const url = (...protocols: string[]) =>
  z.string().refine((value) => isUrl(value, protocols), { error: `url:${protocols.join(', ')}` })

const notYet = z.never({ error: 'not-in-this-version' }).optional()

/** Every setting the service knows; the README documents each. */
const Settings = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: url('http:', 'https:').optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  CONTENT_DIR: z.string().min(1).default(DEFAULT_CONTENT_DIR),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/, { error: 'mail-from' })
    .optional(),
  IMAP_URL: notYet,
  SMTP_LISTEN: notYet,
  SECRET: z.string().min(32, { error: 'secret-length' }).optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { error: 'log-level' })
    .default('info'),
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  METRICS_TOKEN: z.string().min(16, { error: 'token-length' }).optional(),
  ANSWER_LLM_URL: z.string().refine(isModelAddress, { error: 'llm-url' }).optional(),
  ANSWER_LLM_MODEL: z
    .string()
    .regex(/^[^\s\p{C}]{1,200}$/u, { error: 'llm-model' })
    .optional(),
  ANSWER_LLM_KEY: z
    .string()
    .regex(/^[!-~]{1,4000}$/, { error: 'llm-key' })
    .optional(),
  RATE_LIMITS: z.enum(['on', 'off'], { error: 'on-off' }).default('on'),
  SUPPORT_SESSION_TTL_MINUTES: wholeNumber(5, 10_080).default(12 * MINUTES_PER_HOUR),
  SUPPORT_MAIL_GROUP_SECONDS: wholeNumber(0, 3_600).default(60),
  SUPPORT_UNDO_SEND_SECONDS: wholeNumber(0, 60).default(8),
  SUPPORT_ACCEPT_HOURS: wholeNumber(1, 80).default(4),
})

/** Addresses too: they may hold a password. */
const SECRETS = new Set([
  ...['SECRET', 'METRICS_TOKEN', 'SMTP_URL', 'DATABASE_URL'],
  ...['ANSWER_LLM_URL', 'ANSWER_LLM_KEY'],
])

/** The language model that may put an answer into other words. */
export type LanguageModel = { url: URL; model: string; key: string | undefined }

export type Config = {
  port: number
  host: string
  publicUrl: string | undefined
  dataDir: string
  contentDir: string
  logLevel: string
  trustProxy: number
  rateLimits: boolean
  sessionTtlMinutes: number
  mailGroupSeconds: number
  /** How long a reply that leaves as mail can be taken back. */
  undoSeconds: number
  /** Working hours in which an office says whether it takes a ticket. */
  acceptHours: number
  mailFrom: string | undefined
  /** Kept apart so that nobody logs them by accident. */
  secrets: {
    databaseUrl: string | undefined
    smtpUrl: string | undefined
    secret: string | undefined
    metricsToken: string | undefined
    languageModel: LanguageModel | undefined
  }
}

/** All mistakes of the environment at once, in the operator's language. */
export class ConfigError extends Error {}

type Environment = Record<string, string | undefined>

/**
 * The configuration, or every mistake in it.
 * @throws ConfigError whose message lists each name, value (secrets masked) and what is allowed
 */
export function parseConfig(environment: Environment, lang: Lang = operatorLang()): Config {
  const t = texts(lang)
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = Settings.safeParse(given)
  const complaints = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => {
      const name = String(path[0])
      const [reason = '', ...details] = message.split(':')
      const allowed = t(`config.allowed.${reason}`, detailValues(reason, details))
      return t('config.invalid', { name, value: shown(name, given[name]), allowed })
    }),
    ...unknownNames(given).map((name) => t('config.unknown', { name })),
  ]
  if (parsed.success && parsed.data.RATE_LIMITS === 'off' && !isLoopback(parsed.data.HOST)) {
    complaints.push(t('config.rate-limits', { host: parsed.data.HOST }))
  }
  complaints.push(...halfModel(given).map((name) => t('config.llm-together', { name })))
  if (!parsed.success || complaints.length > 0) {
    throw new ConfigError([t('config.title'), ...complaints.map((line) => `- ${line}`)].join('\n'))
  }
  return asConfig(parsed.data)
}

/** Reads the process's environment and makes the data folder (mode 0700). */
export function loadConfig(): Config {
  const config = parseConfig(process.env)
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  return config
}

/** Where content lies, for commands that need no other setting. */
export function contentDirSetting(): string {
  return process.env['CONTENT_DIR'] || DEFAULT_CONTENT_DIR
}

/** The demonstration: this machine only, a folder of its own, and only the port may be chosen. */
export function demoConfig(dataDir: string): Config {
  return parseConfig({ PORT: process.env['PORT'], DATA_DIR: dataDir, LOG_LEVEL: 'warn' })
}

/** Whether only programs on this machine can reach `host`. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(host)
}

function asConfig(settings: z.infer<typeof Settings>): Config {
  return {
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: settings.PUBLIC_URL?.replace(/\/+$/, ''),
    dataDir: resolve(settings.DATA_DIR),
    contentDir: resolve(settings.CONTENT_DIR),
    logLevel: settings.LOG_LEVEL,
    trustProxy: settings.TRUST_PROXY,
    rateLimits: settings.RATE_LIMITS === 'on',
    sessionTtlMinutes: settings.SUPPORT_SESSION_TTL_MINUTES,
    mailGroupSeconds: settings.SUPPORT_MAIL_GROUP_SECONDS,
    undoSeconds: settings.SUPPORT_UNDO_SEND_SECONDS,
    acceptHours: settings.SUPPORT_ACCEPT_HOURS,
    mailFrom: settings.MAIL_FROM,
    secrets: {
      databaseUrl: settings.DATABASE_URL,
      smtpUrl: settings.SMTP_URL,
      secret: settings.SECRET,
      metricsToken: settings.METRICS_TOKEN,
      languageModel: languageModel(settings),
    },
  }
}

function languageModel({
  ANSWER_LLM_URL: url,
  ANSWER_LLM_MODEL: model,
  ANSWER_LLM_KEY: key,
}: z.infer<typeof Settings>): LanguageModel | undefined {
  return url === undefined || model === undefined ? undefined : { url: new URL(url), model, key }
}

/** What lacks for a language model: its address and its name go together. */
function halfModel(given: Environment): string[] {
  const needed = ['ANSWER_LLM_URL', 'ANSWER_LLM_MODEL']
  const isWanted = [...needed, 'ANSWER_LLM_KEY'].some((name) => given[name] !== undefined)
  return isWanted ? needed.filter((name) => given[name] === undefined) : []
}

function unknownNames(given: Environment): string[] {
  const known = new Set(Object.keys(Settings.shape))
  return Object.keys(given).filter((name) => name.startsWith('SUPPORT_') && !known.has(name))
}

function shown(name: string, value: string | undefined): string {
  if (value === undefined) return ''
  return SECRETS.has(name) ? '***' : JSON.stringify(value)
}

function detailValues(reason: string, details: string[]): Record<string, string> {
  if (reason === 'between') return { low: details[0] ?? '', high: details[1] ?? '' }
  if (reason === 'url') return { protocols: details.join(':') }
  return {}
}

function isUrl(value: string, protocols: string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol)
}
