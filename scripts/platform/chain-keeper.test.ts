import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Anvil, callRpc } from './anvil'
import { readBlock } from './chain-archive'
import { ChainKeeper } from './chain-keeper'
import { freePort } from './ports'

const HOUR = 3_600
const DAY = 86_400
/** 2023-11-15T00:00:00Z, a day's beginning. */
const GENESIS = 1_700_006_400
const SENDER = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const RECEIVER = '0x000000000000000000000000000000000000c0de'

const folder = mkdtempSync(join(tmpdir(), 'cxpt-chain-'))
const said: string[] = []
let port: number
let running: Anvil
let keeper: ChainKeeper
/** Block number → what the receiver had at the end of it. */
const dayEnds = new Map<number, unknown>()

const open = (blocksPerRun?: number) =>
  new ChainKeeper({
    blocksPerRun,
    folder,
    port,
    logFile: join(folder, 'anvil.log'),
    genesisTime: GENESIS,
    clock: 'own',
    heartbeat: 1,
    onStart: (anvil) => {
      running = anvil
    },
    say: (line) => said.push(line),
  })

const balanceAt = (block: number) => callRpc(keeper.url, 'eth_getBalance', [RECEIVER, `0x${block.toString(16)}`])
const until = async (isTrue: () => Promise<boolean> | boolean) => {
  while (!(await isTrue())) await new Promise((wake) => setTimeout(wake, 50))
}

/** Forty-six days, each of a transfer and 23 empty blocks an hour apart. */
async function writeHistory() {
  for (let day = 1; day <= 46; day++) {
    await callRpc(keeper.url, 'evm_setNextBlockTimestamp', [GENESIS + day * DAY])
    await callRpc(keeper.url, 'eth_sendTransaction', [{ from: SENDER, to: RECEIVER, value: '0x1' }])
    await callRpc(keeper.url, 'anvil_mine', [23, HOUR])
  }
  const head = await readBlock(keeper.url, 'latest')
  let before = await readBlock(keeper.url, 0)
  for (let number = 1; number <= head.number; number++) {
    const block = await readBlock(keeper.url, number)
    const isNextDay = Math.floor(block.time / DAY) > Math.floor(before.time / DAY)
    if (isNextDay) dayEnds.set(before.number, await balanceAt(before.number))
    before = block
  }
  expect(dayEnds.size).toBeGreaterThanOrEqual(45)
}

beforeAll(async () => {
  port = await freePort()
  keeper = open()
  await keeper.start()
  await writeHistory()
  await keeper.settle()
})

afterAll(async () => {
  await keeper.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('no block comes by itself while automining is off', async () => {
  await callRpc(keeper.url, 'evm_setAutomine', [false])
  // A block that was on its way may still come.
  await new Promise((wake) => setTimeout(wake, 600))
  const before = await readBlock(keeper.url, 'latest')
  await new Promise((wake) => setTimeout(wake, 2_500))
  expect((await readBlock(keeper.url, 'latest')).number).toBe(before.number)
  await callRpc(keeper.url, 'evm_setAutomine', [true])
  await until(async () => (await readBlock(keeper.url, 'latest')).number > before.number)
})

test('blocks keep coming when nobody sends anything, at the pace of the clock', async () => {
  const before = await readBlock(keeper.url, 'latest')
  await until(async () => (await readBlock(keeper.url, 'latest')).number >= before.number + 3)
  const after = await readBlock(keeper.url, 'latest')
  expect(after.time - before.time).toBeLessThan(60)
})

test('a stop and a start keep the chain, its clock, and the state of each day that ended', async () => {
  const before = await readBlock(keeper.url, 'latest')
  const genesis = await readBlock(keeper.url, 0)
  await keeper.stop()
  expect(ChainKeeper.isKept(folder)).toBe(true)
  expect(readdirSync(folder).sort()).toEqual(['anvil.log', 'days', 'state.json.gz'])
  keeper = open()
  await keeper.start()
  await keeper.settle()
  expect(await readBlock(keeper.url, 0)).toEqual(genesis)
  expect(await readBlock(keeper.url, before.number)).toEqual(before)
  for (const [block, balance] of dayEnds) expect([block, await balanceAt(block)]).toEqual([block, balance])
  await until(async () => (await readBlock(keeper.url, 'latest')).number > before.number + 2)
  const after = await readBlock(keeper.url, 'latest')
  expect(after.time - before.time).toBeLessThan(60)
})

test('after many blocks anvil is started afresh, and nothing is missing', async () => {
  await keeper.stop()
  keeper = open(3)
  await keeper.start()
  const first = running.pid
  await keeper.settle()
  const before = await readBlock(keeper.url, 'latest')
  await until(() => running.pid !== first)
  await until(() => readBlock(keeper.url, before.number + 5).then(Boolean, () => false))
  expect(await readBlock(keeper.url, before.number)).toEqual(before)
  for (const [block, balance] of dayEnds) expect([block, await balanceAt(block)]).toEqual([block, balance])
  expect(said).toEqual([])
  await keeper.stop()
  keeper = open()
  await keeper.start()
  await keeper.settle()
})

test('what somebody has sent is saved soon, and is there after a kill', async () => {
  const send = [{ from: SENDER, to: RECEIVER, value: '0x1' }]
  const hash = await callRpc(keeper.url, 'eth_sendTransaction', send)
  await until(() => gunzipSync(readFileSync(join(folder, 'state.json.gz'))).includes(String(hash).slice(2)))
  const killed = running.pid
  process.kill(killed, 'SIGKILL')
  await until(() => running.pid !== killed)
  expect(await callRpc(keeper.url, 'eth_getTransactionReceipt', [hash])).toMatchObject({ status: '0x1' })
})

test('a chain that is killed comes back as it was last saved, and says so', async () => {
  const before = await readBlock(keeper.url, 'latest')
  const genesis = await readBlock(keeper.url, 0)
  const killed = running.pid
  process.kill(killed, 'SIGKILL')
  await until(() => running.pid !== killed)
  expect(await readBlock(keeper.url, 0)).toEqual(genesis)
  const after = await readBlock(keeper.url, 'latest')
  expect(after.number).toBeGreaterThan(1_100)
  expect(after.number).toBeLessThanOrEqual(before.number + 2)
  expect(said.join()).toContain(
    'The chain has stopped and is started again from its last save. anvil was ended by SIGKILL.',
  )
  const [first] = dayEnds.keys()
  expect(await balanceAt(first ?? -1)).toBe(dayEnds.get(first ?? -1))
})
