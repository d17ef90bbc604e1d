import { parametersAbi } from '../../contracts-abi'
import { expect, test } from '../fixtures/test'

/** Seconds; contracts/config/local.json. */
const PARAMS_DELAY = 15n

test('an admin changes the points rate, sees it in money first, and the chain takes it after the delay', async ({
  chain,
  wallet,
  adminPage,
  page,
}) => {
  await wallet(['admin'])
  await adminPage.enter('/parameters')
  await page.getByRole('link', { name: 'Points rate' }).click()
  const field = page.getByLabel('Per point')
  await field.fill('0.00001')
  await expect(page.getByRole('row', { name: /Emission of a month at worst/ })).toContainText('−50.00%')
  await adminPage.giveReason('Half as much for a point. Decided in a browser test.')
  await adminPage.schedule()

  await adminPage.goto()
  const operation = adminPage.operation('CXPT per point')
  await expect(operation).toContainText('Half as much for a point.')
  await chain.wait(PARAMS_DELAY)
  await page.reload()
  await operation.getByRole('button', { name: 'Execute' }).click()
  await adminPage.sign()

  const rate = await chain.client.readContract({
    address: chain.address('Parameters'),
    abi: parametersAbi,
    functionName: 'pointsRate',
  })
  expect(rate).toBe(10_000_000_000_000n)
  await adminPage.goto('/parameters')
  await expect(page.getByRole('row', { name: /Points rate/ })).toContainText('0.00001 CXPT')
})

test('a draft is in the address, and what is wrong with it is said in words beside the field', async ({
  wallet,
  adminPage,
  page,
}) => {
  await wallet(['admin'])
  await adminPage.enter('/parameters/curve-uptime')
  const last = page.getByLabel('Factor').last()
  await last.fill('1.3')
  await expect(page.getByText('0.8 to 1.2.').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Simulate and schedule' })).toBeDisabled()
  await last.fill('1.15')
  await expect(page).toHaveURL(/draft=/)
  await page.reload()
  await expect(page.getByLabel('Factor').last()).toHaveValue('1.15')
  await page.getByRole('button', { name: /^Remove 0\.9$/ }).click()
  await expect(page.getByText('Removed: 0.9')).toBeVisible()
})

test('a parameter that does not exist is no page', async ({ page }) => {
  const answer = await page.goto('/admin/parameters/nonsense')
  expect(answer?.status()).toBe(404)
})
