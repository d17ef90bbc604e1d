import type { Address, Hex } from 'viem'
import type { NewReceipt } from '../../../lib/db/metering-receipt-rows'
import type { Metered } from '../../../lib/domain/price'
import type { Service } from '../../../lib/domain/service'
import type { Usage } from '../model/credits'

/** A request that was served. Times in seconds. */
export type Request = Metered & {
  user: Address
  gateway: string
  requestId: string
  provider: Address
  service: Service
  startedAt: bigint
  endedAt: bigint
  receivedAt: bigint
}

/** A receipt as the console would have stored it, and what the same usage costs at the list price (nano-USD). Addresses in lower case. */
export type SimulatedReceipt = Omit<NewReceipt, 'account' | 'provider'> & {
  account: Address
  provider: Address
  /** Order in which receipts became durable, from 1. */
  seq: bigint
  receivedAt: Date
  listNano: bigint
}

/** What one `Vault.settle` of the history covered. `due`: micro-USD that were not on the chain's meter yet. */
export type Batch = {
  /** Of its block, seconds. */
  time: bigint
  root: Hex
  receipts: SimulatedReceipt[]
  usages: (Usage & { due: bigint })[]
}
