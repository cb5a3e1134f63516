import type { Context } from '../../platform/context.ts'
import { topicLabel } from './choices.ts'

/** European English, as elsewhere in the product. */
const LOCALES = { es: 'es-ES', en: 'en-GB' } as const

/** What the sentences about changed properties are filled with. */
export function propertyWords(
  ctx: Context,
  data: Record<string, unknown>,
): Record<string, string | number> {
  const { added, removed } = data as { added?: string[]; removed?: string[] }
  const topic = data['topic']
  return {
    priority: String(data['priority'] ?? 'normal'),
    topic: typeof topic === 'string' ? topicLabel(ctx, topic) : 'none',
    added: added?.join(', ') ?? '',
    removed: removed?.join(', ') ?? '',
    addedCount: added?.length ?? 0,
    removedCount: removed?.length ?? 0,
    until: untilWords(ctx, data),
  }
}

/** "martes, 3 de diciembre, 9:00" in the office's time, or `reply`. */
function untilWords({ lang }: Context, { until, zone }: Record<string, unknown>): string {
  if (typeof until !== 'string' || until === 'reply') return 'reply'
  return new Intl.DateTimeFormat(LOCALES[lang], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: String(zone),
  }).format(new Date(until))
}
