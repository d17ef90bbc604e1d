import type { ClaimRow, LeafAmount } from '../db/balance-rows'
import type { NotedReceipt } from '../db/served-rows'
import { greater, lesser } from '../domain/money'
import { secondsOf } from '../domain/time'
import type { NoteFlow, RewardFlow } from './sheet/customer-balances'

type Earned = {
  opening: readonly LeafAmount[]
  closing: readonly LeafAmount[]
  claims: readonly ClaimRow[]
  /** Seconds: claims before are part of the opening balance. */
  start: bigint
}

/** Referral or loyalty of each account: its leaf at both ends of the month, less what it claimed. Wei. */
export function rewardFlows(category: string, { opening, closing, claims, start }: Earned): RewardFlow[] {
  const accounts = new Map<string, { before: bigint; after: bigint; claimedBefore: bigint; claimed: bigint }>()
  const at = (account: string) => {
    const sums = accounts.get(account) ?? { before: 0n, after: 0n, claimedBefore: 0n, claimed: 0n }
    accounts.set(account, sums)
    return sums
  }
  for (const { account, cumulative } of opening) at(account).before = cumulative
  for (const { account, cumulative } of closing) at(account).after = cumulative
  for (const { account, at: time, wei } of claims) {
    if (secondsOf(time) < start) at(account).claimedBefore += wei
    else at(account).claimed += wei
  }
  return [...accounts].map(([account, { before, after, claimedBefore, claimed }]) => ({
    ...{ account, category, opening: before - claimedBefore, claimed },
    earned: greater(after - before, 0n),
    clawedBack: greater(before - after, 0n),
  }))
}

/** Credit notes of each account before a day and from it on: given, and used up by later usage. nano-USD. */
export function noteFlows(receipts: readonly NotedReceipt[], startDay: string): NoteFlow[] {
  const accounts = new Map<string, NoteFlow>()
  for (const { account, day, kind, nano } of receipts) {
    const flow = accounts.get(account) ?? { account, opening: 0n, given: 0n, used: 0n }
    accounts.set(account, flow)
    const open = flow.opening + flow.given - flow.used
    const isBefore = day < startDay
    if (kind === 'credit_note') flow[isBefore ? 'opening' : 'given'] += nano
    else if (isBefore) flow.opening -= lesser(open, nano)
    else flow.used += lesser(open, nano)
  }
  return [...accounts.values()]
}
