import { type Address, encodeAbiParameters, type Hex, keccak256 } from 'viem'
import type { At } from '@/lib/chain/at'
import { getContract } from '@/lib/chain/contract'
import { operationId } from '@/lib/domain/operation'
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

/**
 * Runs the call itself as the executing account, as if its schedule were ready now: scheduling proves nothing about the call. Throws
 * the AppError the chain would answer.
 */
export async function tryExecution(at: At, caller: Address, call: Call): Promise<{ block: bigint }> {
  const manager = getContract(at.deployment, 'AccessManager')
  const block = await at.client.getBlock()
  if (block.number === null) throw new AppError('CHAIN_ANSWER', { what: signing.latestBlock })
  const id = operationId(caller, call.address, call.data)
  const slot: Hex = keccak256(encodeAbiParameters([{ type: 'bytes32' }, { type: 'uint256' }], [id, SCHEDULES_SLOT]))
  const value = encodeAbiParameters([{ type: 'uint256' }], [block.timestamp])
  try {
    await at.client.call({
      account: caller,
      to: call.address,
      data: call.data,
      stateOverride: [{ address: manager.address, stateDiff: [{ slot, value }] }],
    })
    return { block: block.number }
  } catch (error) {
    throw fromChain(error, { contract: call.contract, functionName: call.functionName })
  }
}
