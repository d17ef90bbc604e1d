import type { Address, Hex, LocalAccount } from 'viem'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { deploySafe, deploySafeSystem, SafeProvider, type SafeSystem } from '../../e2e/fixtures/safe'
import { MemoryStorage, startTxChain, type TxChain } from '../../e2e/fixtures/tx-chain'
import { getContract } from '../chain/contract'
import { CXPT } from '../domain/units'
import { readCapability } from './capability'
import { checkNeeds, firstFailure, readStanding } from './checks'
import type { SafeStatus, TxDeps } from './deps'
import { choosePath } from './path'
import { loadCredits } from './payments'
import { pendingStore } from './pending'
import { resumeTransaction } from './resume'
import { runTransaction } from './run'
import { isSafeAccount } from './safe'
import type { TxStage } from './stage'

let chain: TxChain
let owners: LocalAccount[]
let system: SafeSystem
let safe: Address
let provider: SafeProvider
let stages: TxStage[]
const storage = new MemoryStorage()

beforeAll(async () => {
  chain = await startTxChain()
  owners = await Promise.all([30, 31, 32].map((index) => chain.newcomer(index, 0n)))
  const deployer = chain.senderOf(owners[0] as LocalAccount)
  system = await deploySafeSystem(deployer, chain.client)
  const addresses = owners.map(({ address }) => address)
  safe = await deploySafe(deployer, chain.client, system, addresses, 2n)
  await chain.give(safe, 1_000n * CXPT)
})
afterAll(() => chain?.stop())

beforeEach(() => {
  stages = []
  provider = new SafeProvider({ safe, system, reader: chain.client, chainId: 31_337, threshold: 2 })
})

const askSafe = async (hash: Hex): Promise<SafeStatus> => {
  const { detailedExecutionInfo: info } = await provider.sdk.txs.getBySafeTxHash(hash)
  return { confirmations: info.confirmations.length, required: info.confirmationsRequired, isCancelled: false }
}

function deps(): TxDeps {
  return {
    client: chain.client,
    wallet: chain.walletOf(provider, safe),
    isSafe: true,
    askSafe,
    pending: pendingStore(storage, 31_337, safe),
    check: async ({ needs }) => {
      const failure = firstFailure(checkNeeds(needs, await readStanding(chain, safe, needs, true), null))
      if (failure) throw failure
    },
    isIndexed: async () => true,
    refresh: async () => {},
    timing: { poll: 50, indexLimit: 400 },
    logRange: 10n,
  }
}

const flow = () =>
  loadCredits({ deployment: chain.deployment, account: safe, amount: 100n * CXPT, path: 'safe', title: 'Load credits' })
const onStage = (stage: TxStage) => stages.push(stage)
const owner = (index: number) => owners[index] as LocalAccount

async function proposal(): Promise<Hex> {
  await expect.poll(() => provider.proposals.length).toBeGreaterThan(0)
  return provider.proposals[0] as Hex
}
async function seen(confirmations: number): Promise<void> {
  const signed = () => stages.map((stage) => (stage.name === 'safe-proposed' ? stage.progress?.confirmations : null))
  await expect.poll(signed).toContain(confirmations)
}
const creditsOf = (account: Address) =>
  chain.client.readContract({ ...getContract(chain.deployment, 'Vault'), functionName: 'balanceOf', args: [account] })

test('a Safe is told from a key and from another contract', async () => {
  expect(await isSafeAccount(chain.client, safe)).toBe(true)
  expect(await isSafeAccount(chain.client, owner(0).address)).toBe(false)
  expect(await isSafeAccount(chain.client, getContract(chain.deployment, 'Vault').address)).toBe(false)
})

test('a Safe pays by a batch, without gas of its own', async () => {
  const capability = await readCapability(chain.client, chain.walletOf(provider, safe))
  expect(capability).toEqual({ isSafe: true, isContract: true, canBatch: true })
  expect(choosePath(100n, 0n, { ...capability, isPermitRefused: false })).toBe('safe')
  expect(await chain.client.getBalance({ address: safe })).toBe(0n)
})

test('proposed, signed by two of three, executed: done under the hash of the transaction, not of the Safe', async () => {
  const end = runTransaction({ flow: flow(), deps: deps(), onStage })
  const hash = await proposal()
  await provider.sign(hash, owner(0))
  await seen(1)
  await provider.sign(hash, owner(2))
  await seen(2)
  expect(await creditsOf(safe)).toBe(0n)
  const executed = await provider.execute(hash, chain.senderOf(owner(1)))
  expect(await end).toMatchObject({ name: 'done', hash: executed })
  expect(executed).not.toBe(hash)
  expect(await creditsOf(safe)).toBe(100n * CXPT)
  expect(stages.some(({ name }) => name === 'pending')).toBe(false)
})

test('a page closed while proposed: executed several ranges of logs later, the next page sees it', async () => {
  const before = await creditsOf(safe)
  const page = new AbortController()
  const first = runTransaction({ flow: flow(), deps: deps(), onStage, signal: page.signal })
  const hash = await proposal()
  await seen(0)
  page.abort(new Error('the page was closed'))
  await first
  const [pending] = pendingStore(storage, 31_337, safe).list()
  expect(pending).toMatchObject({ state: 'proposed', hash })
  await chain.mine(25)
  await provider.sign(hash, owner(0))
  await provider.sign(hash, owner(1))
  const executed = await provider.execute(hash, chain.senderOf(owner(0)))
  await chain.mine(25)
  if (!pending) throw new Error('nothing is pending')
  expect(await resumeTransaction({ pending, deps: deps(), onStage })).toMatchObject({ name: 'done', hash: executed })
  expect(await creditsOf(safe)).toBe(before + 100n * CXPT)
  expect(pendingStore(storage, 31_337, safe).list()).toEqual([])
})
