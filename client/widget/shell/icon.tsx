import type { IconX } from '@tabler/icons-preact'

/** A picture beside words that say the same, so that screen readers pass over it. */
export function Icon({ of: Picture, size = 20 }: { of: typeof IconX; size?: number }) {
  return <Picture size={size} stroke="1.9" aria-hidden="true" focusable="false" />
}
