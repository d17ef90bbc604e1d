import { type Address, parseAbi } from 'viem'
import { type At, pinBlock, said, together } from './at'

const abi = parseAbi([
  'function nonce() view returns (uint256)',
  'function getThreshold() view returns (uint256)',
  'function getOwners() view returns (address[])',
  'function VERSION() view returns (string)',
])

export type SafeState = {
  block: bigint
  /** The nonce of the next transaction: what holds a lower one was executed or replaced. */
  nonce: bigint
  threshold: bigint
  owners: readonly Address[]
  version: string
}

/** A Safe as it stands in one block; null for an address that is none. */
export async function readSafe(at: At, safe: Address): Promise<SafeState | null> {
  const asOf = await pinBlock(at)
  const call = { address: safe, abi } as const
  const [nonce, threshold, owners, version] = await said(
    at.client.multicall({
      ...together(at, asOf),
      allowFailure: true,
      contracts: [
        { ...call, functionName: 'nonce' },
        { ...call, functionName: 'getThreshold' },
        { ...call, functionName: 'getOwners' },
        { ...call, functionName: 'VERSION' },
      ],
    }),
  )
  if (nonce.status !== 'success' || threshold.status !== 'success') return null
  if (owners.status !== 'success' || version.status !== 'success') return null
  return {
    block: asOf.block,
    nonce: nonce.result,
    threshold: threshold.result,
    owners: owners.result,
    version: version.result,
  }
}
