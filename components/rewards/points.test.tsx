import { renderToStaticMarkup } from 'react-dom/server'
import { type Address, getAddress } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPoints } from '@/lib/data/points'
import type { RewardsView } from '@/lib/data/rewards'
import type { Snapshot } from '@/lib/data/snapshot'
import type { Connection } from '@/lib/db/connect'
import { insertRun } from '@/lib/db/reward-rows'
import { accountAt, addEvent, openMarket, receipt } from '@/lib/metering/testing/small-market'
import { UsageWriter } from '@/lib/metering/writer'
import type { ProviderInputs } from '@/lib/rewards/inputs'
import { account, epochInputs } from '@/lib/rewards/testing'
import { startTestServer, type TestServer } from '@/scripts/testing/database'
import { Points } from './points'

/** Epoch 2950 is the week of 20 July 2026. */
const EPOCH = { label: 'epoch 2950', end: new Date('2026-07-27T00:00:00Z') }
const LAUNCH = new Date('2026-08-05T18:00:00Z')
const NOW = new Date('2026-08-06T10:00:00Z')
const USER = accountAt(1)
const PROVIDER = getAddress(account(5))

let server: TestServer
let c: Connection
beforeAll(async () => {
  server = await startTestServer()
  c = await server.open('points')
})
afterAll(() => server?.stop())

let chains = 31_400
type Phases = { at: Date; phase: number }[]
/** A ledger with this history of the phase: TESTNET until its first change. */
async function ledger(phases: Phases): Promise<Snapshot> {
  chains += 1
  await openMarket(c.pool, chains, 0)
  for (const { at, phase } of phases) await addEvent(c.pool, chains, 'Parameters', 'PhaseSet', { phase }, at)
  const writer = new UsageWriter(c.db, chains)
  const use = (id: string, startedAt: string, tokens: bigint, service: 'tide-pool' | 'speech' = 'tide-pool') => {
    const at = new Date(startedAt)
    const input = receipt(id, { service, inputUnits: tokens, outputUnits: 0n, startedAt: at, endedAt: at })
    return { gateway: 'gw', input }
  }
  await writer.write(
    [
      use('a', '2026-08-04T12:00:00Z', 2_500n),
      use('b', '2026-08-05T17:59:59Z', 1_600n),
      use('speech', '2026-08-05T12:00:00Z', 60_000n, 'speech'),
      use('c', '2026-08-05T18:00:00Z', 50_000n),
      use('d', '2026-08-06T09:00:00Z', 7_000n),
    ],
    NOW,
  )
  return { db: c.db, chainId: chains, block: 9n, time: NOW, headTime: NOW, isPast: false }
}

/** Base 1,000,000, nothing else known of the provider: U, R and D are neutral. */
const INPUTS: ProviderInputs = epochInputs([
  {
    provider: account(5),
    payout: account(6),
    goodMinutes: 0,
    eligibleMinutes: 0,
    classes: [{ service: 'tide-pool', units: '1000000', requests: 0, errors: 0, latencies: [] }],
  },
])

async function closeEpoch({ chainId }: Snapshot, label = EPOCH.label, closedAt = EPOCH.end, inputs = INPUTS) {
  const run = { chainId, category: 'provider', label, closedAt, inputs: JSON.stringify(inputs) } as const
  const rest = {
    inputsHash: '0x01',
    root: `0x${label.length}`,
    total: 0n,
    state: 'closed',
    recomputedRoot: '0x02',
  } as const
  await insertRun(c.db, { ...run, ...rest }, [])
}

const shown = async (at: Snapshot, address: Address, phase: RewardsView['phase'], isOwner = true) =>
  renderToStaticMarkup(<Points phase={phase} points={await readPoints(at, address, isOwner)} door="sign in" />)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

test('on the test network a user sees tokens / 1,000 of everything he used, speech left out', async () => {
  const at = await ledger([])
  expect(await readPoints(at, USER, true)).toEqual({ user: 61n, provider: null })
  expect(await shown(at, USER, 'testnet')).toContain('As a user 61 tokens used / 1,000')
  expect(await shown(at, USER, 'testnet')).toContain('only if a conversion is proposed')
})

test('points of use are the owner’s: anybody else is asked to sign in', async () => {
  const at = await ledger([])
  expect(await readPoints(at, USER, false)).toEqual({ user: null, provider: null })
  const text = await shown(at, USER, 'testnet', false)
  expect(text).toContain('sign in')
  expect(text).not.toContain('As a user')
})

test('after the launch what was counted before it stays, to the second, and nothing is added', async () => {
  const at = await ledger([{ at: LAUNCH, phase: 1 }])
  expect(await readPoints(at, USER, true)).toMatchObject({ user: 4n })
  const text = await shown(at, USER, 'mainnet')
  expect(text).toContain('The phase is mainnet')
  expect(text).toContain('As a user 4 tokens used / 1,000')
})

test('a ledger that never was a test network shows one sentence', async () => {
  const at = await ledger([{ at: new Date('2026-01-01T00:00:00Z'), phase: 2 }])
  expect(await readPoints(at, USER, true)).toEqual({ user: 0n, provider: null })
  const text = await shown(at, USER, 'full')
  expect(text).toContain('points are counted on test networks only')
  expect(text).not.toContain('As a user')
})

test('a provider’s points are those of its closed epochs of the test network, the correction in the place of what it corrects', async () => {
  const at = await ledger([{ at: LAUNCH, phase: 1 }])
  await closeEpoch(at)
  expect((await readPoints(at, PROVIDER, false)).provider).toEqual({ points: 1_000_000n, epochs: 1 })
  expect(await shown(at, PROVIDER, 'mainnet', false)).toContain(
    'As a provider 1,000,000 base · U · R · D of one closed epoch',
  )
  const [one] = INPUTS.providers
  const half = { ...INPUTS, providers: one ? [{ ...one, classes: [{ ...one.classes[0], units: '500000' }] }] : [] }
  await closeEpoch(at, 'epoch 2950 correction 1', new Date('2026-07-29T00:00:00Z'), half as ProviderInputs)
  // Ends after the launch: no point of the test network.
  await closeEpoch(at, 'epoch 2952', new Date('2026-08-10T00:00:00Z'))
  expect((await readPoints(at, PROVIDER, false)).provider).toEqual({ points: 500_000n, epochs: 1 })
  expect((await readPoints(at, getAddress(account(6)), false)).provider, 'not of whom it pays').toBeNull()
})
