import { queryOptions } from '@tanstack/react-query'
import { type Address, parseAbi } from 'viem'
import { type At, said } from '../chain/at'
import type { AccountKind } from '../domain/role-warnings'
import { accountKindKey } from './keys'

const SAFE = parseAbi(['function getThreshold() view returns (uint256)'])

/** What stands behind an address now: a key, a Safe with its threshold, or some contract. */
export function accountKindQuery(at: At, account: Address) {
  return queryOptions({
    queryKey: accountKindKey(at.client.chain.id, account),
    queryFn: async (): Promise<AccountKind> => {
      const code = await said(at.client.getCode({ address: account }))
      // 0xef0100 marks a key that delegates to a contract (EIP-7702).
      if (!code || code.startsWith('0xef0100')) return { kind: 'key' }
      const threshold = await at.client
        .readContract({ address: account, abi: SAFE, functionName: 'getThreshold' })
        .catch(() => 0n)
      return threshold > 0n ? { kind: 'safe', threshold: Number(threshold) } : { kind: 'contract' }
    },
  })
}
