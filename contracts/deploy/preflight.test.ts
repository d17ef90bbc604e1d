import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Address, createPublicClient, createWalletClient, defineChain, http } from 'viem'
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deploySafe, deploySafeSystem } from '../../e2e/fixtures/safe'
import { type Anvil, callRpc, startAnvil } from '../../scripts/platform/anvil'
import { buildContracts } from '../../scripts/platform/build'
import { ROOT } from '../../scripts/platform/foundry'
import { readConfig } from './config'
import { demoSigner } from './demo-accounts'
import { deploy } from './run'

const folder = join(mkdtempSync(join(tmpdir(), 'cxpt-preflight-')), '/')
const newAddress = (): Address => privateKeyToAccount(generatePrivateKey()).address

let sepolia: Anvil
let mainnet: Anvil
let deployer: PrivateKeyAccount

type Accounts = Record<string, { safe: Address | null; threshold: number; owners: Address[] } | { key: Address | null }>

/** A network's committed configuration with accounts filled in, as somebody would do before a deployment. */
function configure(network: string, accounts: Accounts, change: Record<string, unknown> = {}) {
  const json = JSON.parse(readFileSync(join(ROOT, 'contracts', 'config', `${network}.json`), 'utf8'))
  const path = join(folder, `${network}-${Math.random().toString(36).slice(2)}.json`)
  writeFileSync(path, JSON.stringify({ ...json, ...change, accounts: { ...json.accounts, ...accounts } }))
  return readConfig(path)
}

const keys = (): Accounts =>
  Object.fromEntries(
    ['meter', 'publisher', 'pricer'].flatMap((name) => [
      [name, { key: newAddress() }],
      [`${name}-standby`, { key: newAddress() }],
    ]),
  )

/** A real Safe, on a chain that has none yet. */
async function createSafe({ url }: Anvil, id: number, owners: Address[], threshold: number): Promise<Address> {
  const nativeCurrency = { name: 'Ether', symbol: 'ETH', decimals: 18 }
  const chain = defineChain({ id, name: 'local', nativeCurrency, rpcUrls: { default: { http: [url] } } })
  const client = createPublicClient({ chain, transport: http(url), pollingInterval: 50 })
  const sender = createWalletClient({ account: deployer, chain, transport: http(url) })
  return deploySafe(sender, client, await deploySafeSystem(sender, client), owners, BigInt(threshold))
}

beforeAll(async () => {
  buildContracts()
  sepolia = await startAnvil({ chainId: 84_532 })
  mainnet = await startAnvil({ chainId: 8_453 })
  deployer = privateKeyToAccount(generatePrivateKey())
  for (const { url } of [sepolia, mainnet]) {
    await callRpc(url, 'anvil_setBalance', [deployer.address, `0x${(10n ** 20n).toString(16)}`])
  }
})

afterAll(async () => {
  await sepolia.stop()
  await mainnet.stop()
  rmSync(folder, { recursive: true, force: true })
})

const attempt = (config: ReturnType<typeof readConfig>, { url }: Anvil, account = deployer) =>
  deploy({ config: { ...config, confirmations: 1 }, account, rpcUrl: url, folder })

describe('a deployment is refused before anything is sent', () => {
  test('on a chain with another id', async () => {
    const refused = attempt(readConfig('local'), sepolia)
    await expect(refused).rejects.toThrow(
      'Wrong chain: the network local has chain id 31337, but this RPC answers 84532.',
    )
  })

  test.each([['base-sepolia'], ['base']])('to %s as committed, whose Safes and keys are unknown', async (network) => {
    const refused = deploy({
      config: readConfig(network),
      account: deployer,
      rpcUrl: network === 'base' ? mainnet.url : sepolia.url,
      folder,
    })
    await expect(refused).rejects.toThrow('The Safe "admin" has no address in the configuration.')
  })

  test('when a Safe has no code on this chain', async () => {
    const missing = newAddress()
    const safe = { safe: missing, threshold: 1, owners: [newAddress()] }
    const config = configure('base-sepolia', { ...keys(), admin: safe, treasurer: safe, guardian: safe, finance: safe })
    const sentence = `The Safe "admin" is missing: ${missing} has no code on this chain.`
    await expect(attempt(config, sepolia)).rejects.toThrow(sentence)
  })

  test('when a Safe needs fewer signatures, or has other owners, than agreed', async () => {
    const owners = [newAddress(), newAddress(), newAddress()]
    const safe = await createSafe(sepolia, 84_532, owners, 1)
    const others = { safe, threshold: 1, owners: [newAddress(), newAddress()] }
    const weak = { safe, threshold: 2, owners }
    const config = configure('base-sepolia', {
      ...keys(),
      admin: weak,
      treasurer: others,
      guardian: weak,
      finance: weak,
    })
    const refused = attempt(config, sepolia)
    await expect(refused).rejects.toThrow(`The Safe "admin" (${safe}) needs 1 signatures; the configuration says 2.`)
    await expect(refused).rejects.toThrow(
      `The Safe "treasurer" (${safe}) has other owners than the configuration says.`,
    )
  })

  test('when a contract that is called a Safe is none', async () => {
    const token = { safe: '0x4e59b44847b379578588920cA78FbF26c0B4956C' as const, threshold: 1, owners: [newAddress()] }
    const config = configure('base-sepolia', {
      ...keys(),
      admin: token,
      treasurer: token,
      guardian: token,
      finance: token,
    })
    await expect(attempt(config, sepolia)).rejects.toThrow('configured as the Safe "admin", does not answer as a Safe.')
  })

  test('when a key without a Safe would hold a powerful role', async () => {
    const config = configure('base-sepolia', { ...keys(), admin: { key: newAddress() } })
    await expect(attempt(config, sepolia)).rejects.toThrow('ADMIN must be held by a Safe; "admin" is none.')
  })

  test('when a public test key deploys or holds something', async () => {
    const meter = demoSigner(4).address
    const config = configure('base-sepolia', { ...keys(), meter: { key: meter } })
    const refused = deploy({ config, account: demoSigner(0), rpcUrl: sepolia.url, folder })
    await expect(refused).rejects.toThrow(`"meter" is the public test account ${meter}: anybody holds its key.`)
    await expect(refused).rejects.toThrow(`The deployer is the public test account ${demoSigner(0).address}`)
  })

  test('when the deployer is one of the holders', async () => {
    const config = configure('base-sepolia', { ...keys(), meter: { key: deployer.address } })
    await expect(attempt(config, sepolia)).rejects.toThrow('The deployer is also "meter": it must hold nothing')
  })

  test('when the deployer cannot pay', async () => {
    const poor = privateKeyToAccount(generatePrivateKey())
    const refused = attempt(readConfig('base-sepolia'), sepolia, poor)
    await expect(refused).rejects.toThrow(`The deployer ${poor.address} has 0 ETH; a deployment needs about`)
  })

  test('when production would run with shorter delays', async () => {
    const { roles, rewards } = JSON.parse(readFileSync(join(ROOT, 'contracts', 'config', 'base.json'), 'utf8'))
    const config = configure('base', keys(), {
      roles: { ...roles, PARAMS: { ...roles.PARAMS, delay: 60 } },
      rewards: { ...rewards, window: 3_600 },
    })
    const refused = attempt(config, mainnet)
    await expect(refused).rejects.toThrow('The delay of PARAMS is 60 s; production needs at least 172800 s.')
    await expect(refused).rejects.toThrow('The window of Rewards is 3600 s; production needs a day.')
  })
})

test('a production configuration with real Safes is deployed and read back', { timeout: 120_000 }, async () => {
  const safes: Accounts = {}
  for (const [name, threshold, size] of [
    ['admin', 4, 7],
    ['treasurer', 3, 5],
    ['guardian', 2, 5],
    ['finance', 2, 3],
  ] as const) {
    const owners = Array.from({ length: size }, newAddress)
    safes[name] = { safe: await createSafe(mainnet, 8_453, owners, threshold), threshold, owners }
  }
  const said: string[] = []
  const config = configure('base', { ...keys(), ...safes })
  const options = { config: { ...config, confirmations: 1 }, account: deployer, rpcUrl: mainnet.url, folder }
  const deployment = await deploy({ ...options, say: (line) => said.push(line) })
  expect(Object.keys(deployment.contracts)).toHaveLength(9)
  expect(deployment.contracts.Faucet).toBeUndefined()
  expect(said.at(-1)).toMatch(/^Deployed 9 contracts from block \d+; all values and roles read back\.$/)
})
