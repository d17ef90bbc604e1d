import type { NewReceipt } from '../db/metering-receipt-rows'
import type { DaySum, KeyDay } from '../db/metering-sum-rows'

const SCOPES = [
  ['service', () => ''],
  ['provider', (r: NewReceipt) => r.provider],
  ['account', (r: NewReceipt) => r.account],
] as const

/** A receipt with what the same usage costs at the list price, nano-USD. */
export type Listed = { receipt: NewReceipt; listNano: bigint }

const dayOf = (receipt: NewReceipt) => receipt.startedAt.toISOString().slice(0, 10)

/** What receipts add to the daily sums. A credit note takes from the charge and is no request. */
export function usageSums(listed: readonly Listed[]): DaySum[] {
  const sums = new Map<string, DaySum>()
  for (const { receipt, listNano } of listed) {
    const day = dayOf(receipt)
    for (const [scope, keyOf] of SCOPES) {
      const key = keyOf(receipt)
      const name = `${scope} ${day} ${key} ${receipt.service}`
      let sum = sums.get(name)
      if (!sum) {
        const zero = { requests: 0, inputUnits: 0n, outputUnits: 0n, covered: 0n, chargeNano: 0n, listNano: 0n }
        sum = { scope, day, key, service: receipt.service, ...zero }
        sums.set(name, sum)
      }
      sum.requests += receipt.kind === 'usage' ? 1 : 0
      sum.inputUnits += receipt.inputUnits
      sum.outputUnits += receipt.outputUnits
      sum.covered += receipt.coveredInput + receipt.coveredOutput
      sum.chargeNano += receipt.chargeNano
      sum.listNano += listNano
    }
  }
  return [...sums.values()]
}

/** What receipts add to the days of API keys. */
export function keySums(receipts: readonly NewReceipt[]): KeyDay[] {
  const sums = new Map<string, KeyDay>()
  for (const receipt of receipts) {
    if (receipt.keyPrefix === null) continue
    const day = dayOf(receipt)
    const name = `${receipt.keyPrefix} ${day}`
    const sum = sums.get(name) ?? { prefix: receipt.keyPrefix, day, requests: 0, chargeNano: 0n }
    sums.set(name, sum)
    sum.requests += receipt.kind === 'usage' ? 1 : 0
    sum.chargeNano += receipt.chargeNano
  }
  return [...sums.values()]
}
