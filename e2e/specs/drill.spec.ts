import { endPauses } from '../fixtures/manage'
import { expect, test } from '../fixtures/test'

const DAY = 86_400n

test('a guardian practises: a real pause, timed to its block and to the banner elsewhere, and kept', async ({
  chain,
  wallet,
  adminPage,
  page,
}) => {
  test.setTimeout(180_000)
  const { addresses } = await wallet(['guardian'])
  await adminPage.enter('/pause/drill')
  await expect(page.getByRole('heading', { name: 'How it goes' })).toBeVisible()
  // Pausing itself asks for no session.
  await adminPage.goto('/pause')
  // Before anything is paused: what would fall due.
  const renewals = page.getByRole('region', { name: 'Renewals inside the pause' })
  await expect(renewals).toContainText(/of spending that begins now, until .* UTC/)
  await expect(renewals).toContainText(/paid periods? ends? before the pause does|No paid period ends/)

  await page.getByRole('link', { name: 'Practise it (local chain)' }).click()
  await page.getByRole('button', { name: 'Begin the drill' }).click()
  await expect(page.getByText('This is a drill.', { exact: false })).toBeVisible()
  try {
    await page.getByLabel('Type PAUSE and press Enter').pressSequentially('PAUSE')
    await page.keyboard.press('Enter')
    const kept = page.getByText(/^Kept: [\d.]+ s to the block, [\d.]+ s to the banner elsewhere, 3 interactions\./)
    await expect(kept).toBeVisible({ timeout: 60_000 })
    await expect(renewals).toContainText(/of spending, until .* UTC/)

    await page.getByRole('link', { name: 'See the record' }).click()
    const row = page.getByRole('table', { name: 'Drills, the last first' }).getByRole('row').nth(1)
    await expect(row).toContainText(/\d+\.\d s/)
    await expect(row.getByRole('cell').nth(3)).toHaveText('3')
    const [toBlock, toBanner] = await Promise.all([1, 2].map((place) => row.getByRole('cell').nth(place).textContent()))
    expect(Number.parseFloat(toBanner ?? '')).toBeGreaterThanOrEqual(Number.parseFloat(toBlock ?? ''))
    expect(Number.parseFloat(toBanner ?? '')).toBeLessThan(60)
    // The pause runs: no other drill begins.
    await expect(page.getByText('Something is paused. End it before the next drill:')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Begin the drill' })).toHaveCount(0)

    await endPauses(chain, [0, 1, 2])
  } finally {
    await chain.wait(7n * DAY)
    await chain.freshPrice()
  }
  await page.goto(`/admin/activity?kind=record&who=${addresses[0]}`)
  const first = page.getByRole('table', { name: 'Activity, the last first' }).getByRole('row').nth(1)
  await expect(first).toContainText('pause.drill')
  await expect(first).toContainText('interactions: 3')
  await page.goto('/admin/pause/drill')
  await expect(page.getByRole('button', { name: 'Begin the drill' })).toBeVisible()
})

test('who is no guardian reads the record and begins nothing', async ({ wallet, adminPage, page }) => {
  await wallet(['admin'])
  await adminPage.enter('/pause/drill')
  await expect(page.getByText('Only a holder of GUARDIAN pauses', { exact: false })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Begin the drill' })).toHaveCount(0)
})

test('the file of renewals has a line for each the page counts, and is refused to who is not signed in', async ({
  wallet,
  adminPage,
  page,
}) => {
  expect((await page.request.get('/admin/pause/renewals.csv')).status()).toBe(401)
  await wallet(['guardian'])
  await adminPage.enter('/pause/drill')
  await expect(page.getByRole('heading', { name: 'How it goes' })).toBeVisible()
  // Pausing itself asks for no session.
  await adminPage.goto('/pause')
  const renewals = page.getByRole('region', { name: 'Renewals inside the pause' })
  await expect(renewals.getByRole('table')).toBeVisible()
  const shown = await renewals.getByRole('row').count()
  const text = await (await page.request.get('/admin/pause/renewals.csv')).text()
  const lines = text.trimEnd().split('\r\n')
  expect(lines[0]).toBe('account,ends,then,renewable_from,lapses,lapses_without_the_pause,seconds_without_allowance')
  expect(Math.min(lines.length - 1, 10)).toBe(shown - 1)
})
