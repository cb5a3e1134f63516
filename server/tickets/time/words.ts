import type { Translate } from '../../platform/i18n.ts'

/** What events about time say. */
export function timeValues(
  t: Translate,
  data: Record<string, unknown>,
): { minutes: number; before: number; kind: string; verdict: string } {
  const kind = data['kind']
  const reason = data['reason']
  return {
    minutes: Number(data['minutes'] ?? 0),
    before: Number(data['before'] ?? 0),
    kind: typeof kind === 'string' ? t(`time.kind.${kind}`) : '',
    verdict: typeof reason === 'string' ? t(`time.reason.${reason}`) : 'none',
  }
}
