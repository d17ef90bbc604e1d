import { vaultAbi } from '../../contracts-abi'
import { expect, test } from '../fixtures/test'
import { whatIsTooWide } from '../fixtures/too-wide'

/** Parameters of which a past month is computed again. */
const REPLAYED = [
  'rates',
  'pricing',
  'curve-availability',
  'curve-uptime',
  'curve-response',
  'curve-demand',
  'weights',
  'points-rate',
  'epoch-pool',
  'tiers-referral',
  'tiers-loyalty',
  'tiers-usage',
  'daily-cap',
  'oracle-config',
] as const

test('every parameter in force reproduces the last closed month, to the last wei or nano-USD', async ({
  page,
  wallet,
  adminPage,
}) => {
  test.setTimeout(600_000)
  await wallet(['admin'])
  await adminPage.enter('/parameters')
  for (const id of REPLAYED) {
    // The worker may still be closing what the history left.
    await expect(async () => {
      await adminPage.goto(`/parameters/${id}`)
      await expect(page.getByText(/^Unchanged value: 0 (wei|micro-USD|nano-USD) off$/), id).toBeVisible({
        timeout: 10_000,
      })
    }).toPass({ timeout: 90_000 })
    await expect(page.getByText('Nobody’s amount of the month differs.'), id).toBeVisible()
  }
})

test('a draft is the month under it, with whom it touches most; what has no past says why', async ({
  chain,
  page,
  wallet,
  adminPage,
}) => {
  test.setTimeout(300_000)
  await wallet(['admin'])
  await adminPage.enter('/parameters/points-rate')
  // What is typed before the browser's code runs is not kept: the account's chip comes with it.
  const isAwake = () =>
    page
      .getByRole('banner')
      .getByRole('button', { name: /^Wallet 0x/ })
      .waitFor()
  await page.getByLabel('Per point').fill('0.000007')
  await expect(page.getByRole('table', { name: 'Providers', exact: true }).getByRole('row').nth(1)).toContainText('−')
  await expect(page.getByText(/^Unchanged value: 0 wei off$/)).toBeVisible()
  // At 1,280 px the console's rail stands beside the page.
  expect(await page.evaluate(whatIsTooWide)).toEqual([])

  await adminPage.goto('/parameters/retire-plan')
  await isAwake()
  await expect(page.getByText('Fill in the form', { exact: false })).toBeVisible()
  await page.getByLabel('Number of the plan').fill('1')
  await page.getByLabel('Closes').fill(await chain.inDays(210))
  await expect(page.getByRole('table', { name: 'Payers', exact: true })).toBeVisible()
  await expect(page.getByText(/^Unchanged value: 0 wei off$/)).toBeVisible()

  await adminPage.goto('/parameters/oracle-config')
  await isAwake()
  await page.getByLabel('Largest step').fill('1')
  // How many steps were larger depends on the month that is the last one on this chain: the count and its reasons agree in any.
  const refused = page.getByText(/prices were posted; \d+ of them would have been refused/)
  await expect(refused).toBeVisible()
  const [posted = 0, all = 0, ...reasons] = ((await refused.textContent()) ?? '').match(/\d+/g)?.map(Number) ?? []
  expect(posted).toBeGreaterThan(0)
  expect(all).toBeLessThanOrEqual(posted)
  expect(reasons.reduce((sum, count) => sum + count, 0)).toBe(all)

  await adminPage.goto('/parameters/phase')
  await expect(page.getByText('A phase opens features of the console', { exact: false })).toBeVisible()

  await adminPage.goto('/emission')
  await isAwake()
  await page.getByLabel('Starts').fill(await chain.inDays(30))
  await page.getByLabel('Ends').fill(await chain.inDays(395))
  await page.getByLabel('Amount', { exact: true }).fill('1000')
  await expect(page.getByText('as if the tranche had begun with it', { exact: false })).toBeVisible()
  await expect(page.getByText(/^Unchanged value: 0 wei off$/)).toBeVisible()

  await adminPage.goto('/split')
  await isAwake()
  const { burn, provider } = await chain.client.readContract({
    address: chain.address('Vault'),
    abi: vaultAbi,
    functionName: 'split',
  })
  await adminPage.share('Burn').fill(String(burn + 100))
  await adminPage.share('Providers').fill(String(provider - 100))
  await expect(page.getByRole('table', { name: 'Payers whose payments are burned otherwise' })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Providers whose rewards are funded otherwise' })).toBeVisible()
  expect(await page.evaluate(whatIsTooWide)).toEqual([])
})
