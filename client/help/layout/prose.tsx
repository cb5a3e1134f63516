/** Plain text from the locale files as paragraphs; lines that begin with "- " make a list. */
export function Prose({ text }: { text: string }) {
  return (
    <>
      {blocksOf(text).map((block) =>
        block.isList ? (
          <ul key={block.lines[0]}>
            {block.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : (
          <p key={block.lines[0]}>{block.lines[0]}</p>
        ),
      )}
    </>
  )
}

type Block = { isList: boolean; lines: string[] }

function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  for (const line of text.split('\n')) {
    const isList = line.startsWith('- ')
    const last = blocks.at(-1)
    if (isList && last?.isList) last.lines.push(line.slice(2))
    else blocks.push({ isList, lines: [isList ? line.slice(2) : line] })
  }
  return blocks
}
