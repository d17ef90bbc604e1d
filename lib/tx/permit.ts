import { type Address, type Hex, parseSignature, type TypedDataDefinition, zeroHash } from 'viem'
import type { Approval } from './approval'

/** EIP-712 domain of the token; a test compares it with `DOMAIN_SEPARATOR()` of the deployed one. */
const DOMAIN = { name: 'Cxmpute Token', version: '1' } as const

/** Seconds of block time a signed permit may be used: long enough for a slow wallet, short enough to forget about. */
export const PERMIT_SECONDS = 1_800n

const TYPES = {
  Permit: [
    { name: 'owner', type: 'address' },
    { name: 'spender', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

export type PermitSignature = { deadline: bigint; v: number; r: Hex; s: Hex }

/** Given to calls that take a permit where an approval already stands: the contract ignores a bad permit. */
export const NO_PERMIT: PermitSignature = { deadline: 0n, v: 0, r: zeroHash, s: zeroHash }

export type PermitTerms = Approval & { owner: Address; chainId: number; nonce: bigint; deadline: bigint }

export function permitTypedData(terms: PermitTerms) {
  const { owner, spender, amount, nonce, deadline } = terms
  return {
    domain: { ...DOMAIN, chainId: terms.chainId, verifyingContract: terms.token },
    types: TYPES,
    primaryType: 'Permit',
    message: { owner, spender, value: amount, nonce, deadline },
  } as const satisfies TypedDataDefinition
}

/** Wallets return the parity as 0/1 or 27/28; the token wants 27/28. */
export function permitSignature(signature: Hex, deadline: bigint): PermitSignature {
  const { r, s, yParity } = parseSignature(signature)
  return { deadline, v: 27 + yParity, r, s }
}
