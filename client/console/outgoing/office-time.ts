/** How far the zone's clock is ahead of UTC at a moment. */
function offsetMs(timeZone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return shown - Math.floor(at.getTime() / 1_000) * 1_000
}

/**
 * The moment at which the zone's clock shows `local` ("2026-11-24T09:00"); without a zone the reader's
 * clock counts. In the hour that a spring night leaves out it is the moment after.
 */
export function instantAt(local: string, timeZone: string | undefined): Date {
  if (timeZone === undefined) return new Date(local)
  const asUtc = Date.parse(`${local}Z`)
  const guess = asUtc - offsetMs(timeZone, new Date(asUtc))
  return new Date(asUtc - offsetMs(timeZone, new Date(guess)))
}
