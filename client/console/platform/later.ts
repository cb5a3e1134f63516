/** Runs `work` once, `waitMs` after the first of several calls: many events, one refresh. */
export function later(work: () => void, waitMs: number): () => void {
  let isWaiting = false
  return () => {
    if (isWaiting) return
    isWaiting = true
    setTimeout(() => {
      isWaiting = false
      work()
    }, waitMs)
  }
}
