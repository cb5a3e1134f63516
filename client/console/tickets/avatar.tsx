import { initialsOf } from './names.ts'

/** First letters of a name in a circle: decoration beside the name itself. */
export function Avatar({ name, isMine = false }: { name: string; isMine?: boolean }) {
  return (
    <span className="avatar" data-mine={isMine || undefined} aria-hidden="true">
      {initialsOf(name)}
    </span>
  )
}
