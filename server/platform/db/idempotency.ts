import { type Context, nowText } from '../context.ts'
import { Problem } from '../problem.ts'
import type { Tx } from './database.ts'

/**
 * Runs `work` once per `Idempotency-Key` of a caller: a repeat gets the first result back, also after
 * a restart and also when both arrive together. The result must survive JSON.
 * @throws idempotency-key-reused (422) when the same key comes with another request
 */
export async function once<T>(ctx: Context, tx: Tx, work: () => Promise<T>): Promise<T> {
  const claim = ctx.idempotency
  if (!claim) return work()
  const won = await tx.db
    .insertInto('idempotency_keys')
    .values({
      scope: claim.scope,
      key: claim.key,
      request_hash: claim.requestHash,
      result: '',
      created_at: nowText(ctx),
    })
    .onConflict((conflict) => conflict.columns(['scope', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst()
  if (!won) return earlierResult<T>(tx, claim)
  const result = await work()
  await tx.db
    .updateTable('idempotency_keys')
    .set({ result: JSON.stringify(result ?? null) })
    .where('scope', '=', claim.scope)
    .where('key', '=', claim.key)
    .execute()
  return result
}

async function earlierResult<T>(tx: Tx, claim: NonNullable<Context['idempotency']>): Promise<T> {
  const earlier = await tx.db
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'result'])
    .where('scope', '=', claim.scope)
    .where('key', '=', claim.key)
    .executeTakeFirstOrThrow()
  if (earlier.request_hash !== claim.requestHash) throw new Problem('idempotency-key-reused', 422)
  return JSON.parse(earlier.result) as T
}

/** Keys are kept for a day (faults.md §6: same key, same answer for 24 h). */
export async function forgetOldKeys(tx: Tx, before: Date): Promise<void> {
  await tx.db
    .deleteFrom('idempotency_keys')
    .where('created_at', '<', before.toISOString())
    .execute()
}
