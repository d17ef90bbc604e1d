import type { Db } from '../db/connect'
import { AppError } from '../errors/app-error'
import { render } from '../errors/render'
import { ERRORS } from '../errors/table'
import { RateLimit } from './rate'
import { isRefused, type ReceiptInput, type RefusedInput, readReceipt } from './receipt-input'
import type { ReceiptResult } from './receipt-result'
import { countRefusal } from './refusals'
import { authorise, type SignedRequest } from './signed-request'
import { splitBody } from './usage-body'
import type { UsageWriter } from './writer'

/** As JSON: amounts and units as decimal strings. `say` is for the gateway's log. */
export type ReceiptAnswer =
  | {
      requestId: string
      status: 'accepted' | 'duplicate'
      chargeNano: string
      coveredInput: string
      coveredOutput: string
    }
  | { requestId: string | null; status: 'refused'; code: string; say: string; field?: string }

/** Batches of one key: 100 at once, 50 a second after that. */
const BATCHES = new RateLimit(100, 20)

/**
 * A batch of a gateway: who sent it, what is in it, one answer for each receipt in their order. Throws what `authorise` throws,
 * RATE_LIMITED, BAD_BODY, BODY_TOO_LARGE, USAGE_BUSY. `at`: what receipts are compared with, where that is not the machine's `now`.
 */
export async function receiveUsage(
  { db, writer }: { db: Db; writer: UsageWriter },
  request: SignedRequest,
  now: Date,
  at = now,
): Promise<ReceiptAnswer[]> {
  const { gateway, keyPrefix } = await authorise(db, request, 'usage', now)
  const seconds = BATCHES.take(keyPrefix, now.getTime())
  if (seconds > 0) throw new AppError('RATE_LIMITED', { seconds })
  const read = splitBody(request.body).map((raw) => readReceipt(raw, at))
  const good = read.filter((item): item is ReceiptInput => !isRefused(item))
  const written = await writer.write(
    good.map((input) => ({ gateway, input })),
    at,
  )
  const results = written.values()
  return read.map((item) => {
    const result: ReceiptResult | undefined = isRefused(item) ? refusalOf(item) : results.next().value
    if (!result) throw new AppError('UNEXPECTED')
    if (result.status === 'refused') countRefusal(db, at, result.code, item.service)
    return answerOf(result)
  })
}

function refusalOf({ requestId, code, field }: RefusedInput): ReceiptResult {
  return { requestId, status: 'refused', code, ...(field ? { field } : {}) }
}

function answerOf(result: ReceiptResult): ReceiptAnswer {
  if (result.status === 'refused') {
    const { field } = result
    return { ...result, say: render(ERRORS[result.code].say, field ? { field } : {}) }
  }
  const { requestId, status, chargeNano, coveredInput, coveredOutput } = result
  return {
    requestId,
    status,
    chargeNano: chargeNano.toString(),
    coveredInput: coveredInput.toString(),
    coveredOutput: coveredOutput.toString(),
  }
}
