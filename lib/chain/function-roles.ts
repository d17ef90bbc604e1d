import type { Address, Hex } from 'viem'
import { type At, pinBlock, said, together } from './at'
import { getContract } from './contract'

export type RestrictedFunction = { target: Address; selector: Hex }

/** The role each function belongs to and that role's guardian, as the manager has them now; in the order asked. */
export async function readFunctionRoles(
  at: At,
  functions: readonly RestrictedFunction[],
): Promise<{ role: bigint; guardian: bigint }[]> {
  const manager = getContract(at.deployment, 'AccessManager')
  const asOf = await pinBlock(at)
  const options = { ...together(at, asOf), allowFailure: false } as const
  const roles = await said(
    at.client.multicall({
      ...options,
      contracts: functions.map(({ target, selector }) => ({
        ...manager,
        functionName: 'getTargetFunctionRole' as const,
        args: [target, selector] as const,
      })),
    }),
  )
  const guardians = await said(
    at.client.multicall({
      ...options,
      contracts: roles.map((role) => ({ ...manager, functionName: 'getRoleGuardian' as const, args: [role] as const })),
    }),
  )
  return roles.map((role, i) => ({ role, guardian: guardians[i] ?? 0n }))
}
