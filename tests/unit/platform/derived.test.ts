import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import {
  codeVersion,
  type Derived,
  derivedFile,
  keepDerived,
  readDerived,
} from '../../../server/platform/derived.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'otd-derived-'))
const file = derivedFile(dataDir, 'thing')
const place: Derived = { file, from: 'pack 1', version: 'chunk-a-12345678.js' }
const value = { names: new Map([['Guadix', ['18']]]), weights: Float32Array.of(0.5, 2) }

afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

test('what was kept comes back', () => {
  expect(readDerived(place)).toBeUndefined()
  keepDerived(place, value)
  expect(readDerived(place)).toEqual(value)
  keepDerived(place, { other: 1 })
  expect(readDerived(place)).toEqual({ other: 1 })
  expect(readdirSync(join(dataDir, 'cache'))).toEqual(['thing'])
})

test.each([
  ['other data', { from: 'pack 2' }],
  ['other code', { version: 'chunk-a-87654321.js' }],
  ['code without a version', { version: undefined }],
])('%s does not get it', (_, change) => {
  keepDerived(place, value)
  expect(readDerived({ ...place, ...change })).toBeUndefined()
})

test('code without a version keeps nothing', () => {
  keepDerived({ ...place, version: undefined }, value)
  expect(() => readFileSync(file)).toThrow('ENOENT')
})

test('a file with any byte changed, missing or added is not read', () => {
  keepDerived(place, value)
  const whole = readFileSync(file)
  for (let at = 0; at < whole.length; at++) {
    const damaged = Buffer.from(whole)
    damaged[at] = (damaged[at] ?? 0) ^ 1
    writeFileSync(file, damaged)
    expect(readDerived(place)).toBeUndefined()
    writeFileSync(file, whole.subarray(0, at))
    expect(readDerived(place)).toBeUndefined()
  }
  writeFileSync(file, Buffer.concat([whole, Buffer.of(0)]))
  expect(readDerived(place)).toBeUndefined()
  writeFileSync(file, whole)
  expect(readDerived(place)).toEqual(value)
})

test('where nothing can be written, nothing is kept and nobody is stopped', () => {
  const blocked = { ...place, file: '/dev/null/thing' }
  keepDerived(blocked, value)
  expect(readDerived(blocked)).toBeUndefined()
})

test('only a chunk whose name has a hash of its code has a version', () => {
  expect(codeVersion('/srv/dist/server/chunk-answer-tasks-ByAOQwBI.js')).toBe(
    'chunk-answer-tasks-ByAOQwBI.js',
  )
  expect(codeVersion('/srv/dist/server/main.js')).toBeUndefined()
  expect(codeVersion('/srv/server/knowledge/index-keeper.ts')).toBeUndefined()
})
