import { type Address, encodeAbiParameters, type Hex, keccak256, stringToHex } from 'viem'

/** What a receipts root commits to: who used what of whom, what an allowance covered, and what it cost. */
export type ReceiptFacts = {
  chainId: number
  gateway: string
  requestId: string
  account: Address
  provider: Address
  service: string
  inputUnits: bigint
  outputUnits: bigint
  /** Units the allowance covered, of both. */
  covered: bigint
  /** nano-USD; below zero for a credit note. */
  chargeNano: bigint
  /** Start of the request, seconds. */
  startedAt: bigint
}

const LEAF = [
  { type: 'uint256' },
  { type: 'bytes32' },
  { type: 'address' },
  { type: 'address' },
  { type: 'bytes32' },
  { type: 'uint256' },
  { type: 'uint256' },
  { type: 'uint256' },
  { type: 'int256' },
  { type: 'uint256' },
] as const

/** A service as the contracts name it: its ASCII name, padded with zeros on the right. */
export const serviceId = (service: string): Hex => stringToHex(service, { size: 32 })

/** keccak256("<gateway>/<request id>"): a request id is unique within its gateway. */
export const requestHash = (gateway: string, requestId: string): Hex =>
  keccak256(stringToHex(`${gateway}/${requestId}`))

/** Hashed twice, as the leaves of rewards are: no node is a leaf. */
export function receiptLeaf(receipt: ReceiptFacts): Hex {
  const inner = encodeAbiParameters(LEAF, [
    BigInt(receipt.chainId),
    requestHash(receipt.gateway, receipt.requestId),
    receipt.account,
    receipt.provider,
    serviceId(receipt.service),
    receipt.inputUnits,
    receipt.outputUnits,
    receipt.covered,
    receipt.chargeNano,
    receipt.startedAt,
  ])
  return keccak256(keccak256(inner))
}
