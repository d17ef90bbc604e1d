import type { Address } from 'viem'

/** Everything read live from a chain lies under this key: invalidate it after a write. */
export const chainKey = (chainId: number) => ['chain', chainId] as const

export const accountKey = (chainId: number, account: Address) =>
  [...chainKey(chainId), 'account', account.toLowerCase()] as const

export const gasBalanceKey = (chainId: number, account: Address) =>
  [...accountKey(chainId, account), 'gas-balance'] as const
export const accountStateKey = (chainId: number, account: Address) =>
  [...accountKey(chainId, account), 'state'] as const
export const permitNonceKey = (chainId: number, account: Address) =>
  [...accountKey(chainId, account), 'permit-nonce'] as const
export const rolesKey = (chainId: number, account: Address) => [...accountKey(chainId, account), 'roles'] as const
export const accountKindKey = (chainId: number, account: Address) => [...accountKey(chainId, account), 'kind'] as const
export const capabilityKey = (chainId: number, account: Address, connector: string) =>
  [...accountKey(chainId, account), 'capability', connector] as const

export const safeKey = (chainId: number, safe: Address) => [...accountKey(chainId, safe), 'safe'] as const

/** What an account may claim; anybody may look. */
export const claimKey = (chainId: number, category: string, account: Address) =>
  [...accountKey(chainId, account), 'claim', category] as const

export const vaultStateKey = (chainId: number) => [...chainKey(chainId), 'vault'] as const
export const plansKey = (chainId: number) => [...chainKey(chainId), 'plans'] as const
/** Keys are compared as JSON, which has no bigint. */
export const quoteKey = (chainId: number, usd: bigint) => [...chainKey(chainId), 'quote', usd.toString()] as const
