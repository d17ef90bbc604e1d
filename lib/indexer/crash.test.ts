import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { random, trafficOn } from '../../scripts/testing/traffic'
import { findCheckpoint } from '../db/checkpoint'
import { ledgerHash } from './hash'
import { runIndexer } from './run'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
let server: TestServer
let chain: LedgerChain

beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain()
  const traffic = trafficOn(chain, 13)
  await traffic.begin()
  await traffic.everything()
  for (let i = 0; i < 10; i += 1) await traffic.round()
})
afterAll(async () => {
  await chain?.stop()
  await server?.stop()
})

/** The real entry point in a process of its own. */
function startIndexer(url: string, flags: string[]): ChildProcess {
  const args = ['--import', 'tsx', 'scripts/index.ts', '--deployments', chain.folder, ...flags]
  const env = { ...process.env, DATABASE_URL: url, RPC_URL: chain.anvil.url, CHAIN_ID: '31337' }
  return spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] })
}

const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))

/** Kills with -9 a few milliseconds after the indexer said that it wrote its n-th chunk. */
async function killAfter(child: ChildProcess, chunks: number, delayMs: number): Promise<void> {
  let [seen, isDoomed] = [0, false]
  child.stdout?.on('data', (text: Buffer) => {
    seen += text.toString().split('"Indexed"').length - 1
    if (seen < chunks || isDoomed) return
    isDoomed = true
    setTimeout(() => child.kill('SIGKILL'), delayMs)
  })
  await ended(child)
}

const readAll = async (child: ChildProcess): Promise<string> => {
  let text = ''
  child.stdout?.on('data', (part: Buffer) => {
    text += part.toString()
  })
  await ended(child)
  return text
}

/** Its own line among those of the log, which may come after it. */
const hashIn = (text: string) => text.split('\n').find((line) => /^[0-9a-f]{64}$/.test(line))

test('killed with -9 at any instant and started again, the rows are those of an undisturbed run', async () => {
  const seed = Number(process.env.CRASH_SEED ?? 21)
  const draw = random(seed)
  const { db, url } = await server.open('killed')
  const stops: bigint[] = []
  for (let i = 0; i < 6; i += 1) {
    const child = startIndexer(url, ['--once', '--blocks', '1'])
    await killAfter(child, 1 + draw(4), draw(25))
    stops.push((await findCheckpoint(db, 31_337))?.blockNumber ?? 0n)
  }
  expect(new Set(stops).size, `stopped at ${stops.join(', ')}`).toBeGreaterThan(3)

  const last = startIndexer(url, ['--once', '--hash'])
  const printed = hashIn(await readAll(last))

  const { db: fresh } = await server.open('undisturbed')
  await runIndexer({ db: fresh, client: chain.client, deployment: chain.deployment, once: true })
  const { hash } = await ledgerHash(fresh, 31_337)
  expect(printed, `CRASH_SEED=${seed}`).toBe(hash)
}, 180_000)

test('SIGTERM ends it cleanly, and --rewind takes it back', async () => {
  const { db, url } = await server.open('commands')
  const child = startIndexer(url, [])
  await expect.poll(async () => (await findCheckpoint(db, 31_337))?.state, { timeout: 60_000 }).toBe('live')
  child.kill('SIGTERM')
  expect(await ended(child)).toBe(0)
  const before = (await ledgerHash(db, 31_337)).hash
  const back = startIndexer(url, ['--rewind', '40', '--once', '--hash'])
  expect(hashIn(await readAll(back))).toBe(before)
  const wrong = startIndexer(url, ['--rewind', 'x'])
  expect(await readAll(wrong)).toContain('--rewind takes a number of blocks, not \\"x\\".')
}, 180_000)

test('a second indexer takes over within ten seconds of the first being killed with -9', async () => {
  const { db, url } = await server.open('takeover')
  const first = startIndexer(url, [])
  await expect.poll(async () => (await findCheckpoint(db, 31_337))?.state, { timeout: 60_000 }).toBe('live')
  const second = startIndexer(url, [])
  const saidBy = (child: ChildProcess, words: string) =>
    new Promise<void>((resolve) => {
      child.stdout?.on('data', (text: Buffer) => {
        if (text.toString().includes(words)) resolve()
      })
    })
  await saidBy(second, 'standing by')
  first.kill('SIGKILL')
  await ended(first)
  await chain.mine()
  const head = await chain.client.getBlockNumber()
  await expect.poll(async () => (await findCheckpoint(db, 31_337))?.blockNumber, { timeout: 10_000 }).toBe(head)
  second.kill('SIGTERM')
  expect(await ended(second)).toBe(0)
}, 180_000)
