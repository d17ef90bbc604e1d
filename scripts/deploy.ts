/**
 * Deploys to a network of contracts/config: `npm run deploy -- --network NAME [--rpc URL]`. Killed and run again, it goes on. The deployer's
 * key comes from DEPLOYER_PRIVATE_KEY; on the local chain it is the first test account unless one is given.
 */
import { parseArgs } from 'node:util'
import { isHex, type LocalAccount } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { type NetworkConfig, readConfig } from '../contracts/deploy/config'
import { demoAccount, demoSigner } from '../contracts/deploy/demo-accounts'
import { deploy } from '../contracts/deploy/run'
import { buildContracts } from './platform/build'

const USAGE = 'Usage: npm run deploy -- --network local|base-sepolia|base [--rpc URL]'

function deployerOf(config: NetworkConfig): LocalAccount {
  const key = process.env.DEPLOYER_PRIVATE_KEY
  if (key !== undefined) {
    if (isHex(key) && key.length === 66) return privateKeyToAccount(key)
    throw new Error('DEPLOYER_PRIVATE_KEY must be 0x and 64 hexadecimal digits.')
  }
  if (config.chainId === 31_337) return demoSigner(demoAccount('deployer').index)
  throw new Error(`Set DEPLOYER_PRIVATE_KEY to the key that pays for the deployment on ${config.network}.`)
}

function rpcOf(config: NetworkConfig, given: string | undefined): string {
  const url = given ?? process.env.RPC_URL ?? (config.chainId === 31_337 ? 'http://127.0.0.1:8545' : undefined)
  if (url) return url
  throw new Error(`Name the RPC of ${config.network}: --rpc URL, or RPC_URL.`)
}

async function main() {
  const { values } = parseArgs({
    options: { network: { type: 'string' }, rpc: { type: 'string' }, deployments: { type: 'string' } },
  })
  if (!values.network) throw new Error(USAGE)
  const config = readConfig(values.network)
  const rpcUrl = rpcOf(config, values.rpc)
  const account = deployerOf(config)
  buildContracts()
  await deploy({ config, account, rpcUrl, folder: values.deployments, say: (line) => console.log(line) })
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
