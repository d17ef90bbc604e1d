import { expect, test } from '../fixtures/test'

test('what staff does is in the list a moment later, filters by kind, and the file is an activity itself', async ({
  wallet,
  adminPage,
  page,
}) => {
  const { addresses } = await wallet(['guardian'])
  await adminPage.enter('/activity')
  const rows = page.getByRole('table', { name: 'Activity, the last first' }).getByRole('row')
  await expect(rows.nth(5)).toBeVisible()
  await page.getByLabel('Kind').selectOption('sign-in')
  await page.getByLabel('Who').fill(addresses[0] ?? '')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page).toHaveURL(/kind=sign-in/)
  await expect(rows.nth(1)).toContainText('signed in roles: GUARDIAN')

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'CSV of all of it' }).click()
  const stream = await (await download).createReadStream()
  let text = ''
  for await (const chunk of stream) text += chunk
  const lines = text.trimEnd().split('\r\n')
  expect(lines[0]).toBe('time,kind,who,did,what,operation,transaction')
  for (const line of lines.slice(1)) expect(line).toContain(`,sign-in,${(addresses[0] ?? '').toLowerCase()},signed in,`)

  await page.goto('/admin/activity?kind=export')
  await expect(rows.nth(1)).toContainText('file: activity.csv')
  await page.goto('/admin/activity?kind=nonsense&from=2026-02-30')
  await expect(page.getByText('“nonsense” is no kind of activity.')).toBeVisible()
  await expect(page.getByText('“2026-02-30” is no day: write 2026-10-31.')).toBeVisible()
})
