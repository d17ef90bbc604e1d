import type { MemberMonthRow } from '../db/member-rows'
import type { KeyOwner } from '../db/metering-account-rows'
import type { NewReceipt } from '../db/metering-receipt-rows'
import type { AllowanceDay, DaySum, KeyDay } from '../db/metering-sum-rows'
import { isCovered, isService } from '../domain/service'
import { placeOf } from './months'

/** A receipt with what the same usage costs at the list price, nano-USD. */
export type Listed = { receipt: NewReceipt; listNano: bigint }

type Amounts = Omit<DaySum, 'scope' | 'day' | 'key' | 'service'>
type Place = Pick<DaySum, 'scope' | 'day' | 'key' | 'service'>

/** Sums by place, in the order in which places came. */
class Sums {
  private readonly sums = new Map<string, DaySum>()

  add({ scope, day, key, service }: Place, amounts: Amounts): void {
    const name = `${day}${service} ${key}`
    const sum = this.sums.get(name)
    if (!sum) {
      this.sums.set(name, { ...amounts, scope, day, key, service })
      return
    }
    sum.requests += amounts.requests
    sum.inputUnits += amounts.inputUnits
    sum.outputUnits += amounts.outputUnits
    sum.covered += amounts.covered
    sum.chargeNano += amounts.chargeNano
    sum.listNano += amounts.listNano
  }

  all = (): DaySum[] => [...this.sums.values()]
}

/** What receipts add to the daily sums. A credit note takes from the charge and is no request. */
export function usageSums(listed: readonly Listed[]): DaySum[] {
  const [services, providers, accounts] = [new Sums(), new Sums(), new Sums()]
  for (const { receipt, listNano } of listed) {
    const { kind, service, startedAt, provider, account, inputUnits, outputUnits, chargeNano } = receipt
    const { day } = placeOf(startedAt)
    const covered = receipt.coveredInput + receipt.coveredOutput
    const amounts = { requests: kind === 'usage' ? 1 : 0, inputUnits, outputUnits, covered, chargeNano, listNano }
    providers.add({ scope: 'provider', day, key: provider, service }, amounts)
    accounts.add({ scope: 'account', day, key: account, service }, amounts)
  }
  // Providers are the fewest whose sums hold everything.
  for (const sum of providers.all()) services.add({ ...sum, scope: 'service', key: '' }, sum)
  return [services, providers, accounts].flatMap((sums) => sums.all())
}

/** What receipts add to the days of API keys. */
export function keySums(receipts: readonly NewReceipt[]): KeyDay[] {
  const sums = new Map<string, KeyDay>()
  for (const receipt of receipts) {
    if (receipt.keyPrefix === null) continue
    const { day } = placeOf(receipt.startedAt)
    const name = `${receipt.keyPrefix} ${day}`
    const sum = sums.get(name) ?? { prefix: receipt.keyPrefix, day, requests: 0, chargeNano: 0n }
    sums.set(name, sum)
    sum.requests += receipt.kind === 'usage' ? 1 : 0
    sum.chargeNano += receipt.chargeNano
  }
  return [...sums.values()]
}

/** What receipts add to the months of members: of keys that were given to one, and of usage only. A credit note gives no room again. */
export function memberSums(receipts: readonly NewReceipt[], owners: ReadonlyMap<string, KeyOwner>): MemberMonthRow[] {
  const sums = new Map<string, MemberMonthRow>()
  for (const { keyPrefix: prefix, month, service, inputUnits, outputUnits, chargeNano } of receipts) {
    const held = prefix === null ? undefined : owners.get(prefix)
    if (prefix === null || !held?.member) continue
    const name = `${prefix} ${month}`
    const { owner, member } = held
    const sum = sums.get(name) ?? { owner, member, month, prefix, requests: 0n, chargeNano: 0n, tokens: 0n }
    sums.set(name, sum)
    sum.requests += 1n
    sum.chargeNano += chargeNano
    sum.tokens += isService(service) && isCovered(service) ? inputUnits + outputUnits : 0n
  }
  return [...sums.values()]
}

/** What receipts take of allowances, by day. */
export function allowanceSums(receipts: readonly NewReceipt[]): AllowanceDay[] {
  const sums = new Map<string, AllowanceDay>()
  for (const { account, periodIndex: index, startedAt, fromRolled, fromFresh } of receipts) {
    if (index === null || fromRolled + fromFresh === 0n) continue
    const { day } = placeOf(startedAt)
    const name = `${account} ${index} ${day}`
    const sum = sums.get(name) ?? { account, index, day, rolled: 0n, fresh: 0n }
    sums.set(name, sum)
    sum.rolled += fromRolled
    sum.fresh += fromFresh
  }
  return [...sums.values()]
}
