import { type Address, type Hex, hashTypedData } from 'viem'

/** What a provider signs (EIP-712): the same chain and the same words on both sides. Times in seconds. */
export const providerDomain = (chainId: number) => ({ name: 'CXPT Console', version: '1', chainId }) as const

const SIGNED_WHEN = [
  { name: 'issuedAt', type: 'uint64' },
  { name: 'deadline', type: 'uint64' },
] as const

/** Registration, and every later update of it: the whole, so that the newest message says everything. */
export const REGISTRATION_TYPES = {
  ProviderRegistration: [
    { name: 'provider', type: 'address' },
    { name: 'payout', type: 'address' },
    { name: 'name', type: 'string' },
    { name: 'classes', type: 'string[]' },
    { name: 'endpoint', type: 'string' },
    ...SIGNED_WHEN,
  ],
} as const

export const MAINTENANCE_TYPES = {
  ProviderMaintenance: [
    { name: 'provider', type: 'address' },
    { name: 'from', type: 'uint64' },
    { name: 'until', type: 'uint64' },
    { name: 'reason', type: 'string' },
    ...SIGNED_WHEN,
  ],
} as const

type SignedWhen = { issuedAt: bigint; deadline: bigint }

export type Registration = SignedWhen & {
  provider: Address
  payout: Address
  name: string
  classes: readonly string[]
  endpoint: string
}

export type Maintenance = SignedWhen & { provider: Address; from: bigint; until: bigint; reason: string }

/** What is signed, as a hash: for verification, and as the name of a message. */
export const registrationHash = (chainId: number, message: Registration): Hex =>
  hashTypedData({
    domain: providerDomain(chainId),
    types: REGISTRATION_TYPES,
    primaryType: 'ProviderRegistration',
    message,
  })

export const maintenanceHash = (chainId: number, message: Maintenance): Hex =>
  hashTypedData({
    domain: providerDomain(chainId),
    types: MAINTENANCE_TYPES,
    primaryType: 'ProviderMaintenance',
    message,
  })
