import {
  type Address,
  concat,
  domainSeparator,
  encodeFunctionData,
  encodePacked,
  type Hex,
  hashStruct,
  keccak256,
  parseAbi,
  size,
  zeroAddress,
} from 'viem'

/** One call of a Safe or of a batch. `value` is wei of ETH; ours are always 0. */
export type SafeCall = { to: Address; value: bigint; data: Hex }

/** What owners of a Safe sign (`Safe.sol`, SafeTx). `operation`: 0 a call, 1 a delegate call. Gas fields are 0 unless the Safe refunds whoever sends. */
export type SafeTx = SafeCall & {
  operation: 0 | 1
  safeTxGas: bigint
  baseGas: bigint
  gasPrice: bigint
  gasToken: Address
  refundReceiver: Address
  nonce: bigint
}

/** Which Safe, on which chain: its EIP-712 domain since Safe 1.3.0. */
export type SafeDomain = { chainId: number; safe: Address }

const SAFE_TX = [
  { name: 'to', type: 'address' },
  { name: 'value', type: 'uint256' },
  { name: 'data', type: 'bytes' },
  { name: 'operation', type: 'uint8' },
  { name: 'safeTxGas', type: 'uint256' },
  { name: 'baseGas', type: 'uint256' },
  { name: 'gasPrice', type: 'uint256' },
  { name: 'gasToken', type: 'address' },
  { name: 'refundReceiver', type: 'address' },
  { name: 'nonce', type: 'uint256' },
] as const

/** EIP-712 types of a SafeTx, for wallets that sign typed data. */
export const SAFE_TX_TYPES = { SafeTx: SAFE_TX } as const

/** A transaction as the Safe app makes it: no refund of gas. */
export function plainSafeTx(call: SafeCall, operation: 0 | 1, nonce: bigint): SafeTx {
  const none = { safeTxGas: 0n, baseGas: 0n, gasPrice: 0n, gasToken: zeroAddress, refundReceiver: zeroAddress }
  return { ...call, operation, ...none, nonce }
}

export type SafeHashes = {
  /** `domainSeparator()` of the Safe; a Ledger calls it the domain hash. */
  domain: Hex
  /** Struct hash of the SafeTx; a Ledger calls it the message hash. */
  message: Hex
  /** keccak256(0x1901 ‖ domain ‖ message): `getTransactionHash()`, what the Safe app shows as safeTxHash. */
  safeTxHash: Hex
}

/** The three hashes of a Safe transaction (EIP-712), as the Safe contract computes them from version 1.3.0 on. Never asks a chain. */
export function safeHashes({ chainId, safe }: SafeDomain, tx: SafeTx): SafeHashes {
  const domain = domainSeparator({ domain: { chainId, verifyingContract: safe } })
  const message = hashStruct({ data: tx, primaryType: 'SafeTx', types: SAFE_TX_TYPES })
  return { domain, message, safeTxHash: keccak256(concat(['0x1901', domain, message])) }
}

const multiSendAbi = parseAbi(['function multiSend(bytes transactions) payable'])

/** MultiSendCallOnly as Safe deployed it on the usual chains (safe-deployments). The app chooses by the version of the Safe. */
export const MULTI_SENDS = {
  '1.5.0': '0xA83c336B20401Af773B6219BA5027174338D1836',
  '1.4.1': '0x9641d764fc13c8B624c04430C7356C1C7C8102e2',
  '1.3.0': '0x40A2aCCbd92BCA938b02010E17A5b8929b49130D',
} as const satisfies Record<string, Address>

/** The MultiSend the app uses for a Safe of this `VERSION()` (`1.3.0+L2` is 1.3.0); for versions not listed that of 1.4.1. */
export function multiSendFor(version: string): Address {
  const known: Readonly<Record<string, Address | undefined>> = MULTI_SENDS
  return known[version.split('+')[0] ?? ''] ?? MULTI_SENDS['1.4.1']
}

/** Calls in the form MultiSend takes: operation 0 (a call), target, value, length of data, data; one after the other, not padded. */
export function packCalls(calls: readonly SafeCall[]): Hex {
  return concat(
    calls.map(({ to, value, data }) =>
      encodePacked(['uint8', 'address', 'uint256', 'uint256', 'bytes'], [0, to, value, BigInt(size(data)), data]),
    ),
  )
}

/** `multiSend(bytes)` of these calls: they happen in this order, all or none. */
export function multiSendData(calls: readonly SafeCall[]): Hex {
  return encodeFunctionData({ abi: multiSendAbi, functionName: 'multiSend', args: [packCalls(calls)] })
}

/**
 * What the Safe app makes of a batch: one call is called as it is, several go by delegate call to `multiSend`. Throws a RangeError
 * without a call.
 */
export function batchSafeTx(calls: readonly SafeCall[], multiSend: Address, nonce: bigint): SafeTx {
  const [first, ...others] = calls
  if (!first) throw new RangeError('a batch has at least one call')
  if (others.length === 0) return plainSafeTx(first, 0, nonce)
  return plainSafeTx({ to: multiSend, value: 0n, data: multiSendData(calls) }, 1, nonce)
}

/**
 * Which nonce a proposal of these calls holds: the one, from `first` on, with which they hash to `safeTxHash`. Null when it is none of
 * the next `most`, or the Safe uses a MultiSend that is not in `multiSends`.
 */
export function nonceOfProposal(
  domain: SafeDomain,
  calls: readonly SafeCall[],
  safeTxHash: Hex,
  { first, most, multiSends }: { first: bigint; most: number; multiSends: readonly Address[] },
): bigint | null {
  const wanted = safeTxHash.toLowerCase()
  for (let i = 0n; i < BigInt(most); i += 1n) {
    const isIt = multiSends.some(
      (multiSend) => safeHashes(domain, batchSafeTx(calls, multiSend, first + i)).safeTxHash === wanted,
    )
    if (isIt) return first + i
  }
  return null
}

/** Proposals that hold one nonce: a Safe executes at most one of each group, whichever is first. Sorted by nonce. */
export function nonceConflicts<T extends { nonce: bigint }>(proposals: readonly T[]): { nonce: bigint; rivals: T[] }[] {
  const nonces = [...new Set(proposals.map(({ nonce }) => nonce))].sort((a, b) => (a < b ? -1 : 1))
  return nonces
    .map((nonce) => ({ nonce, rivals: proposals.filter((one) => one.nonce === nonce) }))
    .filter(({ rivals }) => rivals.length > 1)
}
