import { expect, test } from '../fixtures/test'

test('invoices need the owner’s session, for the list, the file and each document', async ({ page, request }) => {
  await page.goto('/account/invoices')
  await expect(page.getByText('Invoices are for their owner only')).toBeVisible()
  for (const path of ['/account/invoices/list.csv', '/account/invoices/TEST-2026-000001.pdf']) {
    expect((await request.get(path)).status(), path).toBe(401)
  }
})

test('details are kept, documents written without a gap, and fetched as PDF and CSV; nobody else gets them', async ({
  wallet,
  walletDialog,
  page,
  browser,
}) => {
  await wallet(['customer'])
  await page.goto('/account/invoices')
  await walletDialog.connect()
  await walletDialog.signIn()
  await page.getByLabel('Name', { exact: true }).fill('深い水')
  await expect(page.getByText(/Latin letters, digits and punctuation/)).toBeVisible()
  await page.getByLabel('Name', { exact: true }).fill('Deep Water Ltd')
  await page.getByLabel('Tax id').fill('GB123456789')
  await page.getByLabel('Address', { exact: true }).fill('Quay 1, Bristol')
  await page.getByLabel('Country').fill('GBR')
  await expect(page.getByText('Two letters, like DE or GB.')).toBeVisible()
  await page.getByLabel('Country').fill('gb')
  await page.getByRole('button', { name: 'Keep the details' }).click()
  await expect(page.getByText('Kept. Documents written from now on carry them.')).toBeVisible()
  await page.getByRole('button', { name: /^Write \d+ documents?$/ }).click()
  await expect(page.getByText('Everything you paid has its document.')).toBeVisible()

  const table = page.getByRole('table', { name: 'Your invoices and credit notes' })
  const first = table.getByRole('row').nth(1).getByRole('link')
  const href = (await first.getAttribute('href')) ?? ''
  const pdf = await page.request.get(href)
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  const csv = await (await page.request.get('/account/invoices/list.csv')).text()
  expect(csv).toContain('Deep Water Ltd')
  const numbers = csv
    .split('\r\n')
    .filter((line) => line.includes(',invoice,'))
    .map((line) => Number(line.split(',')[0]?.split('-').at(-1)))
    .sort((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => (numbers[0] ?? 1) + index))

  const other = await browser.newContext()
  expect((await other.request.get(new URL(href, page.url()).href)).status()).toBe(401)
  await other.close()
})
