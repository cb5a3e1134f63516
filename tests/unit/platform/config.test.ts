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
    for (const name of [
      'IMAP_URL',
      'SMTP_LISTEN',
      'ANSWER_LLM_URL',
      'ANSWER_LLM_MODEL',
      'ANSWER_LLM_KEY',
    ]) {
      expect(complaints({ [name]: 'x' }), name).toContain('does not have that capability')
    }
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
      'RATE_LIMITS',
      'SUPPORT_SESSION_TTL_MINUTES',
      'SUPPORT_MAIL_GROUP_SECONDS',
    ]) {
      expect(named, name).toContain(name)
    }
  })
})
