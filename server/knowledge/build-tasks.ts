import { setPriority } from 'node:os'
import { openIndexSource } from './index-source.ts'
import { type BuiltIndexes, buildAll, keepIndexes } from './kept-index.ts'
import type { WorkerSettings } from './worker-messages.ts'

/** Behind everything that somebody waits for. */
const NICE = 10

/** Builds all indexes once, keeps them for the next start, and gives them with the memory they lie in. */
export async function buildOnce(
  where: Extract<WorkerSettings, { role: 'build' }>,
): Promise<BuiltIndexes & { memory: ArrayBuffer[] }> {
  if (!where.isWaitedFor) giveWay()
  const source = await openIndexSource(where)
  const built = await buildAll(source)
  await source.close()
  keepIndexes(where.dataDir, built)
  return { ...built, memory: [...memoryOf(built.indexes)] }
}

/** On Linux a thread has a priority of its own; elsewhere the whole process would give way. */
function giveWay(): void {
  if (process.platform !== 'linux') return
  try {
    setPriority(0, NICE)
  } catch {
    // Where that is forbidden, it builds with the same priority as others.
  }
}

/** The buffers of all typed arrays in plain data, each once: they move to another thread uncopied. */
function memoryOf(data: unknown, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(data)) {
    if (data.buffer instanceof ArrayBuffer) found.add(data.buffer)
  } else if (typeof data === 'object' && data !== null && !(data instanceof Map)) {
    for (const value of Object.values(data)) memoryOf(value, found)
  }
  return found
}
