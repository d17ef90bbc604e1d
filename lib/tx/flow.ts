import {
  type Abi,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  encodeFunctionData,
  type Hex,
} from 'viem'
import type { ContractName } from '../../contracts-abi'
import type { Approval } from './approval'
import type { Needs } from './checks'
import type { PermitSignature } from './permit'

/** One call of one of our contracts: simulated, shown decoded, and sent as it is. Never carries ETH. */
export type Call = {
  contract: ContractName
  address: Address
  functionName: string
  args: readonly unknown[]
  data: Hex
}

/** Encodes a call, typed against the contract's own ABI. */
export function callOf<const abi extends Abi, name extends ContractFunctionName<abi, 'nonpayable'>>(
  contract: ContractName,
  target: { address: Address; abi: abi },
  functionName: name,
  args: ContractFunctionArgs<abi, 'nonpayable', name>,
): Call {
  const values = args as readonly unknown[]
  const data = encodeFunctionData<Abi, string>({ abi: target.abi, functionName, args: values })
  return { contract, address: target.address, functionName, args: values, data }
}

/** At least one. The last is what the flow is about. */
export type Calls = readonly [...Call[], Call]

/**
 * One request to the wallet. In a flow the signature of a `permit` reaches the `call` after it;
 * without one the call gets `NO_PERMIT`. The calls of a batch are executed together or not at all (EIP-5792); none may need what an
 * earlier one changes, but for the approval.
 */
export type Step =
  | { kind: 'permit'; approval: Approval }
  | { kind: 'approve'; approval: Approval }
  | { kind: 'call'; call: (permit: PermitSignature) => Call }
  | { kind: 'batch'; approval?: Approval; calls: Calls }

/**
 * A write as data. `key` names the act (`deposit`, `subscribe:2`): one act is never under way twice for one account.
 * The last step is the one whose block the ledger must hold.
 */
export type Flow = {
  key: string
  title: string
  steps: readonly Step[]
  needs: Needs
}

/** A flow of one call and nothing to approve: most acts. */
export function singleCall(key: string, title: string, call: Call, needs: Needs = {}): Flow {
  return { key, title, steps: [{ kind: 'call', call: () => call }], needs }
}

/** Several acts at once, for a wallet that batches: one signature. */
export function batchedCalls(key: string, title: string, calls: Calls, needs: Needs = {}): Flow {
  return { key, title, steps: [{ kind: 'batch', calls }], needs }
}
