import { queryOptions } from '@tanstack/react-query'
import type { Address } from 'viem'
import type { At } from '../chain/at'
import { chainKey } from './keys'

/** Milliseconds a name is taken for true. */
const KEPT = 600_000

/** The name an address gave itself in ENS, which leads back to it; through the RPC that is read anyway, and only where the network has ENS. */
export function ensNameQuery({ client }: At, address: Address | null) {
  const hasEns = client.chain.contracts?.ensUniversalResolver !== undefined
  return queryOptions({
    queryKey: [...chainKey(client.chain.id), 'ens', address?.toLowerCase() ?? ''] as const,
    queryFn: async () => (address ? client.getEnsName({ address }).catch(() => null) : null),
    enabled: hasEns && address !== null,
    staleTime: KEPT,
  })
}
