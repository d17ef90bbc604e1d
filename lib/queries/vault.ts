import { queryOptions } from '@tanstack/react-query'
import { type At, pinBlock } from '../chain/at'
import { getContract } from '../chain/contract'
import { readPlans } from '../chain/plans-state'
import { readVaultState, type VaultState } from '../chain/vault-state'
import { fromChain } from '../errors/from-chain'
import { plansKey, quoteKey, vaultStateKey } from './keys'

/** Milliseconds between two looks at what may change under a person's eyes. */
const LOOK = 5_000
/** Milliseconds a quote is shown before a new one is read. */
const QUOTE_LIFE = 60_000

export function vaultStateQuery(at: At) {
  return queryOptions({
    queryKey: vaultStateKey(at.client.chain.id),
    queryFn: (): Promise<VaultState> => readVaultState(at),
    refetchInterval: LOOK,
  })
}

/** Which parts of the Vault are paused, and until when. One request with the Vault's state. */
export function pausesQuery(at: At) {
  return { ...vaultStateQuery(at), select: ({ pauses }: VaultState) => pauses }
}

export function plansQuery(at: At) {
  return queryOptions({ queryKey: plansKey(at.client.chain.id), queryFn: () => readPlans(at), staleTime: QUOTE_LIFE })
}

/** Wei that `usd` micro-USD cost now, rounded up, and the block it is of. Fails with the Vault's reason: never a 0. */
export function quoteQuery(at: At, usd: bigint) {
  const vault = getContract(at.deployment, 'Vault')
  return queryOptions({
    queryKey: quoteKey(at.client.chain.id, usd),
    queryFn: async () => {
      const asOf = await pinBlock(at)
      const cxpt = await at.client
        .readContract({ ...vault, functionName: 'quote', args: [usd], blockNumber: asOf.block })
        .catch((error) => {
          throw fromChain(error, { contract: 'Vault', functionName: 'quote' })
        })
      return { asOf, usd, cxpt }
    },
    refetchInterval: QUOTE_LIFE,
    retry: false,
  })
}
