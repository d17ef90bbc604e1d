import { QueryClient } from '@tanstack/react-query'
import type { LocalAccount } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTxChain, type TxChain } from '../../e2e/fixtures/tx-chain'
import {
  accountStateQuery,
  approvalQuery,
  cxptBalanceQuery,
  gasBalanceQuery,
  permitNonceQuery,
  rolesQuery,
} from './account'
import { chainKey } from './keys'
import { pausesQuery, plansQuery, quoteQuery, vaultStateQuery } from './vault'

const CXPT = 10n ** 18n
let chain: TxChain
let user: LocalAccount
beforeAll(async () => {
  chain = await startTxChain()
  user = await chain.newcomer(21, 1_000n * CXPT)
})
afterAll(() => chain?.stop())

const queries = () => new QueryClient({ defaultOptions: { queries: { retry: false } } })

test('balance, approval and state of an account are one request to the chain', async () => {
  const client = queries()
  const state = await client.fetchQuery(accountStateQuery(chain, user.address))
  expect(cxptBalanceQuery(chain, user.address).select(state)).toBe(1_000n * CXPT)
  expect(approvalQuery(chain, user.address).select(state)).toBe(0n)
  expect(cxptBalanceQuery(chain, user.address).queryKey).toEqual(accountStateQuery(chain, user.address).queryKey)
})

test('gas money, permit nonce and roles', async () => {
  const client = queries()
  expect(await client.fetchQuery(gasBalanceQuery(chain, user.address))).toBe(10n * 10n ** 18n)
  expect(await client.fetchQuery(permitNonceQuery(chain, user.address))).toBe(0n)
  const guardian = await chain.newcomer(3, 0n)
  const { roles } = await client.fetchQuery(rolesQuery(chain, guardian.address))
  expect(roles.GUARDIAN.isMember).toBe(true)
  expect(roles.PARAMS.isMember).toBe(false)
})

test('a quote is rounded up to the wei, and names its block', async () => {
  const { cxpt, asOf } = await queries().fetchQuery(quoteQuery(chain, 19_000_001n))
  expect(cxpt).toBe(380_000_020_000_000_000_000n)
  expect(asOf.block).toBeGreaterThan(0n)
})

test('without a price a quote fails with the reason and is never a 0', async () => {
  const snapshot = await chain.rpc('evm_snapshot')
  await chain.rpc('evm_increaseTime', 86_401)
  await chain.mine()
  const asked = queries().fetchQuery(quoteQuery(chain, 19_000_000n))
  await expect(asked).rejects.toMatchObject({ code: 'PRICE_STALE' })
  await chain.rpc('evm_revert', snapshot)
})

test('plans and pauses', async () => {
  const client = queries()
  const { plans } = await client.fetchQuery(plansQuery(chain))
  expect(plans.slice(0, 3).map(({ usd }) => usd)).toEqual([19_000_000n, 79_000_000n, 299_000_000n])
  const pauses = pausesQuery(chain).select(await client.fetchQuery(vaultStateQuery(chain)))
  expect([pauses.deposit.isPaused, pauses.spend.isPaused, pauses.distribute.isPaused]).toEqual([false, false, false])
})

test('a write makes everything of its chain stale, and nothing of another', async () => {
  const client = queries()
  const mine = quoteQuery(chain, 1n)
  await client.fetchQuery(mine)
  client.setQueryData(['chain', 8453, 'vault'], 'other')
  await client.invalidateQueries({ queryKey: chainKey(31_337) })
  expect(client.getQueryState(mine.queryKey)?.isInvalidated).toBe(true)
  expect(client.getQueryState(['chain', 8453, 'vault'])?.isInvalidated).toBe(false)
})

test('no key holds a bigint: keys are compared as JSON', () => {
  const keys = [
    quoteQuery(chain, 1n).queryKey,
    accountStateQuery(chain, user.address).queryKey,
    plansQuery(chain).queryKey,
  ]
  expect(() => JSON.stringify(keys)).not.toThrow()
})
