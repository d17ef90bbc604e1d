/** Bugs that were never in the contracts, one in a model at a time: the checker must find each, or its proofs would prove nothing. */
import { type Claim, sourceOf } from './prove'

export interface Planted {
  model: string
  bug: string
  from: string
  to: string
  /** The assertion it breaks. */
  breaks: string
}

export const PLANTED: Planted[] = [
  {
    model: 'VaultSolvency',
    bug: 'a withdrawal does not look at the credits',
    from: 'require(amount <= credits);',
    to: '',
    breaks: 'tokens >= amount',
  },
  {
    model: 'VaultSolvency',
    bug: 'a debit leaves the credits as they were',
    from: 'credits -= amount;\n        revenue += amount;',
    to: 'revenue += amount;',
    breaks: 'tokens >= credits + revenue',
  },
  {
    model: 'VaultSolvency',
    bug: 'a skim takes the revenue too',
    from: 'tokens -= tokens - credits - revenue;',
    to: 'tokens -= tokens - credits;',
    breaks: 'tokens >= credits + revenue',
  },
  {
    model: 'VaultExits',
    bug: 'a withdrawal pays what was asked for and not at most the balance',
    from: 'pending < one ? pending : one',
    to: 'pending',
    breaks: 'amount <= one',
  },
  {
    model: 'VaultExits',
    bug: 'a debit leaves the balance as it was',
    from: 'function debit(uint256 amount) external {\n        one -= amount;',
    to: 'function debit(uint256 amount) external {',
    breaks: 'amount <= credits',
  },
  {
    model: 'RewardsSolvency',
    bug: 'a claim does not look at the total',
    from: 'require(amount <= total - claimed);',
    to: '',
    breaks: 'tokens >= amount',
  },
  {
    model: 'RewardsSolvency',
    bug: 'an accept does not look at what is allocatable',
    from: 'require(newTotal <= funded + vested);',
    to: '',
    breaks: 'tokens >= amount',
  },
  {
    model: 'RewardsAllocation',
    bug: 'an accept trusts what was allocatable at the proposal',
    from: 'require(newTotal <= funded + vested);',
    to: '',
    breaks: 'total <= funded + vested',
  },
  {
    model: 'RewardsRoots',
    bug: 'a proposal may fall below what was claimed',
    from: 'require(newTotal >= claimed + open);',
    to: '',
    breaks: 'total >= claimed',
  },
  {
    model: 'RevenueConservation',
    bug: 'the provider share is rounded down too',
    from: 'provider += revenue - toBurn - toProtocol - toOperations;',
    to: 'provider += (revenue - toBurn - toProtocol - toOperations) / 2 * 2;',
    breaks: 'spent == revenue + burned + protocol + operations + provider',
  },
  {
    model: 'SplitFloors',
    bug: 'the provider share is a floor',
    from: 'uint256 rest = amount - named;',
    to: 'uint256 rest = provider / BPS;',
    breaks: 'named + rest == amount',
  },
  {
    model: 'SplitFloors',
    bug: 'two shares round up',
    from: 'burn / BPS + protocol / BPS',
    to: '(burn + BPS - 1) / BPS + (protocol + BPS - 1) / BPS',
    breaks: 'rest >= floor',
  },
  {
    model: 'SupplyFlow',
    bug: 'what is burned is not taken from the Vault',
    from: 'vault -= toBurn + toTreasury + toRewards;',
    to: 'vault -= toTreasury + toRewards;',
    breaks: 'treasury + rewards + vault + outside + burned == SUPPLY',
  },
]

export function plant({ model, bug, from, to, breaks }: Planted): Claim {
  const [before, after, ...more] = sourceOf(model).split(from)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`"${bug}" does not fit ${model}: its text must be there exactly once`)
  return { model, source: `${before}${to}${after}`, assertion: breaks }
}
