'use client'

import { choosePath, type Path } from '@/lib/tx/path'
import { useCapability } from './use-capability'

/**
 * How a payment of the connected account goes, by what its wallet can do. Null until that is known. `fromWallet` and `approved` in wei;
 * `isPermitRefused` once the wallet has answered that it cannot sign typed data.
 */
export function usePayPath(fromWallet: bigint, approved: bigint, isPermitRefused = false): Path | null {
  const capability = useCapability()
  return capability ? choosePath(fromWallet, approved, { ...capability, isPermitRefused }) : null
}
