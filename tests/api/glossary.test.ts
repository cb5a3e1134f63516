import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bumpGeneration } from '../../server/knowledge/store.ts'
import { type Service, startService } from '../support/service.ts'

const PUBLIC_URL = 'https://ayuda.example'

describe('the glossary', () => {
  let service: Service

  beforeAll(async () => {
    service = await startService({ environment: { PUBLIC_URL } })
  })

  afterAll(async () => {
    expect(service.errors).toEqual([])
    await service.close()
  })

  const get = (path: string, headers?: Record<string, string>) =>
    service.anonymous.get(path, headers)

  test('a guide explains its terms without scripts, and leads to the glossary', async () => {
    const { text } = await get('/es/articles/ransomware-response')
    const marks = [...text.matchAll(/<button type="button" class="term" popovertarget="(\w+)"/g)]
    expect(marks.length).toBeGreaterThan(2)
    expect(new Set(marks.map(([, id]) => id)).size).toBe(marks.length)
    const glossary = (await get('/es/glossary')).text
    for (const [, id = ''] of marks) {
      expect(text).toContain(`<span class="term-note" id="${id}" popover>`)
      const key = id.replace('term_', '')
      expect(text).toContain(`href="/es/glossary#${key}"`)
      expect(glossary).toContain(`<div id="${key}" class="glossary-term">`)
    }
    expect(text).toContain('<a href="/es/glossary">Glosario</a>')
    expect((await get('/api/v1/articles/ransomware-response')).json.html).not.toContain('popover')
  })

  test('the glossary lists every term by its letter, in its language', async () => {
    const [spanish, english] = [await get('/es/glossary'), await get('/en/glossary')]
    const count = ({ text }: { text: string }) => text.match(/class="glossary-term"/g)?.length
    expect(count(spanish)).toBeGreaterThanOrEqual(90)
    expect(count(english)).toBe(count(spanish))
    expect(english.text).toContain('<dt>Two-step verification</dt>')
    const letters = [...spanish.text.matchAll(/href="#(p-letter_\w)"/g)].map(([, id]) => id)
    expect(letters).toEqual([...letters].sort())
    for (const id of letters) expect(spanish.text).toContain(`<h2 id="${id}"`)
    const site = (await get('/sitemap.xml')).text
    for (const lang of ['es', 'en']) expect(site).toContain(`<loc>${PUBLIC_URL}/${lang}/glossary<`)
  })

  test('a changed glossary is shown at once, in the guides too', async () => {
    const definition = 'Una frase nueva <script>alert(1)</script>.'
    const before = (await get('/es/articles/ransomware-response')).headers.get('etag') ?? ''
    await service.app.db.inTransaction(async (tx) => {
      const { texts } = await tx.db
        .selectFrom('glossary_terms')
        .select('texts')
        .where('key', '=', 'ransomware')
        .executeTakeFirstOrThrow()
      const changed = JSON.parse(texts)
      changed.es.definition = definition
      await tx.db
        .updateTable('glossary_terms')
        .set({ texts: JSON.stringify(changed) })
        .where('key', '=', 'ransomware')
        .execute()
      await bumpGeneration(tx)
    })
    for (const path of ['/es/articles/ransomware-response', '/es/glossary']) {
      const { status, text } = await get(path, { 'if-none-match': before })
      expect(status).toBe(200)
      expect(text).toContain('Una frase nueva &lt;script')
      expect(text).not.toContain('<script>alert(1)')
    }
  })
})
