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

/** What receipts add to every daily sum, added up one by one: one write to the database for each sum, however many receipts there are. */
export class UsageSums {
  private readonly providers = new Sums()
  private readonly accounts = new Sums()
  private readonly keys = new Map<string, KeyDay>()
  private readonly allowances = new Map<string, AllowanceDay>()

  /** A credit note takes from the charge and is no request. */
  add({ receipt, listNano }: Listed): void {
    const { kind, service, provider, account, inputUnits, outputUnits, chargeNano } = receipt
    const { day } = placeOf(receipt.startedAt)
    const covered = receipt.coveredInput + receipt.coveredOutput
    const requests = kind === 'usage' ? 1 : 0
    const amounts = { requests, inputUnits, outputUnits, covered, chargeNano, listNano }
    this.providers.add({ scope: 'provider', day, key: provider, service }, amounts)
    this.accounts.add({ scope: 'account', day, key: account, service }, amounts)
    this.addToKey(receipt, day, requests)
    this.addToAllowance(receipt, day)
  }

  private addToKey({ keyPrefix: prefix, chargeNano }: NewReceipt, day: string, requests: number): void {
    if (prefix === null) return
    const name = `${prefix} ${day}`
    const sum = this.keys.get(name) ?? { prefix, day, requests: 0, chargeNano: 0n }
    this.keys.set(name, sum)
    sum.requests += requests
    sum.chargeNano += chargeNano
  }

  private addToAllowance({ account, periodIndex: index, fromRolled, fromFresh }: NewReceipt, day: string): void {
    if (index === null || fromRolled + fromFresh === 0n) return
    const name = `${account} ${index} ${day}`
    const sum = this.allowances.get(name) ?? { account, index, day, rolled: 0n, fresh: 0n }
    this.allowances.set(name, sum)
    sum.rolled += fromRolled
    sum.fresh += fromFresh
  }

  /** Days of services, providers and accounts. */
  usageDays(): DaySum[] {
    const services = new Sums()
    // Providers are the fewest whose sums hold everything.
    for (const sum of this.providers.all()) services.add({ ...sum, scope: 'service', key: '' }, sum)
    return [services, this.providers, this.accounts].flatMap((sums) => sums.all())
  }

  keyDays = (): KeyDay[] => [...this.keys.values()]

  /** What is taken of allowances. */
  allowanceDays = (): AllowanceDay[] => [...this.allowances.values()]
}

/** What receipts add to the months of members: of keys that were given to one, and of usage only. A credit note gives no room again. */
export class MemberSums {
  private readonly sums = new Map<string, MemberMonthRow>()

  add({ keyPrefix: prefix, month, service, inputUnits, outputUnits, chargeNano }: NewReceipt, held?: KeyOwner): void {
    if (prefix === null || !held?.member) return
    const name = `${prefix} ${month}`
    const { owner, member } = held
    const sum = this.sums.get(name) ?? { owner, member, month, prefix, requests: 0n, chargeNano: 0n, tokens: 0n }
    this.sums.set(name, sum)
    sum.requests += 1n
    sum.chargeNano += chargeNano
    sum.tokens += isService(service) && isCovered(service) ? inputUnits + outputUnits : 0n
  }

  months = (): MemberMonthRow[] => [...this.sums.values()]
}

/** The sums of a list of receipts. */
export function sumsOf(listed: Iterable<Listed>): UsageSums {
  const sums = new UsageSums()
  for (const one of listed) sums.add(one)
  return sums
}
