import type { WidgetConfig } from '../contract/offices.ts'
import { popularGuides } from '../knowledge/service.ts'
import { widgetConfig } from '../offices/service.ts'
import type { Context } from '../platform/context.ts'
import { CONSENT_VERSION } from './handover.ts'

const POPULAR_SHOWN = 3

/** What the chat of an office's website shows before the first message. Stores nothing. */
export async function readWidgetConfig(
  ctx: Context,
  office: string | undefined,
): Promise<WidgetConfig> {
  return {
    ...widgetConfig(ctx, office),
    lang: ctx.lang,
    popular: await popularGuides(ctx, POPULAR_SHOWN),
    consentVersion: CONSENT_VERSION,
    privacyUrl: `${ctx.app.publicUrl()}/${ctx.lang}/privacy`,
  }
}
