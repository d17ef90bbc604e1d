import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Address, createPublicClient, createWalletClient, encodeFunctionData, http } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessManagerAbi, cxptAbi, parametersAbi, vaultAbi } from '@/contracts-abi'
import { ROLE_NAMES, ROLES } from '@/lib/domain/roles'
import { type Anvil, callRpc, startAnvil } from '../../scripts/platform/anvil'
import { buildContracts } from '../../scripts/platform/build'
import { deployLocally } from '../../scripts/platform/local-chain'
import { demoAccount, demoSigner } from './demo-accounts'
import { DEPLOYMENTS, type Deployment } from './deployment-file'

const folder = join(mkdtempSync(join(tmpdir(), 'cxpt-deploy-')), '/')
let anvil: Anvil
let deployment: Deployment
const said: string[] = []

const client = () => createPublicClient({ transport: http(anvil.url), cacheTime: 0 })
const at = (name: 'AccessManager' | 'CXPT' | 'Parameters' | 'Treasury' | 'Rewards' | 'Vault'): Address => {
  const found = deployment.contracts[name]
  if (!found) throw new Error(`${name} is not deployed`)
  return found.address
}

beforeAll(async () => {
  buildContracts()
  anvil = await startAnvil({ timestamp: 1_800_000_000 })
  deployment = await deployLocally({ rpcUrl: anvil.url, folder, say: (line) => said.push(line) })
})

afterAll(async () => {
  await anvil.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('a fresh local chain gives the committed deployment file, byte for byte', () => {
  const written = readFileSync(join(folder, '31337.json'), 'utf8')
  expect(written).toBe(readFileSync(join(DEPLOYMENTS, '31337.json'), 'utf8'))
})

test('all tokens are with Treasury and Rewards', async () => {
  const balanceOf = (holder: Address) =>
    client().readContract({ address: at('CXPT'), abi: cxptAbi, functionName: 'balanceOf', args: [holder] })
  expect(await balanceOf(at('Treasury'))).toBe(520_000_000n * 10n ** 18n)
  expect(await balanceOf(at('Rewards'))).toBe(480_000_000n * 10n ** 18n)
})

test('the deployer holds no role', async () => {
  const { address } = demoAccount('deployer')
  for (const role of ROLE_NAMES) {
    const args = [ROLES[role].id, address] as const
    const held = await client().readContract({
      address: at('AccessManager'),
      abi: accessManagerAbi,
      functionName: 'hasRole',
      args,
    })
    expect([role, held[0]]).toEqual([role, false])
  }
})

test('the launch phase is the last one, and the split is 5, 20, 15 and 60 percent', async () => {
  const phase = await client().readContract({ address: at('Parameters'), abi: parametersAbi, functionName: 'phase' })
  const split = await client().readContract({ address: at('Vault'), abi: vaultAbi, functionName: 'split' })
  expect(phase).toBe(2)
  expect(split).toEqual({ burn: 500, protocol: 2000, operations: 1500, provider: 6000 })
})

test('the admin changes the split by schedule, 15 seconds, execute, and not sooner', async () => {
  const admin = createWalletClient({ account: demoSigner(demoAccount('admin').index), transport: http(anvil.url) })
  const data = encodeFunctionData({
    abi: vaultAbi,
    functionName: 'setSplit',
    args: [{ burn: 1000, protocol: 2000, operations: 1500, provider: 5500 }],
  })
  const snapshot = await callRpc(anvil.url, 'evm_snapshot')
  const scheduled = await admin.writeContract({
    address: at('AccessManager'),
    abi: accessManagerAbi,
    functionName: 'schedule',
    args: [at('Vault'), data, 0],
    chain: null,
  })
  await client().waitForTransactionReceipt({ hash: scheduled })
  const execute = () => admin.sendTransaction({ to: at('Vault'), data, chain: null })
  // AccessManagerNotReady
  await expect(execute()).rejects.toThrow('custom error 0x18cb6b7a')
  // Counted from the chain's own clock: the blocks of a deployment may run ahead of the machine's.
  const { timestamp } = await client().getBlock()
  await callRpc(anvil.url, 'evm_setNextBlockTimestamp', [Number(timestamp) + 15])
  await callRpc(anvil.url, 'evm_mine')
  await client().waitForTransactionReceipt({ hash: await execute() })
  const split = await client().readContract({ address: at('Vault'), abi: vaultAbi, functionName: 'split' })
  expect(split.burn).toBe(1000)
  await callRpc(anvil.url, 'evm_revert', [snapshot])
})

test('a second run sends nothing and says so', async () => {
  const { address } = demoAccount('deployer')
  const before = await client().getTransactionCount({ address })
  said.length = 0
  expect(await deployLocally({ rpcUrl: anvil.url, folder, say: (line) => said.push(line) })).toEqual(deployment)
  expect(await client().getTransactionCount({ address })).toBe(before)
  expect(said).toEqual(['Already deployed on chain 31337: the code of every contract is as recorded.'])
})
