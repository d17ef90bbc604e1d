import { ABIS, type ContractName, type Deployment } from '@/contracts-abi'
import type { Target } from '../domain/operation'

/** Our contracts of a deployment, for reading calldata; none without one. */
export function targetsIn(deployment: Deployment | undefined): Target[] {
  const contracts = deployment?.contracts ?? {}
  return (Object.keys(ABIS) as ContractName[]).flatMap((name) => {
    const entry = contracts[name]
    return entry ? [{ name, address: entry.address, abi: ABIS[name] }] : []
  })
}
