import { type Address, encodeAbiParameters, type Hex, keccak256, type PublicClient, type StateOverride } from 'viem'
import { fromChain } from '../errors/from-chain'
import type { Approval } from './approval'
import type { Call, Flow, Step } from './flow'
import { NO_PERMIT } from './permit'

/** Storage slot of `_allowances` in OpenZeppelin's ERC20; a test reads it back from the deployed token. */
const APPROVALS_SLOT = 1n
/** Gas of a successful `permit` beyond one that is ignored: ecrecover, nonce and approval slots, with room. */
const PERMIT_GAS = 80_000n
/** Gas of `approve` on a fresh slot, with room. */
const APPROVE_GAS = 60_000n

/** `gas` and `fee` are upper estimates; `fee` in wei of ETH, null when the node names no gas price. */
export type Simulation = { blockNumber: bigint; gas: bigint; fee: bigint | null }

/**
 * Runs the flow's call on the node as the account, as if what comes before it (permit, approval) had happened.
 * Throws the AppError that the chain would answer.
 */
export async function simulateFlow(client: PublicClient, account: Address, flow: Flow): Promise<Simulation> {
  const approval = approvalOf(flow.steps)
  let extra = extraGas(flow.steps)
  for (const call of firstCalls(flow.steps)) extra += (await simulateCall(client, account, call, approval)).gas
  return simulateCall(client, account, lastCall(flow.steps), approval, extra)
}

export async function simulateCall(
  client: PublicClient,
  account: Address,
  call: Call,
  approval?: Approval,
  extra = 0n,
): Promise<Simulation> {
  const stateOverride = approval ? asIfApproved(account, approval) : undefined
  const request = { account, to: call.address, data: call.data, stateOverride }
  try {
    const blockNumber = await client.getBlockNumber({ cacheTime: 0 })
    await client.call(request)
    const [gas, fees] = await Promise.all([client.estimateGas(request), client.estimateFeesPerGas().catch(() => null)])
    const total = gas + extra
    return { blockNumber, gas: total, fee: fees ? total * fees.maxFeePerGas : null }
  } catch (error) {
    throw fromChain(error, { contract: call.contract, functionName: call.functionName })
  }
}

/** The call a flow is about, without a signature: what is shown decoded and simulated. */
export function lastCall(steps: readonly Step[]): Call {
  const last = steps.at(-1)
  if (last?.kind === 'call') return last.call(NO_PERMIT)
  if (last?.kind === 'batch') return last.calls.at(-1) ?? last.calls[0]
  throw new Error('a flow ends with a call or a batch')
}

/** What a batch does before the call it is about. */
function firstCalls(steps: readonly Step[]): readonly Call[] {
  const last = steps.at(-1)
  return last?.kind === 'batch' ? last.calls.slice(0, -1) : []
}

export function approvalOf(steps: readonly Step[]): Approval | undefined {
  return steps.flatMap((step) => (step.kind === 'call' || !step.approval ? [] : [step.approval]))[0]
}

function extraGas(steps: readonly Step[]): bigint {
  const gasOf = (step: Step): bigint => {
    if (step.kind === 'permit') return PERMIT_GAS
    return step.kind !== 'call' && step.approval ? APPROVE_GAS : 0n
  }
  return steps.reduce((sum, step) => sum + gasOf(step), 0n)
}

function asIfApproved(owner: Address, { token, spender, amount }: Approval): StateOverride {
  const outer = keccak256(encodeAbiParameters([{ type: 'address' }, { type: 'uint256' }], [owner, APPROVALS_SLOT]))
  const slot: Hex = keccak256(encodeAbiParameters([{ type: 'address' }, { type: 'bytes32' }], [spender, outer]))
  const value = encodeAbiParameters([{ type: 'uint256' }], [amount])
  return [{ address: token, stateDiff: [{ slot, value }] }]
}
