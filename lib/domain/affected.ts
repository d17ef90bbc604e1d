/** Who an address is, as far as a change may touch it. */
export type Standing = { plan: number | null; nextPlan: number | null; isEarning: boolean }

export type Effect = 'price' | 'plan' | 'split' | 'cap' | 'rewards' | 'phase'

type Change = { contract: string | null; functionName: string | null; args: Readonly<Record<string, unknown>> }

/** By `Contract.function`, what a change touches of everybody who pays. */
const OF_PAYERS: Record<string, Effect> = {
  'Vault.setOracle': 'price',
  'PriceOracle.configure': 'price',
  'PriceOracle.reset': 'price',
  'Parameters.setPricing': 'price',
  'Parameters.setRates': 'price',
  'Vault.setSplit': 'split',
  'Vault.setDailyCap': 'cap',
  'Parameters.setPhase': 'phase',
}

/** Why a scheduled change concerns an address; null when it does not. A plan's end concerns who has it or is about to. */
export function effectOn(
  { plan, nextPlan, isEarning }: Standing,
  { contract, functionName, args }: Change,
): Effect | null {
  const name = `${contract}.${functionName}`
  if (name === 'Subscriptions.retirePlan') {
    const id = Number(args.id)
    return id === plan || id === nextPlan ? 'plan' : null
  }
  if (name.startsWith('Rewards.') || name === 'Parameters.setPointsRate' || name === 'Parameters.setEpochPool') {
    return isEarning ? 'rewards' : null
  }
  return OF_PAYERS[name] ?? null
}
