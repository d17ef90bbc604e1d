import { connect } from '../../lib/db/connect'
import { expect, test } from '../fixtures/test'

const MOVE = 'Price move in a day'

test('an admin moves a threshold within its bounds, which begins a breach, acknowledges it, and moves it back, which ends it', async ({
  wallet,
  adminPage,
  page,
}) => {
  test.setTimeout(240_000)
  const { addresses } = await wallet(['admin'])
  await adminPage.enter('/risk')
  // The door has the same heading: a reload before the session stands would lose the sign-in.
  await expect(page.getByText('Administration asks who you are')).toHaveCount(0)
  // The job runs every five minutes of this machine.
  // The table of its group stands before that of breaches that are over.
  const shares = page.getByRole('row', { name: /^Burns caused by ten addresses/ }).first()
  await expect(async () => {
    await page.reload()
    await expect(shares).not.toContainText('Nobody looked yet', { timeout: 10_000 })
  }).toPass({ timeout: 200_000, intervals: [5_000] })
  await expect(shares).toContainText(/\d%.*block [\d,]+/)

  // Unknown is said with its reason and is not fine.
  const runway = page.getByRole('row', { name: /^Treasury runway/ })
  await expect(runway).toContainText('No asset besides CXPT is on record')
  await expect(runway).toContainText('Unknown')
  const feed = page.getByRole('row', { name: /^Posted price against the feed/ })
  await expect(feed).toContainText('No feed is configured')
  await expect(feed).toContainText('Unknown')
  // What nobody may move has no button.
  const ledger = page.getByRole('row', { name: /^Ledger against chain/ })
  await expect(ledger).toContainText('fixed')
  await expect(ledger.getByRole('button', { name: /^Change/ })).toHaveCount(0)

  const change = page.getByRole('button', { name: 'Change the threshold: Burns caused by ten addresses' })
  const dialog = page.getByRole('alertdialog')
  const set = dialog.getByRole('button', { name: 'Set threshold' })
  const field = dialog.getByLabel('New threshold')
  const setTo = async (value: string, reason: string) => {
    await change.click()
    await field.fill(value)
    await expect(set).toBeDisabled()
    await dialog.getByLabel('Reason').fill(reason)
    await set.click()
    await expect(dialog).toHaveCount(0)
  }
  await change.click()
  for (const [typed, say] of [
    ['1,5', 'Digits and at most one point: 12.5. No commas, no exponents.'],
    ['1e2', 'Digits and at most one point: 12.5. No commas, no exponents.'],
    ['20.123', 'At most 2 decimals.'],
    ['9.99', 'Between 10% and 100%: outside of that it says nothing.'],
    ['60', 'This is the threshold in force.'],
  ] as const) {
    await field.fill(typed)
    await expect(dialog.getByText(say)).toBeVisible()
    await dialog.getByLabel('Reason').fill('A try.')
    await expect(set).toBeDisabled()
  }
  await dialog.getByLabel('Reason').fill('')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  // In the simulated history a few customers pay most: up to the most that may be set, and it ends.
  const breach = page.getByRole('article', { name: 'Burns caused by ten addresses' })
  await setTo('100', 'Before the practice.')
  await expect(breach).toHaveCount(0)
  await expect(shares).toContainText('Within')
  await setTo('10', 'The practice of a breach.')
  await expect(breach).toContainText('Nobody acknowledged it yet')
  await expect(breach).toContainText('above 10%')
  await expect(shares).toContainText('Breached')
  await page.goto('/status')
  await expect(page.getByText(/^Burns caused by ten addresses: [\d.]+%, above 10%\./)).toBeVisible()

  await adminPage.goto('/risk')
  await breach.getByRole('button').click()
  await expect(dialog.getByRole('button', { name: 'Acknowledge', exact: true })).toBeDisabled()
  await dialog.getByLabel('What is done about it').fill('We talk to the two largest customers.')
  await dialog.getByRole('button', { name: 'Acknowledge', exact: true }).click()
  await expect(breach).toContainText('We talk to the two largest customers.')

  await setTo('100', 'The practice is over.')
  await expect(breach).toHaveCount(0)
  await expect(shares).toContainText('Within')
  // Other breaches of this chain may have ended later by its clock.
  const ended = page
    .getByRole('table', { name: 'Breaches that are over, the last first' })
    .getByRole('row', { name: /^Burns caused by ten addresses/ })
  await expect(ended.filter({ hasText: 'We talk to the two largest customers.' }).first()).toBeVisible()
  await page.goto('/status')
  await expect(page.getByText(/^Burns caused by ten addresses:/)).toHaveCount(0)

  await page.goto(`/admin/activity?kind=record&who=${addresses[0]}`)
  const rows = page.getByRole('table', { name: 'Activity, the last first' }).getByRole('row')
  await expect(rows.nth(1)).toContainText('threshold.set')
  await expect(rows.nth(1)).toContainText('after: 100; before: 10; reason: The practice is over.')
  await expect(rows.nth(2)).toContainText('risk.acknowledge')
  await expect(rows.nth(3)).toContainText('after: 10; before: 100')
})

test('a guardian may acknowledge and set nothing; who holds no role sees nothing', async ({
  wallet,
  adminPage,
  page,
}) => {
  await wallet(['guardian'])
  await adminPage.enter('/risk')
  await expect(page.getByText('Thresholds are set by holders of ADMIN or PARAMS.', { exact: false })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Change the threshold/ })).toHaveCount(0)
})

test('a customer sees why the page is closed', async ({ wallet, adminPage, page }) => {
  await wallet(['customer'])
  await adminPage.enter('/risk')
  await expect(page.getByRole('heading', { name: 'Open breaches' })).toHaveCount(0)
  await expect(page.getByText(MOVE)).toHaveCount(0)
})

test('a breach that was on record is in the order of its end, and its worst value stays', async ({
  wallet,
  adminPage,
  page,
  platform,
}) => {
  const { pool, close } = connect(platform.databaseUrl)
  await pool.query(
    `insert into risk_breaches (id, indicator, threshold, began_at, began_block, ended_at, ended_block, worst, worst_at, worst_block)
     values (gen_random_uuid(), 'price_move', '20', '2026-10-02', 1, '2026-10-03', 2, '31.5', '2026-10-02', 1)`,
  )
  await close()
  await wallet(['admin'])
  await adminPage.enter('/risk')
  const row = page
    .getByRole('table', { name: 'Breaches that are over, the last first' })
    .getByRole('row', { name: MOVE })
  await expect(row.last()).toContainText('31.5%')
  await expect(row.last()).toContainText('above 20%')
})
