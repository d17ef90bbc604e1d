import { NANO_USD_PER_WEI_WAD } from './nano-usd'

/**
 * Own CXPT in one place: what was received, carried at what it was measured at (nano-USD, weighted average), and what is left of genesis,
 * which carries nothing. Never an asset, never remeasured (finance.md §3).
 */
export type OwnTokens = { received: bigint; carrying: bigint; genesis: bigint }

export const NO_TOKENS: OwnTokens = { received: 0n, carrying: 0n, genesis: 0n }

export const plusTokens = (a: OwnTokens, b: OwnTokens): OwnTokens => ({
  received: a.received + b.received,
  carrying: a.carrying + b.carrying,
  genesis: a.genesis + b.genesis,
})

export const weiOf = ({ received, genesis }: OwnTokens): bigint => received + genesis

/** Takes `wei` in proportion of both kinds; the genesis part and the carrying amount round down, the last wei takes what is left. */
export function takeTokens(from: OwnTokens, wei: bigint): { taken: OwnTokens; left: OwnTokens } {
  const all = weiOf(from)
  if (wei < 0n || wei > all) throw new RangeError(`${wei} wei of a place that has ${all}`)
  if (wei === 0n) return { taken: NO_TOKENS, left: from }
  const genesis = (from.genesis * wei) / all
  const received = wei - genesis
  const carrying = from.received === 0n ? from.carrying : (from.carrying * received) / from.received
  const taken = { received, carrying, genesis }
  const left = {
    received: from.received - received,
    carrying: from.carrying - carrying,
    genesis: from.genesis - genesis,
  }
  return { taken, left }
}

/** What wei are worth in nano-USD at a price (USD per CXPT, WAD), rounded down. */
export const fairValue = (wei: bigint, price: bigint): bigint => (wei * price) / NANO_USD_PER_WEI_WAD

/** The part of an amount that falls on the genesis tokens among those taken, rounded down. */
export function genesisPart(amount: bigint, taken: OwnTokens): bigint {
  const all = weiOf(taken)
  return all === 0n ? 0n : (amount * taken.genesis) / all
}
