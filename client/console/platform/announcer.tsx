import { Signal, useSignal } from './signal.ts'

const said = new Signal<{ text: string; count: number }>({ text: '', count: 0 })

/** Tells screen readers something, politely and once; nothing is seen and the focus stays. */
export function announce(text: string): void {
  said.set({ text, count: said.get().count + 1 })
}

export function Announcer() {
  const { text, count } = useSignal(said)
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      <span key={count}>{text}</span>
    </div>
  )
}
