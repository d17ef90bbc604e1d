import { type Address, encodeAbiParameters, type Hex, keccak256, type StateOverride } from 'viem'
import type { At } from '@/lib/chain/at'
import { getContract } from '@/lib/chain/contract'
import { targetsIn } from '@/lib/chain/targets'
import { type DecodedEvent, decodeEvent, operationId } from '@/lib/domain/operation'
import type { RoleName } from '@/lib/domain/roles'
import { AppError } from '@/lib/errors/app-error'
import { fromChain } from '@/lib/errors/from-chain'
import { type Call, callOf, type Flow, singleCall } from '@/lib/tx/flow'
import { signing } from '@/messages/admin-signing'

/** Characters of a reason: less says nothing. */
export const LEAST_REASON = 3

/**
 * A restricted call as its role's delay wants it: 0 calls directly (it cannot schedule), anything else schedules through the manager, as
 * early as the delay allows (`when` 0).
 */
export function proposalFlow(at: At, key: string, title: string, call: Call, role: RoleName, delay: bigint): Flow {
  return singleCall(key, title, delay === 0n ? call : scheduleCall(at, call), { role })
}

export function scheduleCall(at: At, call: Call): Call {
  const manager = getContract(at.deployment, 'AccessManager')
  return callOf('AccessManager', manager, 'schedule', [call.address, call.data, 0])
}

/** Storage slot of `_schedules` in OpenZeppelin's AccessManager 5.7: each is {uint48 timepoint, uint32 nonce} in one slot. */
const SCHEDULES_SLOT = 2n

/** `events`: what the call would write, in order; null where the node does not tell. */
export type Tried = { block: bigint; events: readonly TriedEvent[] | null }
/** An event of a contract of ours, or what is known of another's: where it is from, and its first topic. `index`: its place. */
export type TriedEvent = { index: number } & ({ known: DecodedEvent } | { known: null; address: Address; topic: Hex })

/**
 * Runs the call itself as the executing account, as if its schedule were ready now: scheduling proves nothing about the call. Throws
 * the AppError the chain would answer.
 */
export async function tryExecution(at: At, caller: Address, call: Call): Promise<Tried> {
  const manager = getContract(at.deployment, 'AccessManager')
  const block = await at.client.getBlock()
  if (block.number === null) throw new AppError('CHAIN_ANSWER', { what: signing.latestBlock })
  const id = operationId(caller, call.address, call.data)
  const slot: Hex = keccak256(encodeAbiParameters([{ type: 'bytes32' }, { type: 'uint256' }], [id, SCHEDULES_SLOT]))
  const value = encodeAbiParameters([{ type: 'uint256' }], [block.timestamp])
  const request = { account: caller, to: call.address, data: call.data }
  const stateOverride: StateOverride = [{ address: manager.address, stateDiff: [{ slot, value }] }]
  try {
    await at.client.call({ ...request, stateOverride, blockNumber: block.number })
  } catch (error) {
    throw fromChain(error, { contract: call.contract, functionName: call.functionName })
  }
  return { block: block.number, events: await eventsOf(at, block.number, request, stateOverride) }
}

/** By `eth_simulateV1`, which gives logs; a node without it has run the call all the same. */
async function eventsOf(
  at: At,
  blockNumber: bigint,
  request: { account: Address; to: Address; data: Hex },
  stateOverrides: StateOverride,
): Promise<readonly TriedEvent[] | null> {
  const targets = targetsIn(at.deployment)
  try {
    const [simulated] = await at.client.simulateBlocks({ blockNumber, blocks: [{ calls: [request], stateOverrides }] })
    const [result] = simulated?.calls ?? []
    if (result?.status !== 'success') return null
    return (result.logs ?? []).map(({ address, topics, data }, index): TriedEvent => {
      const known = decodeEvent({ address, topics, data }, targets)
      return known ? { index, known } : { index, known, address, topic: topics[0] ?? '0x' }
    })
  } catch {
    return null
  }
}
