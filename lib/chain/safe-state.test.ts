import { type Address, createWalletClient, http } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoSigner } from '../../contracts/deploy/demo-accounts'
import { DEPLOYMENTS, type Deployment } from '../../contracts-abi'
import { deploySafe, deploySafeSystem } from '../../e2e/fixtures/safe'
import { type Anvil, startAnvil } from '../../scripts/platform/anvil'
import type { At } from './at'
import { createClient } from './clients'
import { readSafe } from './safe-state'

let anvil: Anvil
let at: At
let safe: Address
const owners = [demoSigner(0), demoSigner(1), demoSigner(2)] as const

beforeAll(async () => {
  anvil = await startAnvil()
  const client = createClient(31_337, anvil.url)
  at = { client, deployment: DEPLOYMENTS[31_337] as Deployment }
  const sender = createWalletClient({ account: owners[0], chain: client.chain, transport: http(anvil.url) })
  const addresses = owners.map(({ address }) => address)
  safe = await deploySafe(sender, client as never, await deploySafeSystem(sender, client as never), addresses, 2n)
})
afterAll(() => anvil?.stop('SIGKILL'))

test('a Safe answers for nonce, threshold, owners and version', async () => {
  const state = await readSafe(at, safe)
  expect(state).toMatchObject({ nonce: 0n, threshold: 2n, version: '1.5.0' })
  expect([...(state?.owners ?? [])].sort()).toEqual(owners.map(({ address }) => address).sort())
  expect(state?.block).toBeGreaterThan(0n)
})

test('a key is no Safe', async () => {
  expect(await readSafe(at, owners[0].address)).toBeNull()
})
