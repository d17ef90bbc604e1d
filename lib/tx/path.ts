import type { Approval } from './approval'
import type { Call, Step } from './flow'
import type { PermitSignature } from './permit'
import { NO_PERMIT } from './permit'

/** How a payment reaches the contract. The name is shown on screen. */
export type Path = 'credits' | 'approved' | 'permit' | 'batch' | 'approve' | 'safe'

export const PATH_NAMES: Record<Path, string> = {
  credits: 'Credits suffice: 1 transaction',
  approved: 'Already approved: 1 transaction',
  permit: 'Permit + one call: 1 signature, 1 transaction',
  batch: 'Approval and call in one batch: 1 transaction',
  approve: 'Exact approval + call: 2 transactions',
  safe: 'Safe: proposed, signed by its owners, then executed',
}

export type Capability = {
  isSafe: boolean
  /** An account with code of its own cannot sign a permit: the token recovers a key. Delegated keys (EIP-7702) can. */
  isContract: boolean
  /** The wallet says it executes a batch atomically (EIP-5792). */
  canBatch: boolean
  /** The wallet has refused typed data as something it cannot do. */
  isPermitRefused: boolean
}

/** `fromWallet`: wei that leave the wallet; `approval`: wei the spender may already take. Pure. */
export function choosePath(fromWallet: bigint, approval: bigint, can: Capability): Path {
  if (fromWallet === 0n) return 'credits'
  // A permit or approval would overwrite one that is standing and sufficient.
  if (approval >= fromWallet) return 'approved'
  if (!can.isContract && !can.isPermitRefused) return 'permit'
  if (!can.canBatch) return 'approve'
  return can.isSafe ? 'safe' : 'batch'
}

/** The requests a path makes of the wallet. `call` gets the signed permit, or `NO_PERMIT`. */
export function stepsOf(path: Path, approval: Approval, call: (permit: PermitSignature) => Call): Step[] {
  switch (path) {
    case 'credits':
    case 'approved':
      return [{ kind: 'call', call: () => call(NO_PERMIT) }]
    case 'permit':
      return [
        { kind: 'permit', approval },
        { kind: 'call', call },
      ]
    case 'approve':
      return [
        { kind: 'approve', approval },
        { kind: 'call', call: () => call(NO_PERMIT) },
      ]
    case 'batch':
    case 'safe':
      return [{ kind: 'batch', approval, calls: [call(NO_PERMIT)] }]
  }
}
