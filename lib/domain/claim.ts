import type { Address, Hex } from 'viem'
import { type LeafContext, verify } from './merkle'
import { USD, WAD } from './units'

/** What a server says an account may claim in the root in force. */
export type Offer = { root: Hex | null; cumulative: bigint | null; proof: readonly Hex[] }

/** What the chain says: the root in force, what was claimed, and whether claiming is stopped. */
export type ClaimState = { root: Hex | null; claimed: bigint; pausedUntil: bigint | null }

/**
 * `other-root`: the server speaks of another root than the chain has. `not-in-root`: nobody says the account is in it. `wrong-proof`: the
 * amount and the proof do not lead to the chain's root.
 */
export type ClaimRefusal = 'paused' | 'no-root' | 'other-root' | 'not-in-root' | 'wrong-proof' | 'nothing'

export type ClaimCheck =
  | { ok: true; root: Hex; cumulative: bigint; amount: bigint; proof: readonly Hex[] }
  | { ok: false; why: ClaimRefusal }

/** Whether what a server offers is what the contract will pay, by the root that the chain itself names. Done before anything is signed. */
export function checkClaim(context: LeafContext, account: Address, offer: Offer, state: ClaimState): ClaimCheck {
  const { root, claimed } = state
  if (state.pausedUntil !== null) return { ok: false, why: 'paused' }
  if (root === null) return { ok: false, why: 'no-root' }
  if (offer.root?.toLowerCase() !== root.toLowerCase()) return { ok: false, why: 'other-root' }
  if (offer.cumulative === null) return { ok: false, why: 'not-in-root' }
  const { cumulative, proof } = offer
  if (!verify(context, root, { account, cumulative }, proof)) return { ok: false, why: 'wrong-proof' }
  if (cumulative <= claimed) return { ok: false, why: 'nothing' }
  return { ok: true, root, cumulative, amount: cumulative - claimed, proof }
}

/** micro-USD per whole gas coin (18 decimals) above which a claim worth `usd` micro-USD costs more than it pays; null when gas costs nothing. */
export function breakEven(usd: bigint, fee: bigint): bigint | null {
  return fee === 0n ? null : (usd * WAD) / fee
}

/** Whether the gas (wei of the gas coin, at micro-USD a coin) is worth more than what is claimed (micro-USD). */
export function costsMoreThanItPays(usd: bigint, fee: bigint, coinUsd: bigint): boolean {
  return fee * coinUsd > usd * WAD
}

/** A price in the environment, like `2950.5`, as micro-USD. */
export const microUsdOf = (dollars: string): bigint => {
  const [whole = '0', fraction = ''] = dollars.split('.')
  return BigInt(whole) * USD + BigInt(fraction.slice(0, 6).padEnd(6, '0'))
}
