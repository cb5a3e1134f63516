import type { WidgetConfig } from '../contract/offices.ts'
import { popularGuides } from '../knowledge/service.ts'
import { requireOffice, widgetConfig } from '../offices/service.ts'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/problem.ts'
import { CONSENT_VERSION } from './handover.ts'

const POPULAR_SHOWN = 3

/**
 * What the chat of an office's website shows before the first message. Stores nothing.
 * @throws unknown-office (400); foreign-origin (403) on a website that is not this office's
 */
export async function readWidgetConfig(
  ctx: Context,
  office: string | undefined,
  website?: string,
): Promise<WidgetConfig> {
  if (office !== undefined && website !== undefined) {
    const { websites } = requireOffice(ctx, office)
    if (!websites.includes(website)) throw new Problem('foreign-origin', 403)
  }
  const { guides } = await popularGuides(ctx, POPULAR_SHOWN, office)
  return {
    ...widgetConfig(ctx, office),
    lang: ctx.lang,
    popular: guides,
    consentVersion: CONSENT_VERSION,
    privacyUrl: `${ctx.app.publicUrl()}/${ctx.lang}/privacy`,
  }
}
