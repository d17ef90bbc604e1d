import type { StoredReceipt } from '../db/metering-receipt-rows'
import type { ErrorCode } from '../errors/table'
import type { ReceiptInput } from './receipt-input'

/** What became of one receipt of a batch. Amounts in nano-USD, units as metered. */
export type ReceiptResult =
  | {
      requestId: string
      status: 'accepted' | 'duplicate'
      chargeNano: bigint
      coveredInput: bigint
      coveredOutput: bigint
    }
  | { requestId: string | null; status: 'refused'; code: ErrorCode; field?: string }

const SAME = ['account', 'provider', 'service', 'inputUnits', 'outputUnits'] as const

/** The answer for an id that is stored already: the stored result when it is the same request, a refusal when it is another. */
export function resultOfStored(input: ReceiptInput, stored: StoredReceipt): ReceiptResult {
  const isSame =
    stored.kind === 'usage' &&
    SAME.every((name) => input[name] === stored[name]) &&
    input.apiKey === stored.keyPrefix &&
    input.startedAt.getTime() === stored.startedAt.getTime() &&
    input.endedAt.getTime() === stored.endedAt.getTime()
  if (!isSame) return { requestId: input.requestId, status: 'refused', code: 'REQUEST_ID_TAKEN' }
  return resultOf('duplicate', stored)
}

export function resultOf(status: 'accepted' | 'duplicate', stored: StoredReceipt): ReceiptResult {
  const { requestId, chargeNano, coveredInput, coveredOutput } = stored
  return { requestId, status, chargeNano, coveredInput, coveredOutput }
}
