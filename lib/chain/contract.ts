import type { Address } from 'viem'
import { ABIS, type ContractName, DEPLOYMENTS, type Deployment } from '@/contracts-abi'
import { AppError } from '../errors/app-error'
import { chainById } from './chains'

export type ContractOf<N extends ContractName> = { address: Address; abi: (typeof ABIS)[N] }

/** What contracts/deployments says of a chain. */
export function deploymentOf(chainId: number): Deployment {
  chainById(chainId)
  const deployment = DEPLOYMENTS[chainId]
  if (!deployment) throw new AppError('NO_CONTRACT', { name: 'The system', chainId })
  return deployment
}

/** Address and ABI, typed by name. A chain id means the deployment that was built in; tests and scripts pass their own. */
export function getContract<N extends ContractName>(of: number | Deployment, name: N): ContractOf<N> {
  const { chainId, contracts } = typeof of === 'number' ? deploymentOf(of) : of
  const entry = contracts[name]
  if (!entry) throw new AppError('NO_CONTRACT', { name, chainId })
  return { address: entry.address, abi: ABIS[name] }
}

/** The contract behind an address, or null. */
export function nameOfContract(of: number | Deployment, address: Address): ContractName | null {
  const { contracts } = typeof of === 'number' ? deploymentOf(of) : of
  const found = Object.entries(contracts).find(([, entry]) => entry.address.toLowerCase() === address.toLowerCase())
  return found ? (found[0] as ContractName) : null
}
