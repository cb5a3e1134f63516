const STARS = 12
const POINTS = 5
const BLUE = '#039'
const GOLD = '#fc0'

/** Points of a five-pointed star around (x, y), one point up. */
function star(x: number, y: number, radius: number): string {
  const inner = radius * 0.382
  return Array.from({ length: POINTS * 2 }, (_, index) => {
    const angle = (index * Math.PI) / POINTS
    const reach = index % 2 ? inner : radius
    return `${(x + reach * Math.sin(angle)).toFixed(2)},${(y - reach * Math.cos(angle)).toFixed(2)}`
  }).join(' ')
}

const CIRCLE = Array.from({ length: STARS }, (_, index) => {
  const angle = (index * 2 * Math.PI) / STARS
  return star(13.5 + 6 * Math.sin(angle), 9 - 6 * Math.cos(angle), 1)
})

/** The European emblem with the proportions of its graphics guide: 3:2, stars on a third of the height. */
export function EuEmblem({ label, height = 24 }: { label: string; height?: number }) {
  return (
    <svg role="img" aria-label={label} width={height * 1.5} height={height} viewBox="0 0 27 18">
      <rect width="27" height="18" fill={BLUE} />
      {CIRCLE.map((points) => (
        <polygon key={points} points={points} fill={GOLD} />
      ))}
    </svg>
  )
}
