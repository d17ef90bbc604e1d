import { encodeFunctionData } from 'viem'
import { parametersAbi } from '../../contracts-abi'
import { ROLES } from '../../lib/domain/roles'
import { grantRole, PARAMS_DELAY } from '../fixtures/manage'
import { carryOut, openInSafe } from '../fixtures/safe-app'
import { expect, test } from '../fixtures/test'

const REASON = 'Decided by two of three owners, in a browser test.'
/** CXPT of an epoch: no other spec asks for this one. */
const POOL = '765432.25'
const POOL_WEI = 765_432_250_000_000_000_000_000n

test('a Safe, 2 of 3, that holds PARAMS signs in inside of its app, schedules a change and executes it', async ({
  chain,
  page,
  baseURL,
}) => {
  const fresh = await chain.freshSafe()
  await grantRole(chain, ROLES.PARAMS.id, fresh.address, PARAMS_DELAY)
  await chain.ledgerHolds()
  const { app, safe } = await openInSafe(page, `${baseURL}/admin/parameters/epoch-pool`, fresh, chain.client)
  await app.getByRole('button', { name: 'Sign in with your wallet' }).click()
  const field = app.getByLabel('At most', { exact: true })
  // It comes with the browser's code: what is pressed or typed before is not kept.
  const chip = app.getByRole('banner').getByRole('button', { name: /^Wallet 0x/ })
  await chip.waitFor()
  await field.fill(POOL)
  await app.getByRole('textbox', { name: 'Reason' }).fill(REASON)
  await expect(app.getByRole('main').getByText(/succeeds$/)).toBeVisible()
  await app.getByText('Calldata, selector and hashes').click()
  const calldata = encodeFunctionData({ abi: parametersAbi, functionName: 'setEpochPool', args: [POOL_WEI] })
  await expect(app.getByText(calldata, { exact: true })).toBeVisible()
  await expect(app.getByText(calldata.slice(0, 10), { exact: true })).toBeVisible()
  await app.getByRole('button', { name: 'Simulate and schedule' }).click()
  const sheet = app.getByRole('dialog')
  await carryOut(sheet, safe, fresh)

  await chain.wait(PARAMS_DELAY)
  await chain.ledgerHolds()
  await page.reload()
  await chip.waitFor()
  await app.getByRole('navigation').getByRole('link', { name: 'Queue' }).first().click()
  await expect(app.getByRole('heading', { level: 1 })).toHaveText('Queue')
  const operation = app.getByRole('main').getByRole('article').filter({ hasText: REASON })
  await operation.getByRole('button', { name: 'Execute' }).click()
  await carryOut(sheet, safe, fresh)

  const pool = { address: chain.address('Parameters'), abi: parametersAbi, functionName: 'epochPool' } as const
  expect(await chain.client.readContract(pool)).toBe(POOL_WEI)
  await sheet.getByRole('button', { name: 'Close' }).last().click()
  await expect(operation).toHaveCount(0)
  await chain.ledgerHolds()
  await app.getByRole('navigation').getByRole('link', { name: 'Activity' }).first().click()
  await expect(app.getByRole('main').getByRole('row').filter({ hasText: '765,432.25' }).first()).toBeVisible()
})
