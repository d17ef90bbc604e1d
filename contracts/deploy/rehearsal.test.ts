import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Abi,
  type Address,
  createPublicClient,
  createWalletClient,
  defineChain,
  encodeFunctionData,
  type Hex,
  http,
  type PublicClient,
  parseEventLogs,
  zeroHash,
} from 'viem'
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ABIS, type ContractName } from '../../contracts-abi'
import { deploySafe, deploySafeSystem, SafeProvider, type SafeSystem, type Sender } from '../../e2e/fixtures/safe'
import { ROLES } from '../../lib/domain/roles'
import { type Anvil, callRpc, startAnvil } from '../../scripts/platform/anvil'
import { buildContracts } from '../../scripts/platform/build'
import { ROOT } from '../../scripts/platform/foundry'
import { readConfig } from './config'
import type { Deployment } from './deployment-file'
import { readRoleTable } from './role-table'
import { deploy } from './run'

/** Base's chain id on a chain of our own, so that nothing of the production configuration is changed for the rehearsal. */
const CHAIN_ID = 8_453
const DAY = 86_400
const CXPT = 10n ** 18n
const SAFES = { admin: [4, 7], treasurer: [3, 5], guardian: [2, 5], finance: [2, 3] } as const
type SafeName = keyof typeof SAFES
type TestSafe = { address: Address; owners: PrivateKeyAccount[]; provider: SafeProvider }

const folder = join(mkdtempSync(join(tmpdir(), 'cxpt-rehearsal-')), '/')
const chain = defineChain({
  id: CHAIN_ID,
  name: 'rehearsal',
  nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
  rpcUrls: { default: { http: [] } },
})

let anvil: Anvil
let client: PublicClient
let deployer: PrivateKeyAccount
let anyone: Sender
let safes: Record<SafeName, TestSafe>
let deployment: Deployment
const said: string[] = []

const at = (name: ContractName): Address => {
  const entry = deployment.contracts[name]
  if (!entry) throw new Error(`no ${name}`)
  return entry.address
}
const newAccount = () => privateKeyToAccount(generatePrivateKey())
const dataOf = (name: ContractName, functionName: string, args: readonly unknown[]): Hex =>
  encodeFunctionData({ abi: ABIS[name] as Abi, functionName, args: [...args] })
const read = (name: ContractName, functionName: string, args: readonly unknown[] = []) =>
  client.readContract({ address: at(name), abi: ABIS[name] as Abi, functionName, args: [...args] })

async function wait(seconds: number): Promise<void> {
  await callRpc(anvil.url, 'evm_increaseTime', [seconds])
  await callRpc(anvil.url, 'evm_mine', [])
}

async function rich(account: PrivateKeyAccount): Promise<Sender> {
  await callRpc(anvil.url, 'anvil_setBalance', [account.address, `0x${(10n ** 20n).toString(16)}`])
  return createWalletClient({ account, chain, transport: http(anvil.url) })
}

async function send(sender: Sender, to: ContractName, functionName: string, args: readonly unknown[]) {
  const hash = await sender.sendTransaction({ to: at(to), data: dataOf(to, functionName, args) })
  const receipt = await client.waitForTransactionReceipt({ hash })
  expect(receipt.status).toBe('success')
  return receipt
}

async function makeSafe(
  system: SafeSystem,
  sender: Sender,
  [threshold, size]: readonly [number, number],
): Promise<TestSafe> {
  const owners = Array.from({ length: size }, newAccount)
  const addresses = owners.map(({ address }) => address)
  const address = await deploySafe(sender, client, system, addresses, BigInt(threshold))
  const options = { safe: address, system, reader: client, chainId: CHAIN_ID, threshold }
  return { address, owners, provider: new SafeProvider(options) }
}

/** One owner proposes, the threshold signs, anyone sends. A Safe whose call fails reverts as a whole. */
async function actAs(name: SafeName, to: ContractName, data: Hex) {
  const { provider, owners } = safes[name]
  const proposal = (await provider.request({ method: 'eth_sendTransaction', params: [{ to: at(to), data }] })) as Hex
  for (const owner of owners.slice(0, SAFES[name][0])) await provider.sign(proposal, owner)
  return client.waitForTransactionReceipt({ hash: await provider.execute(proposal, anyone) })
}

const scheduleAs = (name: SafeName, to: ContractName, data: Hex) =>
  actAs(name, 'AccessManager', dataOf('AccessManager', 'schedule', [at(to), data, 0]))

beforeAll(async () => {
  buildContracts()
  anvil = await startAnvil({ chainId: CHAIN_ID })
  client = createPublicClient({ chain, transport: http(anvil.url), pollingInterval: 50 })
  deployer = newAccount()
  await rich(deployer)
  anyone = await rich(newAccount())
  const system = await deploySafeSystem(anyone, client)
  const entries = Object.entries(SAFES) as [SafeName, readonly [number, number]][]
  safes = {} as Record<SafeName, TestSafe>
  for (const [name, size] of entries) safes[name] = await makeSafe(system, anyone, size)
  const json = JSON.parse(readFileSync(join(ROOT, 'contracts/config/base.json'), 'utf8'))
  const accounts = {
    ...json.accounts,
    ...Object.fromEntries(
      entries.map(([name, [threshold]]) => {
        const { address, owners } = safes[name]
        return [name, { safe: address, threshold, owners: owners.map((owner) => owner.address) }]
      }),
    ),
  }
  for (const key of Object.keys(accounts)) if ('key' in accounts[key]) accounts[key] = { key: newAccount().address }
  const path = join(folder, 'base.json')
  writeFileSync(path, JSON.stringify({ ...json, accounts, confirmations: 1 }))
  deployment = await deploy({
    config: readConfig(path),
    account: deployer,
    rpcUrl: anvil.url,
    folder,
    say: (line) => said.push(line),
  })
}, 240_000)

afterAll(async () => {
  await anvil.stop('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

test('every value and role is read back before the deployment says it is done', () => {
  expect(said.at(-1)).toMatch(/^Deployed 9 contracts from block \d+; all values and roles read back\.$/)
})

test('only the Admin Safe is ADMIN, with five days, nothing is scheduled, and all of that held before the tokens were minted', async () => {
  const manager = at('AccessManager')
  const logs = await client.getLogs({ address: manager, fromBlock: 0n })
  const events = parseEventLogs({ abi: ABIS.AccessManager, logs })
  expect(events.filter(({ eventName }) => eventName === 'OperationScheduled')).toEqual([])
  const members = new Map<string, bigint>()
  for (const event of events) {
    if (event.eventName === 'RoleGranted' && event.args.roleId === 0n)
      members.set(event.args.account, event.blockNumber)
    if (event.eventName === 'RoleRevoked' && event.args.roleId === 0n) members.delete(event.args.account)
  }
  expect([...members.keys()]).toEqual([safes.admin.address])
  expect(await read('AccessManager', 'hasRole', [0n, safes.admin.address])).toEqual([true, 5 * DAY])
  const renounced = events.find((event) => event.eventName === 'RoleRevoked' && event.args.roleId === 0n)
  expect(renounced?.args).toMatchObject({ account: deployer.address })
  const [mint] = await client.getLogs({ address: at('CXPT'), fromBlock: 0n })
  expect(mint?.blockNumber).toBeGreaterThan(renounced?.blockNumber ?? 2n ** 64n)
  expect(await read('CXPT', 'totalSupply')).toBe(10n ** 27n)
})

test('the deployer holds nothing and can call nothing that is restricted', async () => {
  for (const { id, name } of Object.values(ROLES))
    expect(await read('AccessManager', 'hasRole', [id, deployer.address]), name).toEqual([false, 0])
  let checked = 0
  for (const { contract, signature, selector } of readRoleTable().functions) {
    if (contract === 'AccessManager') continue
    const args = [deployer.address, at(contract), selector]
    expect(await read('AccessManager', 'canCall', args), signature).toEqual([false, 0])
    checked += 1
  }
  expect(checked).toBeGreaterThan(30)
  expect(await read('CXPT', 'balanceOf', [deployer.address])).toBe(0n)
})

test('a canary: the Treasury Safe pays out after a day, and a deposit comes back to the wei after its notice', async () => {
  const canary = await rich(newAccount())
  const { address } = canary.account
  const payment = dataOf('Treasury', 'withdraw', [2, address, 100n * CXPT, zeroHash])
  await scheduleAs('treasurer', 'Treasury', payment)
  await expect(actAs('treasurer', 'Treasury', payment)).rejects.toThrow()
  await wait(DAY)
  await actAs('treasurer', 'Treasury', payment)
  expect(await read('CXPT', 'balanceOf', [address])).toBe(100n * CXPT)

  await send(canary, 'CXPT', 'approve', [at('Vault'), 100n * CXPT])
  await send(canary, 'Vault', 'deposit', [address, 100n * CXPT])
  expect(await read('Vault', 'credits')).toBe(100n * CXPT)
  await send(canary, 'Vault', 'requestWithdrawal', [100n * CXPT])
  await wait(DAY)
  await send(canary, 'Vault', 'withdraw', [address])
  expect(await read('CXPT', 'balanceOf', [address])).toBe(100n * CXPT)
  expect(await read('Vault', 'credits')).toBe(0n)
})

test('the Admin Safe proposes a split, waits two days, and executes it; not sooner', async () => {
  const next = { burn: 600, protocol: 1900, operations: 1500, provider: 6000 }
  const change = dataOf('Vault', 'setSplit', [next])
  await scheduleAs('admin', 'Vault', change)
  await wait(2 * DAY - 60)
  await expect(actAs('admin', 'Vault', change)).rejects.toThrow()
  await wait(60)
  await actAs('admin', 'Vault', change)
  expect(await read('Vault', 'split')).toEqual(next)
})

test('a captured Admin Safe that would make somebody ADMIN is cancelled by the Guardian Safe', async () => {
  const attacker = newAccount().address
  const grant = dataOf('AccessManager', 'grantRole', [0n, attacker, 0])
  await scheduleAs('admin', 'AccessManager', grant)
  await wait(4 * DAY)
  const cancel = [safes.admin.address, at('AccessManager'), grant]
  await actAs('guardian', 'AccessManager', dataOf('AccessManager', 'cancel', cancel))
  await wait(2 * DAY)
  const execute = dataOf('AccessManager', 'execute', [at('AccessManager'), grant])
  await expect(actAs('admin', 'AccessManager', execute)).rejects.toThrow()
  expect(await read('AccessManager', 'hasRole', [0n, attacker])).toEqual([false, 0])
})

test('fewer owners than the threshold move nothing', async () => {
  const { provider, owners } = safes.guardian
  const data = dataOf('Vault', 'pauseAll', [])
  const proposal = (await provider.request({
    method: 'eth_sendTransaction',
    params: [{ to: at('Vault'), data }],
  })) as Hex
  await provider.sign(proposal, owners[0] as PrivateKeyAccount)
  await expect(provider.execute(proposal, anyone)).rejects.toThrow()
})
