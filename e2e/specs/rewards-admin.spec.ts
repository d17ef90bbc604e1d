import { rewardsAbi } from '../../contracts-abi'
import { expect, test } from '../fixtures/test'

const CXPT = 10n ** 18n
/** Seconds; contracts/config/local.json. */
const WINDOW = 30n
const LOYALTY = 2

test('a pending root is vetoed by the guardian; the next one is accepted after its window, by anybody', async ({
  chain,
  roots,
  wallet,
  adminPage,
  page,
}) => {
  const account = (await chain.freshAccount()).address
  const stream = () =>
    chain.client.readContract({
      address: chain.address('Rewards'),
      abi: rewardsAbi,
      functionName: 'streamOf',
      args: [LOYALTY],
    })
  const before = await stream()
  await roots.propose('loyalty', account, 12n * CXPT, 'vetoed in a browser test')
  await chain.ledgerHolds()
  await wallet(['guardian'])
  await adminPage.enter('/rewards')
  const loyalty = page.getByRole('region', { name: 'Loyal customers' })
  await expect(loyalty).toContainText('adds 12.00 CXPT')
  await expect(loyalty.getByRole('button', { name: 'Accept', exact: true })).toBeDisabled()
  await loyalty.getByRole('button', { name: 'Veto' }).click()
  const sheet = page.getByRole('dialog')
  await expect(sheet).toContainText('It is gone.')
  await sheet.getByRole('button', { name: 'Sign and veto' }).click()
  await expect(sheet.getByText(/^Done, in block/)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(loyalty).toContainText('none')
  expect(await stream()).toMatchObject({ root: before.root, total: before.total })

  const root = await roots.propose('loyalty', account, 7n * CXPT, 'accepted in a browser test')
  await chain.wait(WINDOW + 1n)
  await chain.ledgerHolds()
  await roots.import('loyalty')
  await page.reload()
  await expect(loyalty).toContainText('adds 7.00 CXPT')
  await loyalty.getByRole('button', { name: 'Accept', exact: true }).click()
  await sheet.getByRole('button', { name: 'Sign and accept' }).click()
  await expect(sheet.getByText(/^Done, in block/)).toBeVisible()
  expect(await stream()).toMatchObject({ root, total: before.total + 7n * CXPT })
})

test('every closed run says how it was computed, and its inputs are a file', async ({
  wallet,
  adminPage,
  page,
  request,
}) => {
  await wallet(['guardian'])
  await adminPage.enter('/rewards')
  const runs = page.getByRole('table', { name: 'Closed runs' })
  const row = runs.getByRole('row', { name: /^epoch \d+ Providers Accepted/ }).first()
  await expect(row).toContainText('agrees')
  const href = await row.getByRole('link').getAttribute('href')
  const inputs = await request.get(href ?? '')
  expect(inputs.ok()).toBe(true)
  expect(await inputs.json()).toMatchObject({ format: 'cxpt-rewards', category: 'provider' })
})
