import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Anvil, callRpc, startAnvil } from '../../scripts/platform/anvil'
import { buildContracts } from '../../scripts/platform/build'
import { ROOT } from '../../scripts/platform/foundry'
import { readConfig } from './config'
import { demoAccount, demoSigner } from './demo-accounts'
import { deploy } from './run'
import type { Broadcast } from './sender'

const TRANSACTIONS = 33
const deployer = demoAccount('deployer')
const folder = join(mkdtempSync(join(tmpdir(), 'cxpt-resume-')), '/')
let anvil: Anvil

/** A new chain whose blocks are a second apart, so that the same transactions give the same state. */
async function freshChain(): Promise<Anvil> {
  const chain = await startAnvil({ timestamp: 1_800_000_000 })
  await callRpc(chain.url, 'anvil_setBlockTimestampInterval', [1])
  return chain
}

const run = (broadcast?: Broadcast) =>
  deploy({ config: readConfig('local'), account: demoSigner(deployer.index), rpcUrl: anvil.url, folder, broadcast })

const sendOn = (signed: Hex) => callRpc(anvil.url, 'eth_sendRawTransaction', [signed]) as Promise<Hex>
const count = async () => Number(await callRpc(anvil.url, 'eth_getTransactionCount', [deployer.address, 'latest']))

/** Every account of the chain with its code and storage; the fees that were paid are not part of it. */
async function stateOf(url: string): Promise<Record<string, unknown>> {
  const dump = (await callRpc(url, 'anvil_dumpState', [false])) as Hex
  const { accounts } = JSON.parse(gunzipSync(Buffer.from(dump.slice(2), 'hex')).toString())
  const entries = Object.entries<{ nonce: number; code: string; storage: Record<string, string> }>(accounts)
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(
    sorted.map(([address, { nonce, code, storage }]) => [
      address,
      { nonce, code, storage: Object.entries(storage).sort() },
    ]),
  )
}

let undisturbed: Record<string, unknown>
let file: string

beforeAll(async () => {
  buildContracts()
  anvil = await freshChain()
  await run()
  undisturbed = await stateOf(anvil.url)
  file = readFileSync(join(folder, '31337.json'), 'utf8')
  expect(await count()).toBe(TRANSACTIONS)
  await anvil.stop()
})

beforeEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  anvil = await freshChain()
  return () => anvil.stop()
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function expectSameAsUndisturbed() {
  expect(await stateOf(anvil.url)).toEqual(undisturbed)
  expect(readFileSync(join(folder, '31337.json'), 'utf8')).toBe(file)
  expect(existsSync(join(folder, '31337.journal.json'))).toBe(false)
}

class Killed extends Error {}

describe('a deployment that is killed and run again ends in the same state', () => {
  test('killed after each transaction was sent, before its answer came', { timeout: 120_000 }, async () => {
    const sendAndDie: Broadcast = async (signed) => {
      await sendOn(signed)
      throw new Killed()
    }
    for (let sent = 1; sent <= TRANSACTIONS; sent++) {
      await expect(run(sendAndDie)).rejects.toThrow(Killed)
      // Sent is not yet mined: the chain takes a moment.
      await expect.poll(count).toBe(sent)
    }
    await run()
    await expectSameAsUndisturbed()
  })

  test('killed before each transaction was sent', { timeout: 120_000 }, async () => {
    for (let sent = 0; sent < TRANSACTIONS; sent++) {
      let allowed = sent === 0 ? 0 : 1
      const dieBefore: Broadcast = async (signed) => {
        if (allowed-- === 0) throw new Killed()
        return sendOn(signed)
      }
      await expect(run(dieBefore)).rejects.toThrow(Killed)
      expect(await count()).toBe(sent)
    }
    await run()
    await expectSameAsUndisturbed()
  })

  test('killed while a transaction waits to be mined', async () => {
    await callRpc(anvil.url, 'evm_setAutomine', [false])
    const sendAndDie: Broadcast = async (signed) => {
      await sendOn(signed)
      throw new Killed()
    }
    await expect(run(sendAndDie)).rejects.toThrow(Killed)
    const resumed = run()
    await new Promise((wake) => setTimeout(wake, 500))
    expect(await count()).toBe(0)
    await callRpc(anvil.url, 'evm_mine')
    await callRpc(anvil.url, 'evm_setAutomine', [true])
    await resumed
    await expectSameAsUndisturbed()
  })

  test('the command itself ended by SIGKILL at three moments', { timeout: 120_000 }, async () => {
    const command = ['--import', 'tsx', 'scripts/deploy.ts', '--network', 'local', '--rpc', anvil.url]
    const start = () => spawn(process.execPath, [...command, '--deployments', folder], { cwd: ROOT, stdio: 'ignore' })
    for (const least of [1, 9, 24]) {
      const child = start()
      const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('exit', (_, signal) => resolve(signal)))
      while ((await count()) < least) await new Promise((wake) => setTimeout(wake, 5))
      child.kill('SIGKILL')
      expect(await ended).toBe('SIGKILL')
      expect(existsSync(join(folder, '31337.journal.json'))).toBe(true)
    }
    const last = start()
    expect(await new Promise((resolve) => last.on('exit', resolve))).toBe(0)
    await expectSameAsUndisturbed()
  })
})

test('a transaction of the deployer for something else stops it, because addresses follow from its nonce', async () => {
  let allowed = 5
  const dieLater: Broadcast = async (signed) => {
    if (allowed-- === 0) throw new Killed()
    return sendOn(signed)
  }
  await expect(run(dieLater)).rejects.toThrow(Killed)
  const transfer = { from: deployer.address, to: demoAccount('customer').address, value: '0x1' }
  await callRpc(anvil.url, 'eth_sendTransaction', [transfer])
  await expect(run()).rejects.toThrow('"CXPT" must be transaction 5 of')
})

test('another key cannot go on with an unfinished deployment', async () => {
  const die: Broadcast = async () => {
    throw new Killed()
  }
  await expect(run(die)).rejects.toThrow(Killed)
  const other = deploy({ config: readConfig('local'), account: demoSigner(15), rpcUrl: anvil.url, folder })
  await expect(other).rejects.toThrow(`The unfinished deployment was begun by ${deployer.address}`)
})
