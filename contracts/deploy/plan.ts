import type { Address, Hex, PublicClient } from 'viem'
import type { Artifact, Name } from './artifacts'
import type { NetworkConfig } from './config'
import type { Membership, RoleTable } from './role-table'

/** Reads the chain; a deployment never signs through it. */
export type Reader = PublicClient

export type Addresses = Partial<Record<Name, Address>> & Record<Exclude<Name, 'Faucet'>, Address>

/** Runs right before the transaction is sent, and throws to stop the deployment. */
type Guard = (reader: Reader) => Promise<void>

export type CreateStep = {
  kind: 'create'
  say: string
  contract: Name
  address: Address
  data: Hex
  artifact: Artifact
  guard?: Guard
}

export type CallStep = {
  kind: 'call'
  say: string
  to: Address
  data: Hex
  /** Whether the chain shows its effect; asked on every run before it would be sent. */
  isDone: (reader: Reader) => Promise<boolean>
  guard?: Guard
}

export type Step = CreateStep | CallStep

/** What a deployment is made of; the steps follow from it. */
export type System = {
  config: NetworkConfig
  table: RoleTable
  deployer: Address
  /** No log of ours is older. */
  fromBlock: bigint
  addresses: Addresses
  memberships: Membership[]
}
