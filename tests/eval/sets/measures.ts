/** A question's best text: whether it was right, and how sure the engine was. */
export type Judged = { isRight: boolean; isAnswerable: boolean; confidence: number }

/**
 * How well confidence tells right from wrong (area under the ROC curve): the chance that a right answer got
 * a higher one than a wrong one, by ranks; ties count half. NaN without both kinds.
 */
export function auroc(judged: readonly Judged[]): number {
  const sorted = [...judged].sort((one, other) => one.confidence - other.confidence)
  const right = judged.filter(({ isRight }) => isRight).length
  const wrong = judged.length - right
  let rankSum = 0
  for (let from = 0; from < sorted.length; ) {
    let to = from
    while (sorted[to]?.confidence === sorted[from]?.confidence && to < sorted.length) to++
    const tied = sorted.slice(from, to).filter(({ isRight }) => isRight).length
    rankSum += (tied * (from + 1 + to)) / 2
    from = to
  }
  return (rankSum - (right * (right + 1)) / 2) / (right * wrong)
}

/**
 * The largest share of the answerable questions that can be answered while this share of all answers is
 * right; a question that nothing answers is a wrong answer too.
 */
export function coverageAt(precision: number, judged: readonly Judged[]): number {
  const sorted = [...judged].sort((one, other) => other.confidence - one.confidence)
  const answerable = judged.filter(({ isAnswerable }) => isAnswerable).length
  let right = 0
  let asked = 0
  let most = 0
  for (const [at, one] of sorted.entries()) {
    right += Number(one.isRight)
    asked += Number(one.isAnswerable)
    // A threshold takes all of the same confidence or none.
    if (sorted[at + 1]?.confidence === one.confidence) continue
    if (right >= precision * (at + 1)) most = asked
  }
  return most / answerable
}
