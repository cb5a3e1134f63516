import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ConfigError, parseConfig } from '../../../server/platform/config.ts'

function complaints(environment: Record<string, string>): string {
  try {
    parseConfig(environment, 'en')
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

describe('the configuration', () => {
  test('needs nothing', () => {
    expect(parseConfig({}, 'en')).toMatchObject({ port: 3000, host: '127.0.0.1', rateLimits: true })
  })

  test('reports every mistake at once, with the value and what is allowed', () => {
    const said = complaints({
      PORT: 'eighty',
      TRUST_PROXY: '99',
      PUBLIC_URL: 'ftp://x',
      LOG_LEVEL: 'loud',
      SUPPORT_COFFEE: 'yes',
      RATE_LIMITS: 'maybe',
    })
    for (const part of [
      'PORT="eighty"',
      'whole number',
      'TRUST_PROXY="99"',
      '0 to 10',
      'PUBLIC_URL="ftp://x"',
      'http:',
      'LOG_LEVEL="loud"',
      'SUPPORT_COFFEE',
      'RATE_LIMITS="maybe"',
    ]) {
      expect(said).toContain(part)
    }
  })

  test('never shows a secret', () => {
    const said = complaints({
      SECRET: 'short-secret',
      SMTP_URL: 'http://user:hunter2@mail',
      DATABASE_URL: 'mysql://root:hunter2@db',
    })
    expect(said).toContain('SECRET=***')
    expect(said).not.toMatch(/short-secret|hunter2/)
  })

  test('refuses what this version cannot do instead of ignoring it', () => {
    for (const name of ['IMAP_URL', 'SMTP_LISTEN']) {
      expect(complaints({ [name]: 'x' }), name).toContain('does not have that capability')
    }
  })

  test.each([
    'https://models.example/v1',
    'https://models.example/v1/chat/completions?api-version=1',
    'http://127.0.0.1:11434',
    'http://localhost:11434/v1',
    'http://[::1]:11434',
    'http://ollama:11434',
    'http://10.1.2.3/v1',
    'http://172.20.0.5/v1',
    'http://192.168.1.9/v1',
    'http://[fd00::7]/v1',
  ])('a language model may be at %s', (ANSWER_LLM_URL) => {
    const { secrets } = parseConfig({ ANSWER_LLM_URL, ANSWER_LLM_MODEL: 'small:7b' }, 'en')
    expect(secrets.languageModel).toEqual({
      url: new URL(ANSWER_LLM_URL),
      model: 'small:7b',
      key: undefined,
    })
  })

  test.each([
    'models.example',
    'ftp://models.example',
    'http://models.example/v1',
    'http://8.8.8.8/v1',
    'http://172.32.0.1/v1',
    'http://192.168.1.9.example.com/v1',
    'http://[2001:db8::1]/v1',
    'http://169.254.169.254/latest',
    'https://169.254.169.254/latest',
    'https://[fe80::1]/v1',
    'http://0.0.0.0:11434',
    'https://user:hunter2@models.example/v1',
  ])('a language model may not be at %s', (ANSWER_LLM_URL) => {
    const said = complaints({ ANSWER_LLM_URL, ANSWER_LLM_MODEL: 'm', ANSWER_LLM_KEY: 'sk-hunter2' })
    expect(said).toContain('ANSWER_LLM_URL=***: give an https:// address')
    expect(said).not.toMatch(/hunter2/)
  })

  test('a language model needs address and name, and a key that fits into a header', () => {
    expect(complaints({ ANSWER_LLM_URL: 'https://m.example' })).toContain(
      'ANSWER_LLM_MODEL: is mis',
    )
    expect(complaints({ ANSWER_LLM_MODEL: 'm' })).toContain('ANSWER_LLM_URL: is missing')
    const onlyKey = complaints({ ANSWER_LLM_KEY: 'k' })
    expect(onlyKey).toContain('ANSWER_LLM_URL: is missing')
    expect(onlyKey).toContain('ANSWER_LLM_MODEL: is missing')
    const model = { ANSWER_LLM_URL: 'https://m.example', ANSWER_LLM_MODEL: 'm' }
    expect(complaints({ ...model, ANSWER_LLM_KEY: 'a\r\nx-evil: 1' })).toContain(
      'ANSWER_LLM_KEY=***',
    )
    expect(complaints({ ...model, ANSWER_LLM_MODEL: 'a b' })).toContain('ANSWER_LLM_MODEL="a b"')
    expect(complaints(model)).toBe('')
  })

  test('lifts the limits only where nobody else can reach the service', () => {
    expect(complaints({ RATE_LIMITS: 'off', HOST: '0.0.0.0' })).toContain('loopback')
    expect(complaints({ RATE_LIMITS: 'off', HOST: '127.0.0.1' })).toBe('')
  })

  test('.env.example is valid and names every setting', () => {
    const lines = readFileSync('.env.example', 'utf8').split('\n')
    const set = lines
      .filter((line) => /^[A-Z_]+=/.test(line))
      .map((line) => line.split(/=(.*)/s).slice(0, 2))
    expect(complaints(Object.fromEntries(set))).toBe('')
    const named = new Set(lines.flatMap((line) => /^#?\s?([A-Z_]+)=/.exec(line)?.[1] ?? []))
    for (const name of [
      'PORT',
      'HOST',
      'PUBLIC_URL',
      'DATA_DIR',
      'DATABASE_URL',
      'CONTENT_DIR',
      'SMTP_URL',
      'MAIL_FROM',
      'SECRET',
      'LOG_LEVEL',
      'TRUST_PROXY',
      'METRICS_TOKEN',
      'ANSWER_LLM_URL',
      'ANSWER_LLM_MODEL',
      'ANSWER_LLM_KEY',
      'RATE_LIMITS',
      'SUPPORT_SESSION_TTL_MINUTES',
      'SUPPORT_MAIL_GROUP_SECONDS',
      'SUPPORT_ACCEPT_HOURS',
    ]) {
      expect(named, name).toContain(name)
    }
  })
})
