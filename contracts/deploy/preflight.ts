import { type Address, formatEther, getAddress, isAddressEqual, parseAbi } from 'viem'
import { ROLE_NAMES, ROLES } from '@/lib/domain/roles'
import { type AccountConfig, accountAddress, type NetworkConfig } from './config'
import { isTestAccount } from './demo-accounts'
import type { Reader } from './plan'

const LOCAL = 31_337
/** Chains whose configuration may be quicker than production's: local, Sepolia, Base Sepolia. */
const TEST_CHAINS = [LOCAL, 11_155_111, 84_532]
/** A hot key signs by itself, and staff may: everybody else is a Safe. */
const KEY_ROLES = ['METER', 'PUBLISHER', 'PRICER', 'FINANCE']
const HOUR = 3_600
const DAY = 86_400

const safeAbi = parseAbi([
  'function getThreshold() view returns (uint256)',
  'function getOwners() view returns (address[])',
])

const same = (a: readonly Address[], b: readonly Address[]): boolean =>
  [...a]
    .map((one) => getAddress(one))
    .sort()
    .join() ===
  [...b]
    .map((one) => getAddress(one))
    .sort()
    .join()

/** A Safe of the configuration is on this chain, with the owners and the threshold that were agreed. */
async function checkSafe(reader: Reader, name: string, account: AccountConfig): Promise<string[]> {
  if (!('safe' in account)) return []
  const { safe: address, threshold, owners } = account
  if (!address) return [`The Safe "${name}" has no address in the configuration.`]
  if (owners.length < threshold || threshold === 0) {
    return [`The Safe "${name}" has ${owners.length} owners in the configuration for a threshold of ${threshold}.`]
  }
  const code = await reader.getCode({ address })
  if (!code || code === '0x') return [`The Safe "${name}" is missing: ${address} has no code on this chain.`]
  try {
    const contract = { address, abi: safeAbi } as const
    const [needed, signers] = await Promise.all([
      reader.readContract({ ...contract, functionName: 'getThreshold' }),
      reader.readContract({ ...contract, functionName: 'getOwners' }),
    ])
    if (needed !== BigInt(threshold)) {
      return [`The Safe "${name}" (${address}) needs ${needed} signatures; the configuration says ${threshold}.`]
    }
    return same(signers, owners)
      ? []
      : [`The Safe "${name}" (${address}) has other owners than the configuration says.`]
  } catch {
    return [`The contract at ${address}, configured as the Safe "${name}", does not answer as a Safe.`]
  }
}

/** Real networks: roles are held by Safes and hot keys that are known, and no public test key holds or signs for anything. */
function checkHolders(config: NetworkConfig): string[] {
  return ROLE_NAMES.flatMap((role) => {
    if (role === 'CHARGER' || role === 'SENTINEL') return []
    return config.roles[role].holders.flatMap((name) => {
      const account = config.accounts[name]
      if (!account) return [`${role} names "${name}", which is not among the accounts.`]
      if (!('safe' in account) && !KEY_ROLES.includes(role))
        return [`${role} must be held by a Safe; "${name}" is none.`]
      if ('key' in account && !account.key) return [`The key "${name}" (${role}) has no address in the configuration.`]
      return []
    })
  })
}

function checkTestKeys(config: NetworkConfig, deployer: Address): string[] {
  const named = Object.entries(config.accounts).flatMap(([name, account]) => {
    const addresses =
      'demo' in account ? [accountAddress(config, name)] : 'safe' in account ? account.owners : [account.key]
    return addresses.flatMap((address) => (address ? [{ who: `"${name}"`, address }] : []))
  })
  return [{ who: 'The deployer', address: deployer }, ...named].flatMap(({ who, address }) =>
    isTestAccount(address) ? [`${who} is the public test account ${address}: anybody holds its key.`] : [],
  )
}

/** Production runs with the delays of contracts.md §2, and nothing quicker. */
function checkDelays(config: NetworkConfig): string[] {
  if (TEST_CHAINS.includes(config.chainId)) return []
  const delays = ROLE_NAMES.flatMap((role) => {
    if (role === 'CHARGER' || role === 'SENTINEL') return []
    const { delay } = config.roles[role]
    const least = ROLES[role].delay
    return BigInt(delay) < least ? [`The delay of ${role} is ${delay} s; production needs at least ${least} s.`] : []
  })
  return [
    ...delays,
    ...(config.rewards.window < DAY
      ? [`The window of Rewards is ${config.rewards.window} s; production needs a day.`]
      : []),
    ...(config.oracle.minInterval < HOUR
      ? [`The oracle's least interval is ${config.oracle.minInterval} s; production needs an hour.`]
      : []),
  ]
}

function checkDeployerApart(config: NetworkConfig, deployer: Address): string[] {
  return Object.entries(config.accounts).flatMap(([name, account]) => {
    const address = 'demo' in account ? accountAddress(config, name) : 'safe' in account ? account.safe : account.key
    return address && isAddressEqual(address, deployer)
      ? [`The deployer is also "${name}": it must hold nothing in the end.`]
      : []
  })
}

async function checkFunds(reader: Reader, deployer: Address): Promise<string[]> {
  const balance = await reader.getBalance({ address: deployer })
  // A whole deployment uses 25 M gas (measured on anvil); a third more for a rising price.
  const needed = (await reader.getGasPrice()) * 33_000_000n
  if (balance >= needed) return []
  const have = formatEther(balance)
  return [`The deployer ${deployer} has ${have} ETH; a deployment needs about ${formatEther(needed)} ETH of gas.`]
}

async function requireChain(reader: Reader, config: NetworkConfig) {
  const chainId = await reader.getChainId()
  if (chainId === config.chainId) return
  throw new Error(
    `Wrong chain: the network ${config.network} has chain id ${config.chainId}, but this RPC answers ${chainId}.`,
  )
}

/** Throws one error with every reason why this deployment must not begin. */
export async function requireReady(reader: Reader, config: NetworkConfig, deployer: Address, isResumed: boolean) {
  await requireChain(reader, config)
  const isLocal = config.chainId === LOCAL
  const safes = Object.entries(config.accounts).map(([name, account]) => checkSafe(reader, name, account))
  const problems = [
    ...(isLocal ? [] : checkHolders(config)),
    ...(isLocal ? [] : checkTestKeys(config, deployer)),
    ...checkDelays(config),
    ...checkDeployerApart(config, deployer),
    ...(await Promise.all(safes)).flat(),
    ...(isResumed ? [] : await checkFunds(reader, deployer)),
  ]
  const unique = [...new Set(problems)]
  if (unique.length > 0)
    throw new Error(`Not deployed to ${config.network}:\n${unique.map((one) => `- ${one}`).join('\n')}`)
}
