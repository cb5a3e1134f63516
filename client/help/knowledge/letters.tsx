import type { Frame } from '../layout/frame.ts'

/** Ways to each letter of a long list; letters without entries are left out, for they would lead nowhere. */
export function Letters({ frame, letters }: { frame: Frame; letters: string[] }) {
  return (
    <nav class="letters" aria-label={frame.t('help.index.letters')}>
      <ul>
        {letters.map((letter) => (
          <li key={letter}>
            <a href={`#${anchorOf(letter)}`}>{letter}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** No slug nor key of a term holds an underscore. */
export function anchorOf(letter: string): string {
  return `p-letter_${letter.toLowerCase()}`
}
