import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Service, startService } from '../support/service.ts'
import { type DataNode, faultsOf, structuredData } from '../support/structured-data.ts'

const PUBLIC_URL = 'https://ayuda.example'

describe('what pages tell search engines', () => {
  let service: Service

  beforeAll(async () => {
    service = await startService({ environment: { PUBLIC_URL } })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  async function dataOf(path: string): Promise<DataNode[]> {
    const { status, text } = await service.anonymous.get(path)
    expect(status, path).toBe(200)
    return structuredData(text)
  }

  async function articles(): Promise<{ slug: string; languages: string[] }[]> {
    return (await service.anonymous.get('/api/v1/articles')).json.items
  }

  test('is valid on every guide in every language', async () => {
    const paths = (await articles()).flatMap(({ slug, languages }) =>
      languages.map((lang) => `/${lang}/articles/${slug}`),
    )
    expect(paths.length).toBeGreaterThan(20)
    for (const path of paths) {
      const nodes = await dataOf(path)
      expect(nodes.map((node) => node['@type']).sort(), path).toEqual([
        'Article',
        'BreadcrumbList',
        'FAQPage',
        'Organization',
        'WebSite',
      ])
      expect(await faultsOf(nodes), path).toEqual([])
    }
  })

  test.each(['', '/guides', '/topics/cybersecurity', '/offices/granada-construction'])(
    'is valid on %s in both languages',
    async (path) => {
      for (const lang of ['es', 'en']) {
        const nodes = await dataOf(`/${lang}${path}`)
        expect(nodes.length).toBeGreaterThan(0)
        expect(await faultsOf(nodes)).toEqual([])
      }
    },
  )

  test('is valid on every office', async () => {
    const offices: { slug: string }[] = (await service.anonymous.get('/api/v1/offices')).json.items
    for (const { slug } of offices) {
      expect(await faultsOf(await dataOf(`/es/offices/${slug}`)), slug).toEqual([])
    }
  })

  test('is about the guide that people read', async () => {
    const path = '/es/articles/backups-3-2-1'
    const { text } = await service.anonymous.get(path)
    const nodes = structuredData(text)
    const typed = (type: string) => nodes.find((node) => node['@type'] === type)
    const { json: guide } = await service.anonymous.get('/api/v1/articles/backups-3-2-1?lang=es')
    expect(typed('Article')).toMatchObject({
      headline: guide.title,
      description: guide.summary,
      inLanguage: 'es',
      datePublished: guide.published,
      dateModified: guide.updated,
      license: 'https://creativecommons.org/licenses/by/4.0/',
      mainEntityOfPage: { '@id': PUBLIC_URL + path },
    })
    const questions = typed('FAQPage')?.['mainEntity'] as { name: string; '@id': string }[]
    expect(questions.length).toBeGreaterThan(2)
    for (const question of questions) {
      expect(question.name).toMatch(/\?$/)
      expect(text).toContain(`id="${question['@id'].split('#')[1]}"`)
    }
    const crumbs = typed('BreadcrumbList')?.['itemListElement'] as { name: string }[]
    expect(crumbs.map(({ name }) => name)).toEqual(['Guías', 'Ciberseguridad', guide.title])
  })
})

describe('the check itself', () => {
  const article = {
    '@type': 'Article',
    '@id': 'https://ayuda.example/#a',
    headline: 'H',
    author: { '@type': 'Organization', name: 'O', url: 'https://ayuda.example' },
    datePublished: '2026-11-23T10:00:00.000Z',
    dateModified: '2026-11-23T10:00:00.000Z',
    inLanguage: 'es',
    license: 'https://creativecommons.org/licenses/by/4.0/',
  }

  test('has nothing against what is right', async () => {
    expect(await faultsOf([article])).toEqual([])
  })

  test.each([
    ['a type that does not exist', { '@type': 'Artikle' }],
    ['a property that it does not have', { openingHours: 'Mo' }],
    ['a property that it needs', { headline: undefined }],
    ['a value of another type', { author: { '@type': 'Place', name: 'P' } }],
    ['a date that is none', { datePublished: '3 de mayo' }],
    ['an address that is none', { license: 'CC BY' }],
    ['a pointer to nothing', { isPartOf: { '@id': 'https://ayuda.example/#b' } }],
  ])('finds %s', async (_, change) => {
    const node = JSON.parse(JSON.stringify({ ...article, ...change }))
    expect(await faultsOf([node])).not.toEqual([])
  })
})
