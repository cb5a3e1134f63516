// From starting the process to listening and being able to answer, with the articles already imported.
import { median, round, startProduct, table } from './lib.mjs'

const STARTS = 7

export async function run() {
  const first = await startProduct()
  const { dataDir } = first
  await first.stop()
  const times = []
  let last = first
  for (let index = 0; index < STARTS; index++) {
    last = await startProduct({ DATA_DIR: dataDir })
    times.push(last.startMs)
    if (index < STARTS - 1) await last.stop()
  }
  const memory = last.rssMb()
  await last.remove()
  table('Cold start', [
    {
      'first start, empty data folder, ms': Math.round(first.startMs),
      'ready to answer, p50 ms': Math.round(median(times)),
      goal: '≤ 1,000 ms (500)',
      'RSS MB': round(memory, 0),
    },
  ])
}
