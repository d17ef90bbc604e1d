import type { Address } from 'viem'
import { DEPLOYMENTS, readDeployment } from '../../contracts/deploy/deployment-file'
import type { ContractName } from '../../contracts-abi'

const NAMES = [
  'AccessManager',
  'CXPT',
  'Treasury',
  'Rewards',
  'PriceOracle',
  'Vault',
  'Subscriptions',
  'Parameters',
] as const satisfies readonly ContractName[]

/** The contracts the simulation talks to. */
export type System = { chainId: number; startBlock: number; at: Record<(typeof NAMES)[number], Address> }

export function readSystem(chainId: number, folder = DEPLOYMENTS): System {
  const deployment = readDeployment(folder, chainId)
  if (!deployment) throw new Error(`nothing is deployed on chain ${chainId}: run \`npm run deploy -- --network local\``)
  const at = {} as System['at']
  for (const name of NAMES) {
    const contract = deployment.contracts[name]
    if (!contract) throw new Error(`the deployment of chain ${chainId} has no ${name}`)
    at[name] = contract.address
  }
  return { chainId, startBlock: deployment.startBlock, at }
}
