import { queryOptions } from '@tanstack/react-query'
import type { Address } from 'viem'
import type { At } from '../chain/at'
import { readSafe, type SafeState } from '../chain/safe-state'
import { safeKey } from './keys'

/** Milliseconds between two looks at a Safe: its nonce moves when its owners execute, which may be elsewhere. */
const LOOK = 12_000

/** Nonce, threshold and owners of a Safe; null for an address that is none. */
export function safeStateQuery(at: At, safe: Address) {
  return queryOptions({
    queryKey: safeKey(at.client.chain.id, safe),
    queryFn: (): Promise<SafeState | null> => readSafe(at, safe),
    refetchInterval: LOOK,
  })
}
