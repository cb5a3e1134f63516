import { Kbd } from '@mantine/core'

/** The key beside what it does; not read out, as `?` lists them all. */
export function KeyHint({ name }: { name: string }) {
  return (
    <Kbd className="key-hint" aria-hidden="true">
      {name}
    </Kbd>
  )
}
