import type { Address, Hex, TypedDataDomain } from 'viem'

/** Who signs a report, in this order: three different accounts that hold FINANCE. */
export const SIGN_OFF_ROLES = ['preparer', 'reviewer', 'approver'] as const
export type SignOffRole = (typeof SIGN_OFF_ROLES)[number]

/** What a wallet shows and signs. Field order is part of the hash. */
export const SIGN_OFF_TYPES = {
  SignOff: [
    { name: 'role', type: 'string' },
    { name: 'month', type: 'string' },
    { name: 'version', type: 'uint256' },
    { name: 'manifestHash', type: 'bytes32' },
    { name: 'dataRoot', type: 'bytes32' },
    { name: 'note', type: 'string' },
  ],
} as const

export type SignOff = {
  role: SignOffRole
  /** `2026-10`. */
  month: string
  version: bigint
  /** SHA-256 of manifest.json. */
  manifestHash: Hex
  dataRoot: Hex
  note: string
}

/** Bound to one chain and to the contract that anchors: a signature for another network is none here. */
export const signOffDomain = (chainId: number, reports: Address): TypedDataDomain => ({
  name: 'CXPT Reports',
  version: '1',
  chainId,
  verifyingContract: reports,
})

export const signOffTypedData = (chainId: number, reports: Address, message: SignOff) =>
  ({
    domain: signOffDomain(chainId, reports),
    types: SIGN_OFF_TYPES,
    primaryType: 'SignOff',
    message,
  }) as const

/** `Reports` numbers a month by its digits: kind 0 · 1e6 + yyyymm. */
export const periodOf = (month: string): number => Number(month.replace('-', ''))

/** The part that is signed next; null when all three are there. */
export const nextRole = (signed: readonly { role: SignOffRole }[]): SignOffRole | null =>
  SIGN_OFF_ROLES.find((role) => !signed.some((one) => one.role === role)) ?? null
