import type { Address } from 'viem'
import { budgetInForce, usedOn } from '../../../lib/domain/budget'
import { greater, lesser, quoteCxpt, usdOf } from '../../../lib/domain/money'
import type { Pause } from '../../../lib/domain/pause'
import { apportion, type Shares, type Split } from '../../../lib/domain/split'
import { DAY, utcDay } from '../../../lib/domain/time'

/** `Vault.accountOf`: wei, micro-USD, seconds and UTC day numbers. */
export type Account = {
  balance: bigint
  spent: bigint
  meteredUsd: bigint
  budgeted: boolean
  withdrawn: bigint
  pending: bigint
  unlockAt: bigint
  budgetUsd: bigint
  usedUsd: bigint
  usedDay: bigint
  nextBudgetUsd: bigint
  nextBudgetDay: bigint
}

export type Usage = { user: Address; cumulativeUsd: bigint }
export type Settled = { user: Address; usd: bigint; amount: bigint; isClamped: boolean }

export class Refused extends Error {}

const NOTICE = DAY

/** The Vault's own arithmetic, so that what the chain must hold is known before it is asked. */
export class Credits {
  readonly accounts = new Map<Address, Account>()
  credits = 0n
  revenue = 0n
  loaded = 0n
  spent = 0n
  split: Split = { burn: 0, protocol: 0, operations: 0, provider: 0 }
  spendPause: Pause = { from: 0n, until: 0n }
  dailyCapUsd = 0n
  usedUsd = 0n
  usedDay = 0n

  of(user: Address): Account {
    const known = this.accounts.get(user)
    if (known) return known
    const account = emptyAccount()
    this.accounts.set(user, account)
    return account
  }

  availableOf(user: Address): bigint {
    const { balance, pending } = this.of(user)
    return balance - lesser(pending, balance)
  }

  isSpendPaused(time: bigint): boolean {
    return time < this.spendPause.until
  }

  deposit(to: Address, amount: bigint): void {
    if (amount <= 0n) throw new Refused('ZeroAmount')
    this.of(to).balance += amount
    this.credits += amount
    this.loaded += amount
  }

  requestWithdrawal(user: Address, amount: bigint, time: bigint): void {
    const account = this.of(user)
    if (amount > account.balance) throw new Refused('Insufficient')
    account.pending = amount
    account.unlockAt = amount === 0n ? 0n : time + NOTICE
  }

  withdraw(user: Address, time: bigint): bigint {
    const account = this.of(user)
    if (account.pending === 0n) throw new Refused('NoRequest')
    if (time < account.unlockAt) throw new Refused('NotUnlocked')
    const amount = lesser(account.pending, account.balance)
    account.balance -= amount
    account.withdrawn += amount
    account.pending = 0n
    account.unlockAt = 0n
    this.credits -= amount
    return amount
  }

  setBudget(user: Address, usdPerDay: bigint, time: bigint): void {
    const account = this.of(user)
    const inForce = budgetInForce(account, utcDay(time))
    if (usdPerDay === 0n || (inForce !== 0n && usdPerDay >= inForce)) {
      Object.assign(account, {
        budgeted: usdPerDay !== 0n,
        budgetUsd: usdPerDay,
        nextBudgetUsd: 0n,
        nextBudgetDay: 0n,
      })
      return
    }
    const nextBudgetDay = (time + NOTICE + DAY - 1n) / DAY
    Object.assign(account, { budgeted: true, budgetUsd: inForce, nextBudgetUsd: usdPerDay, nextBudgetDay })
  }

  /** Of a plan, from available credits: `Vault.charge`. */
  charge(user: Address, usd: bigint, price: bigint, maxIn: bigint, time: bigint): bigint {
    if (this.isSpendPaused(time)) throw new Refused('Paused')
    const paid = quoteCxpt(usd, price)
    if (paid > maxIn) throw new Refused('Slippage')
    if (paid > this.availableOf(user)) throw new Refused('Insufficient')
    const account = this.of(user)
    account.balance -= paid
    account.spent += paid
    this.earn(paid)
    return paid
  }

  settle(usages: readonly Usage[], price: bigint, time: bigint): Settled[] {
    if (this.isSpendPaused(time)) throw new Refused('Paused')
    const today = utcDay(time)
    const used = this.usedDay === today ? this.usedUsd : 0n
    let [asked, taken] = [0n, 0n]
    const settled = usages.flatMap((usage) => {
      const entry = this.meter(usage, price, today)
      if (!entry) return []
      asked += entry.due
      taken += entry.usd
      return [entry]
    })
    if (asked > greater(this.dailyCapUsd - used, 0n)) throw new Refused('CapExceeded')
    this.usedUsd = used + taken
    this.usedDay = today
    this.earn(settled.reduce((sum, { amount }) => sum + amount, 0n))
    return settled
  }

  distribute(): Shares {
    if (this.revenue === 0n) throw new Refused('ZeroAmount')
    const shares = apportion(this.split, this.revenue)
    this.revenue = 0n
    return shares
  }

  private meter({ user, cumulativeUsd }: Usage, price: bigint, today: bigint) {
    const account = this.of(user)
    let due = greater(cumulativeUsd - account.meteredUsd, 0n)
    const budget = budgetInForce(account, today)
    // 0 in force is no limit: a first budget begins on a later day.
    if (budget !== 0n) due = lesser(due, greater(budget - usedOn(account, today), 0n))
    if (due === 0n) return null
    let [usd, amount] = [due, quoteCxpt(due, price)]
    const isClamped = amount > account.balance
    if (isClamped) [usd, amount] = [usdOf(account.balance, price), account.balance]
    if (usd === 0n) return null
    account.balance -= amount
    account.spent += amount
    account.meteredUsd += usd
    if (account.budgeted) {
      account.usedUsd = usedOn(account, today) + usd
      account.usedDay = today
    }
    return { user, due, usd, amount, isClamped }
  }

  private earn(amount: bigint): void {
    this.credits -= amount
    this.revenue += amount
    this.spent += amount
  }
}

function emptyAccount(): Account {
  return {
    balance: 0n,
    spent: 0n,
    meteredUsd: 0n,
    budgeted: false,
    withdrawn: 0n,
    pending: 0n,
    unlockAt: 0n,
    budgetUsd: 0n,
    usedUsd: 0n,
    usedDay: 0n,
    nextBudgetUsd: 0n,
    nextBudgetDay: 0n,
  }
}
