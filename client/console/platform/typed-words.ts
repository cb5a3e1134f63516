import { useEffect, useRef, useState } from 'react'

const PAUSE_MS = 300

/** What is typed goes into the address after a pause, and the address into the field. `go` stays the same. */
export function useTypedWords(
  inAddress: string,
  go: (words: string) => void,
): { words: string; write(next: string): void } {
  const [words, setWords] = useState(inAddress)
  const sent = useRef(inAddress)
  useEffect(() => {
    if (inAddress === sent.current) return
    sent.current = inAddress
    setWords(inAddress)
  }, [inAddress])
  useEffect(() => {
    const next = words.trim()
    if (next === sent.current) return
    const timer = setTimeout(() => {
      sent.current = next
      go(next)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [words, go])
  return { words, write: setWords }
}
