import { describe, expect, test } from 'vitest'
import { openStore, readRecord } from '../../../client/widget/platform/store.ts'
import { memoryStorage } from './memory-storage.ts'

describe('store', () => {
  test('writes nothing until it is told to', () => {
    const storage = memoryStorage()
    const store = openStore('a:', storage)
    expect(store.get('x')).toBeNull()
    expect(store.keys('')).toEqual([])
    expect(Object.keys(storage)).toEqual([])
    expect(store.isBlocked()).toBe(false)
  })

  test('sees only keys under its prefix', () => {
    const storage = memoryStorage()
    openStore('a:', storage).set('x', '1')
    openStore('b:', storage).set('y', '2')
    expect(openStore('a:', storage).keys('')).toEqual(['x'])
  })

  test('goes on in memory when the browser is full, and says so', () => {
    const store = openStore('a:', memoryStorage(3))
    store.set('x', '12345')
    expect(store.get('x')).toBe('12345')
    expect(store.keys('x')).toEqual(['x'])
    expect(store.isBlocked()).toBe(true)
    store.remove('x')
    expect(store.get('x')).toBeNull()
  })

  test('is blocked from the start where storage may not even be read', () => {
    expect(openStore('a:', null).isBlocked()).toBe(true)
  })

  test('reads records, and nothing from what is not one', () => {
    const store = openStore('a:', memoryStorage())
    store.set('ok', '{"a":1}')
    store.set('bad', 'x')
    store.set('number', '1')
    expect(readRecord(store, 'ok')).toEqual({ a: 1 })
    expect(readRecord(store, 'bad')).toEqual({})
    expect(readRecord(store, 'number')).toEqual({})
    expect(readRecord(store, 'none')).toEqual({})
  })
})
