import type { Address, Hex } from 'viem'
import type { reasons } from '../../../lib/db/schema'
import { operationId } from '../../../lib/domain/operation'
import { reasonHash, refOf } from '../../../lib/domain/reason'
import { dateOf } from '../../../lib/domain/time'

/** A sentence behind an operation; `time` in seconds. */
export type GivenReason = { time: bigint; author: Address; target: Address; data: Hex; text: string }

/** As the console would have kept it: for the operation, and by the reference where the call has one. */
export function reasonRows(given: readonly GivenReason[]): (typeof reasons.$inferInsert)[] {
  return given.flatMap(({ time, author, target, data, text }) => {
    const id = operationId(author, target, data)
    const row = { text, author: author.toLowerCase() as Hex, base: null, createdAt: dateOf(time) }
    const ofOperation = { ...row, hash: reasonHash(id, text), operationId: id }
    const ref = refOf(text)
    return data.endsWith(ref.slice(2)) ? [ofOperation, { ...row, hash: ref, operationId: null }] : [ofOperation]
  })
}
