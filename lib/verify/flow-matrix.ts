import type { AccountBalance, Flow } from '../db/report-rows'
import type { AccountName } from '../domain/buckets'
import type { Month } from '../domain/month'

type Sum = { from: AccountName; to: AccountName; wei: bigint; entries: number }
export type Side = { bucket: AccountName; owner: string }

/** What went between accounts, by month: everything a roll-forward of any of them needs. */
export class FlowMatrix {
  private readonly months = new Map<Month, Map<string, Sum>>()
  private readonly balances = new Map<string, AccountBalance>()

  add(month: Month, from: Side, to: Side, wei: bigint): void {
    const sums = this.months.get(month) ?? new Map<string, Sum>()
    this.months.set(month, sums)
    const key = `${from.bucket} ${to.bucket}`
    const sum = sums.get(key) ?? { from: from.bucket, to: to.bucket, wei: 0n, entries: 0 }
    sum.wei += wei
    sum.entries += 1
    sums.set(key, sum)
    this.move(from, -wei)
    this.move(to, wei)
  }

  private move({ bucket, owner }: Side, wei: bigint): void {
    const key = `${bucket} ${owner}`
    const balance = this.balances.get(key)
    if (balance) balance.amount += wei
    else this.balances.set(key, { bucket, owner, amount: wei })
  }

  /** Every account that was ever used, with what it has after everything so far. */
  accounts = (): AccountBalance[] => [...this.balances.values()]

  /** Flows of the months `first` to `last`, and of all before. */
  between(first: Month, last: Month): Flow[] {
    const flows = new Map<string, Flow>()
    for (const [month, sums] of this.months) {
      if (month > last) continue
      for (const [key, { from, to, wei, entries }] of sums) {
        const flow = flows.get(key) ?? { from, to, before: 0n, during: 0n, entries: 0 }
        flows.set(key, flow)
        if (month < first) flow.before += wei
        else {
          flow.during += wei
          flow.entries += entries
        }
      }
    }
    return [...flows.values()]
  }
}
