import { cxptAbi } from '../../contracts-abi'
import { expect, test } from '../fixtures/test'

test('the supply on the overview adds up to 10^27 wei, row by row', async ({ request }) => {
  const answer = await request.get('/supply.csv')
  expect(answer.status()).toBe(200)
  const rows = (await answer.text())
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','))
  const sum = rows
    .filter(([bucket]) => bucket !== 'maximum_supply')
    .reduce((total, row) => total + BigInt(row[1] ?? 0), 0n)
  expect(sum).toBe(10n ** 27n)
  expect(rows.find(([bucket]) => bucket === 'unclassified')?.[1]).toBe('0')
})

test('the overview shows a proven sum, charts with their tables, and the split', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1,000,000,000 CXPT. Every one accounted for.')
  await expect(page.getByText(/Foots to 10/)).toBeVisible()
  const chart = page.getByRole('region', { name: 'Burn against emission' })
  await chart.getByRole('button', { name: 'Table' }).click()
  await expect(chart.getByRole('table')).toContainText('Jul 2026')
  await chart.getByRole('link', { name: 'Epochs' }).click()
  await expect(page).toHaveURL(/by=epoch/)
  await expect(page.getByRole('table', { name: /The split in force/ })).toContainText('10,000 bps')
})

test('total supply and burns equal the chain', async ({ chain, request }) => {
  const answer = await request.get('/api/v1/metrics/total_supply')
  const metric = (await answer.json()) as { value: string; unit: string; block: number }
  expect(metric.unit).toBe('wei')
  const supply = await chain.client.readContract({
    address: chain.address('CXPT'),
    abi: cxptAbi,
    functionName: 'totalSupply',
    blockNumber: BigInt(metric.block),
  })
  expect(metric.value).toBe(supply.toString())
  const burned = (await (await request.get('/api/v1/metrics/burned')).json()) as { value: string; block: number }
  const later = await chain.client.readContract({
    address: chain.address('CXPT'),
    abi: cxptAbi,
    functionName: 'totalSupply',
    blockNumber: BigInt(burned.block),
  })
  expect(BigInt(burned.value) + later).toBe(10n ** 27n)
})

test('health says which block the ledger holds', async ({ request }) => {
  const answer = await request.get('/api/health')
  expect(answer.status()).toBe(200)
  expect(await answer.json()).toMatchObject({
    status: 'ok',
    chainId: 31_337,
    block: expect.any(Number),
    indexedBlock: expect.any(Number),
    lagSeconds: expect.any(Number),
  })
})

for (const [path, status, code] of [
  ['/api/v1/metrics/no_such_metric', 404, 'METRIC_NOT_FOUND'],
  ['/api/v1/reports/2026-13/supply-roll-forward.csv', 400, 'BAD_MONTH'],
  ['/api/v1/reports/2026-09/no-such-sheet.csv', 404, 'SHEET_NOT_FOUND'],
  ['/api/v1/reports/2020-01/supply-roll-forward.csv', 404, 'MONTH_NOT_FOUND'],
] as const) {
  test(`${path} is refused with ${status} and a sentence`, async ({ request }) => {
    const answer = await request.get(path)
    expect(answer.status()).toBe(status)
    const body = (await answer.json()) as { code: string; say: string }
    expect(body.code).toBe(code)
    expect(body.say.length).toBeGreaterThan(10)
  })
}

test('the status page says whether ledger and chain agree', async ({ page }) => {
  await page.goto('/status')
  await expect(page.getByText('Working', { exact: true })).toBeVisible()
  await expect(page.getByText('Equal to the wei')).toBeVisible()
})

test('what a page of another site asks us to change goes no further than the door', async ({ request }) => {
  const from = async (site: string) => {
    const sent = await request.post('/api/auth/signout', { headers: { 'sec-fetch-site': site }, maxRedirects: 0 })
    return sent.status()
  }
  expect(await from('cross-site')).toBe(403)
  expect(await from('same-origin')).not.toBe(403)
  const read = await request.get('/api/health', { headers: { 'sec-fetch-site': 'cross-site' } })
  expect(read.status()).toBe(200)
})

test('the icon that a browser asks for unasked is there', async ({ request }) => {
  const icon = await request.get('/favicon.ico')
  expect([icon.status(), icon.headers()['content-type']]).toEqual([200, 'image/x-icon'])
})

test('a page that is not there says so, with the way back', async ({ page }) => {
  const answer = await page.goto('/no-such-page')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('link', { name: /overview/i }).first()).toBeVisible()
})
