import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reindex } from '../../server/knowledge/service.ts'
import { type MadeUp, MadeUpArticles } from '../bench/made-up.ts'
import { publishArticle, withdrawArticle } from '../support/made-up-store.ts'
import { ENGINES, type Service, startService } from '../support/service.ts'

const made = new MadeUpArticles()
const PATIENCE_MS = 180_000

function titled(article: MadeUp, title: string): MadeUp {
  return { ...article, meta: { ...article.meta, title } }
}

describe.each(ENGINES)('articles that come and go on %s', (engine) => {
  let service: Service

  beforeAll(async () => {
    service = await startService({ engine })
  }, PATIENCE_MS)

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  const find = async (text: string) => {
    const { knowledge } = service.app
    const found = await knowledge.search({ text, lang: 'es', today: '2026-11-23', limit: 5 })
    return found.map(({ title }) => title)
  }

  test(
    'a published text is found at once, an edited one by its new words only, a withdrawn one no more',
    async () => {
      await publishArticle(service, titled(made.article(1), 'Cómo engrasar el zurriburri'))
      expect((await find('zurriburri'))[0]).toBe('Cómo engrasar el zurriburri')
      await publishArticle(service, titled(made.article(1, 1), 'Cómo pintar el chirimbolo'))
      expect((await find('chirimbolo'))[0]).toBe('Cómo pintar el chirimbolo')
      expect(await find('zurriburri')).not.toContain('Cómo engrasar el zurriburri')
      await withdrawArticle(service, 'made-up-1')
      expect(await find('chirimbolo')).not.toContain('Cómo pintar el chirimbolo')
      expect(await find('cómo pintar')).not.toContain('Cómo pintar el chirimbolo')
    },
    PATIENCE_MS,
  )

  test(
    'a build amid questions loses none, and keeps what was published and withdrawn meanwhile',
    async () => {
      await publishArticle(service, titled(made.article(2), 'El trasto que se va'))
      const building = reindex(service.app)
      const state = { isBuilt: false }
      void building.finally(() => {
        state.isBuilt = true
      })
      const asked: Promise<unknown>[] = []
      const ask = () =>
        service.app.knowledge.ask({
          text: '¿desde cuándo tengo que usar verifactu?',
          today: '2026-11-23',
        })
      asked.push(ask(), ask())
      await publishArticle(service, titled(made.article(3), 'El trasto que viene'))
      asked.push(ask())
      await withdrawArticle(service, 'made-up-2')
      expect((await find('trasto'))[0]).toBe('El trasto que viene')
      expect(await find('trasto')).not.toContain('El trasto que se va')
      while (!state.isBuilt) {
        const answer = await ask()
        expect(answer.cited?.slug).toBe('verifactu-who-when')
      }
      await building
      expect(await Promise.all(asked)).toHaveLength(3)
      expect((await find('trasto'))[0]).toBe('El trasto que viene')
    },
    PATIENCE_MS,
  )
})
