import type { PublicClient } from 'viem'
import type { Cast } from './cast'
import { loadState } from './load'
import { State } from './model/state'
import type { System } from './system'

/** Two views of one state, as lines that can be compared. */
export function linesOf(state: State): string[] {
  const { credits, periods, rewards } = state
  const lines = new Map<string, unknown>()
  const put = (name: string, value: unknown) => {
    if (value !== undefined) lines.set(name, value)
  }
  for (const name of ['credits', 'revenue', 'loaded', 'spent', 'split', 'spendPause', 'dailyCapUsd'] as const) {
    put(`vault ${name}`, credits[name])
  }
  for (const [user, account] of credits.accounts) {
    if (account.balance + account.spent + account.withdrawn > 0n) put(`account ${user}`, account)
  }
  for (const [user, sub] of periods.subs) if (sub.plan !== 0) put(`subscription ${user}`, sub)
  for (const [i, plan] of periods.plans.entries()) put(`plan ${i + 1}`, plan)
  for (const [i, tranche] of rewards.tranches.entries()) put(`tranche ${i}`, tranche)
  for (const [category, stream] of Object.entries(rewards.streams)) {
    const { total, claimed, funded, maxStep, active, pending, claimedOf } = stream
    put(`rewards ${category}`, { total, claimed, funded, maxStep, active: active?.root, pending: pending?.root })
    for (const [account, amount] of claimedOf) put(`claimed ${category} ${account}`, amount)
  }
  for (const [bucket, amount] of Object.entries(state.buckets)) put(`bucket ${bucket}`, amount)
  for (const [account, amount] of state.wallets) if (amount > 0n) put(`wallet ${account}`, amount)
  for (const name of ['supply', 'donated', 'price', 'postedAt'] as const) put(name, state[name])
  return [...lines].map(([name, value]) => `${name}: ${text(value)}`).sort()
}

function text(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  return JSON.stringify(Object.entries(value).sort(), (_, part) => (typeof part === 'bigint' ? `${part}` : part))
}

/** Reads the chain anew and compares everything: accounts, totals, supply, roots. Throws with the first differences. */
export async function checkAgainstChain(
  client: PublicClient,
  system: System,
  cast: Cast,
  expected: State,
): Promise<number> {
  const actual = new State()
  await loadState(client, system, cast, actual)
  const [want, have] = [linesOf(expected), linesOf(actual)]
  const known = new Set(actual.wallets.keys())
  // Payees only receive, so the simulation knows their wallets and does not read them.
  const strangers = new Set([...expected.wallets.keys()].filter((account) => !known.has(account)))
  const missing = want.filter(
    (line) => !have.includes(line) && ![...strangers].some((account) => line.includes(account)),
  )
  const extra = have.filter((line) => !want.includes(line))
  if (missing.length + extra.length > 0) {
    const shown = [...missing.map((line) => `expected ${line}`), ...extra.map((line) => `found    ${line}`)]
    throw new Error(`the chain and the simulation differ:\n${shown.slice(0, 12).join('\n')}`)
  }
  return have.length
}
