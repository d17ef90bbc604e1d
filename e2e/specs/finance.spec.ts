import { expect, test } from '../fixtures/test'

const SHEET = '/api/v1/reports/2026-10/supply-roll-forward.csv'

/** Rows of a CSV without quoted cells, by their header. */
function parse(text: string): Record<string, string>[] {
  const [head = '', ...lines] = text.trim().split('\r\n')
  const names = head.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index] ?? '', cell])))
}

test('finance opens a closed month and exports its supply roll-forward, which closes to the wei', async ({
  wallet,
  walletDialog,
  page,
}) => {
  await wallet(['preparer'])
  await page.goto('/finance')
  await walletDialog.connect()
  await walletDialog.signIn()
  await page.getByRole('main').getByRole('link', { name: 'October 2026' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('October 2026')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('main').getByRole('link', { name: /CSV/ }).first().click(),
  ])
  expect(download.suggestedFilename()).toContain('supply-roll-forward')
})

test('the exported closings and what was burned add up to 10^27', async ({ request }) => {
  const answer = await request.get(SHEET)
  expect(answer.status()).toBe(200)
  const rows = parse(await answer.text())
  const closing = Object.keys(rows[0] ?? {}).find((name) => /closing.*wei/.test(name)) ?? ''
  const bucket = Object.keys(rows[0] ?? {})[0] ?? ''
  const isBucket = (row: Record<string, string>) => row.row === 'bucket'
  const sum = rows.filter(isBucket).reduce((total, row) => total + BigInt(row[closing] ?? 0), 0n)
  const burned = BigInt(rows.find((row) => row[bucket] === 'burned')?.[closing] ?? -1)
  expect(sum + burned).toBe(10n ** 27n)
})

test('the movements of a month need the FINANCE role', async ({ request }) => {
  const answer = await request.get('/api/v1/reports/2026-10/movements.csv')
  expect(answer.status()).toBe(401)
  expect(await answer.json()).toMatchObject({ code: 'SIGNED_OUT' })
})

test('a month that is not over cannot be exported', async ({ request, chain }) => {
  const { timestamp } = await chain.client.getBlock()
  const month = new Date(Number(timestamp) * 1_000).toISOString().slice(0, 7)
  const answer = await request.get(`/api/v1/reports/${month}/supply-roll-forward.csv`)
  expect(answer.status()).toBe(409)
})
