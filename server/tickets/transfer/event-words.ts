import type { Context } from '../../platform/context.ts'
import { inLang, texts } from '../../platform/i18n.ts'

/** Offices and reasons of an event about a referral, for the words of the history. */
export function referralValues(
  ctx: Context,
  data: Record<string, unknown>,
): { office: string; from: string; toOffice: string; reason: string } {
  const t = texts(ctx.lang)
  const name = (slug: unknown) => {
    const office = typeof slug === 'string' ? ctx.app.offices.bySlug(slug) : undefined
    return office ? inLang(office.name, ctx.lang) : ''
  }
  const { reason, refusal } = data
  return {
    office: name(data['office']),
    from: name(data['from']),
    toOffice: name(data['to']),
    reason: refusal
      ? t(`transfer.refusal.${String(refusal)}`)
      : t(`transfer.reason.${String(reason)}`),
  }
}
