import { Rephraser } from '../../../../server/knowledge/rephrasing/rephraser.ts'
import type { Material } from '../../../../server/knowledge/rephrasing/verify.ts'
import type { Logger } from '../../../../server/platform/log.ts'
import { startLanguageModel, type TestModel } from '../../../support/language-model.ts'

export const KEY = 'sk-canary-4711'
export const LONG_MS = 3_500

export const MATERIAL: Material = {
  lang: 'es',
  question: '¿cuánto tiempo guardo las facturas?',
  extract: 'Guarda las facturas 4 años.',
  passages: [
    {
      id: 'p1',
      title: 'Conservar las facturas',
      heading: '¿Cuánto tiempo?',
      text: 'Guarda las facturas 4 años. La Agencia Tributaria puede pedirlas en ese plazo.',
    },
  ],
}
/** What the faithful model makes of it. */
export const SHOWN =
  'La Agencia Tributaria puede pedirlas en ese plazo. Guarda las facturas 4 años.'

export type Rig = { model: TestModel; rephraser: Rephraser; log: Logger; logged: unknown[] }

/** A rephraser before a real server that stands for a model. */
export async function makeRig(): Promise<Rig> {
  const model = await startLanguageModel()
  const logged: unknown[] = []
  const keep = (...entry: unknown[]) => void logged.push(entry)
  const log: Logger = { debug: keep, info: keep, warn: keep, error: keep, child: () => log }
  const settings = { url: new URL(model.url), model: 'small', key: KEY }
  return { model, rephraser: new Rephraser(settings, log), log, logged }
}
