import type { ContractName } from '../../contracts-abi'
import type { AccountName, Holder } from '../domain/buckets'
import { DEAD_ADDRESS } from '../domain/units'

export type Hex = `0x${string}`

/** What the indexer needs of contracts/deployments/<chainId>.json. `external`: wallets of the address register that are still ours. */
export type LedgerDeployment = {
  chainId: number
  startBlock: number
  contracts: Partial<Record<ContractName, { address: Hex }>>
  external?: readonly Hex[]
}

/** An account of the supply ledger; `owner` as in `Movement` of lib/domain/buckets. */
export type Account = { bucket: AccountName; owner: string }

/** Who is who on one chain. Addresses are lower case. */
export type AddressBook = {
  /** The contract of ours at an address. */
  nameOf: (address: Hex) => ContractName | undefined
  holderOf: (address: Hex) => Holder | undefined
  /** Where tokens at an address lie when no event of ours says otherwise: for a contract of ours they are a donation. */
  accountOf: (address: Hex) => Account
  addresses: Hex[]
}

export const ZERO: Hex = '0x0000000000000000000000000000000000000000'
const HOLDER_CONTRACTS: Partial<Record<ContractName, Holder>> = {
  Treasury: 'treasury',
  Rewards: 'rewards',
  Vault: 'vault',
}
/** The Faucet hands its tokens out again like any user, so they circulate. */
const USERS: readonly ContractName[] = ['Faucet']

export const lower = (address: string): Hex => address.toLowerCase() as Hex

export function addressBook({ contracts, external = [] }: LedgerDeployment): AddressBook {
  const names = new Map<Hex, ContractName>()
  for (const [name, entry] of Object.entries(contracts)) names.set(lower(entry.address), name as ContractName)
  const externals = new Set(external.map(lower))
  const holderOf = (address: Hex) => {
    const name = names.get(address)
    return name && HOLDER_CONTRACTS[name]
  }
  const accountOf = (address: Hex): Account => {
    const name = names.get(address)
    if (name && !USERS.includes(name)) return { bucket: 'donations', owner: HOLDER_CONTRACTS[name] ?? 'other' }
    if (externals.has(address)) return { bucket: 'treasury_external', owner: address }
    if (address === lower(DEAD_ADDRESS)) return { bucket: 'dead', owner: address }
    return { bucket: 'circulating', owner: address }
  }
  return { nameOf: (address) => names.get(address), holderOf, accountOf, addresses: [...names.keys()] }
}
