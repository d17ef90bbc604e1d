import type { DecodeEventLogReturnType } from 'viem'
import type { ABIS, ContractName } from '../../contracts-abi'
import type { Hex } from './deployment'

/** Where an event lies. `address` is the emitter; addresses and hashes are lower case; `blockTime` in seconds. */
export type Position = {
  blockNumber: bigint
  blockHash: Hex
  blockTime: bigint
  txHash: Hex
  txIndex: number
  logIndex: number
  address: Hex
  /** Every address among the arguments, once, without the zero address. */
  addresses: Hex[]
}

type Renamed<C, E> = E extends { eventName: infer N; args?: infer A } ? { contract: C; name: N; args: A } : never

/** An event of one of our contracts, as its ABI says. Address arguments are lower case. */
export type KnownEvent<C extends ContractName = ContractName> = {
  [K in C]: Renamed<K, DecodeEventLogReturnType<(typeof ABIS)[K]>>
}[C]

/** A log of ours that no ABI explains: kept as it came, and an alarm. */
export type UnknownEvent = { contract: ContractName; name: 'unknown'; args: { topics: Hex[]; data: Hex } }

export type LedgerEvent = Position & (KnownEvent | UnknownEvent)

/** Narrows to the events of one contract. */
export function isOf<C extends ContractName>(
  event: LedgerEvent,
  contract: C,
): event is LedgerEvent & Position & KnownEvent<C> {
  return event.contract === contract && event.name !== 'unknown'
}
