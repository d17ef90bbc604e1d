import type { At } from '@/lib/chain/at'
import { getContract } from '@/lib/chain/contract'
import { CATEGORIES, type Category } from '@/lib/domain/buckets'
import { FLAGS, type Flag } from '@/lib/domain/pause'
import { batchedCalls, type Call, callOf, type Flow, singleCall } from '@/lib/tx/flow'
import { lastCall } from '@/lib/tx/simulate'
import { pause as words } from '@/messages/admin-pause'

/** Something that can be paused: a flag of the Vault, or the claims of a category. */
export type Scope = Flag | `claims:${Category}`

export const SCOPES: readonly Scope[] = [...FLAGS, ...CATEGORIES.map((category) => `claims:${category}` as const)]

export const SCOPE_WORDS: Record<Scope, { name: string; stops: string; goesOn: string }> = words.scopes

/**
 * The fewest transactions that pause exactly these: one per contract when all of its parts are ticked, else one per part. A pause that
 * runs already is extended.
 */
export function pauseFlows(at: At, scopes: ReadonlySet<Scope>): Flow[] {
  const vault = getContract(at.deployment, 'Vault')
  const rewards = getContract(at.deployment, 'Rewards')
  const flags = FLAGS.filter((flag) => scopes.has(flag))
  const categories = CATEGORIES.filter((category) => scopes.has(`claims:${category}`))
  const vaultCalls: [string, Call][] =
    flags.length === FLAGS.length
      ? [['all', callOf('Vault', vault, 'pauseAll', [])]]
      : flags.map((flag) => [flag, callOf('Vault', vault, 'pause', [FLAGS.indexOf(flag)])])
  const rewardsCalls: [string, Call][] =
    categories.length === CATEGORIES.length
      ? [['all', callOf('Rewards', rewards, 'pauseAll', [])]]
      : categories.map((category) => [category, callOf('Rewards', rewards, 'pause', [CATEGORIES.indexOf(category)])])
  return [
    ...vaultCalls.map(([part, call]) => singleCall(`pause:vault:${part}`, words.pauseVault(part), call, GUARDED)),
    ...rewardsCalls.map(([part, call]) => singleCall(`pause:rewards:${part}`, words.pauseRewards(part), call, GUARDED)),
  ]
}

/** The same in one transaction, for a wallet that batches; what is one already stays as it is. */
export function batchedPause(flows: readonly Flow[]): readonly Flow[] {
  const calls = flows.map(({ steps }) => lastCall(steps))
  const last = calls.pop()
  if (!last || calls.length === 0) return flows
  const key = flows.map((flow) => flow.key).join('+')
  const title = flows.map((flow) => flow.title).join(', ')
  return [batchedCalls(key, title, [...calls, last], GUARDED)]
}

const GUARDED = { role: 'GUARDIAN' } as const

/** The call that ends one pause; its role has a delay. */
export function unpauseCall(at: At, scope: Scope): Call {
  const category = CATEGORIES.find((one) => scope === `claims:${one}`)
  if (category) {
    return callOf('Rewards', getContract(at.deployment, 'Rewards'), 'unpause', [CATEGORIES.indexOf(category)])
  }
  const flag = FLAGS.find((one) => scope === one)
  if (!flag) throw new RangeError(`no flag ${scope}`)
  return callOf('Vault', getContract(at.deployment, 'Vault'), 'unpause', [FLAGS.indexOf(flag)])
}
