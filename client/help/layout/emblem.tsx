import type { Frame } from './frame.ts'

const WIDTH_PER_HEIGHT = 1.5

/** The European emblem, a file of its own: what it stands for is written beside it, never in it. */
export function Emblem({ frame, height }: { frame: Frame; height: number }) {
  if (!frame.files.emblem) return null
  return (
    <img
      class="emblem"
      src={frame.files.emblem}
      alt={frame.t('help.funding.emblem')}
      width={height * WIDTH_PER_HEIGHT}
      height={height}
    />
  )
}
