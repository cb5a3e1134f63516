import { Signal } from '../platform/signal.ts'

/** Which of the open ticket's properties is being changed. */
export const propertyDialog = new Signal<'tags' | 'snooze' | null>(null)

export const closePropertyDialog = () => propertyDialog.set(null)
