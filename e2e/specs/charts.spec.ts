import { cxptAbi } from '../../contracts-abi'
import type { TestChain } from '../fixtures/chain'
import { expect, test } from '../fixtures/test'

const CXPT = 10n ** 18n
const PAGES = ['/token', '/burns', '/emissions', '/usage', '/network'] as const

/** `124041.189` → `124,041.18`, as tables cut and group; empty is not known. */
function written(value: string, digits: number, symbol: string): string {
  if (value === '') return 'n/a'
  const isNegative = value.startsWith('-')
  const [whole = '0', fraction = ''] = value.replace('-', '').split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const shown = digits > 0 ? `.${fraction.slice(0, digits).padEnd(digits, '0')}` : ''
  return `${isNegative ? '\u2212' : ''}${symbol}${grouped}${shown}`
}

for (const path of PAGES) {
  test(`${path} writes no exponent, no NaN and no null, and says its block`, async ({ page, chartPage }) => {
    await chartPage.goto(path)
    const text = (await page.getByRole('main').textContent()) ?? ''
    // Hashes and addresses are hexadecimal, and shortened: their last part begins after an ellipsis.
    expect(text.replace(/0x[0-9a-fA-F]+(…[0-9a-fA-F]+)?/g, '')).not.toMatch(/\d(\.\d+)?e[+-]?\d/i)
    expect(text).not.toMatch(/\b(NaN|undefined|null|Infinity)\b/)
    await expect(page.getByText(/^As of block [\d,]+ · .* UTC$/)).toBeVisible()
  })

  test(`${path} brings its charts with it as SVG, no script needed to draw them`, async ({ request }) => {
    const html = await (await request.get(path)).text()
    expect(html).toMatch(/<svg role="img" aria-label="[^"]{20,}/)
    expect(html).not.toContain('recharts')
  })

  test(`${path} has its own title, description and canonical address`, async ({ page, chartPage, baseURL }) => {
    await chartPage.goto(`${path}?range=30d`)
    await expect(page).toHaveTitle(/ · CXPT Console$/)
    await expect(page.locator('meta[name="description"]')).toHaveAttribute('content', /.{60,}/)
    await expect(page.locator('link[rel="canonical"]')).toHaveAttribute('href', `${baseURL}${path}`)
  })
}

for (const [path, title, digits, symbol] of [
  ['/burns', 'Burn', 2, ''],
  ['/burns', 'Burn rate', 4, ''],
  ['/emissions', 'Emission against burn', 2, ''],
  ['/emissions', 'The whole schedule', 2, ''],
  ['/usage', 'Tokens by model tier', 0, ''],
  ['/usage', 'Paid for compute', 2, '$'],
  ['/network', 'Price index', 4, ''],
  ['/token', 'Where all tokens were', 2, ''],
  ['/token', 'Price', 6, '$'],
] as const) {
  test(`the table of "${title}" on ${path} holds what its file holds`, async ({ chartPage }) => {
    await chartPage.goto(path)
    const chart = chartPage.chart(title)
    await chart.open('Table')
    const table = await chart.tableRows()
    const file = await chart.csvRows()
    expect(table.length).toBeGreaterThan(2)
    expect(table).toEqual(file.map((cells) => cells.slice(1, -1).map((cell) => written(cell, digits, symbol))))
  })
}

test('every step of the supply adds up to 1,000,000,000 in the file', async ({ chartPage }) => {
  await chartPage.goto('/token?range=all&step=week')
  const rows = await chartPage.chart('Where all tokens were').csvRows()
  expect(rows.length).toBeGreaterThan(10)
  const inWei = (cell: string) => {
    const [whole = '0', fraction = ''] = cell.split('.')
    return BigInt(whole + fraction.padEnd(18, '0'))
  }
  // Nine layers after the step; the schedule and the state are no part of the sum.
  for (const row of rows) {
    expect(row.slice(1, 10).reduce((sum, cell) => sum + inWei(cell), 0n)).toBe(10n ** 27n)
  }
})

test('the range is in the URL, holds for all charts and survives a reload', async ({ page, chartPage }) => {
  await chartPage.goto('/burns')
  await chartPage.ranges.getByRole('link', { name: 'All' }).click()
  await expect(page).toHaveURL(/range=all&step=week/)
  await chartPage.steps.getByRole('link', { name: 'Months' }).click()
  await expect(page).toHaveURL(/range=all&step=month/)
  await page.reload()
  await expect(chartPage.ranges.getByRole('link', { name: 'All' })).toHaveAttribute('aria-current', 'true')
  await expect(chartPage.steps.getByRole('link', { name: 'Months' })).toHaveAttribute('aria-current', 'true')
  const burn = chartPage.chart('Burn')
  await burn.open('Table')
  await expect(burn.table.getByRole('rowheader').first()).toHaveText('Jul 2026')
  const total = chartPage.chart('Burned so far')
  await total.open('Table')
  await expect(total.table.getByRole('rowheader').first()).toHaveText('Jul 2026')
})

test('a range that is none is named, and the usual one shown', async ({ page, chartPage }) => {
  await chartPage.goto('/burns?range=1e9&step=fortnight')
  await expect(page.getByText('“1e9” is no range: 30d, 90d, 1y and all are. Shown: 90d.')).toBeVisible()
  await expect(page.getByText(/not drawn by “fortnight”/)).toBeVisible()
  await expect(chartPage.ranges.getByRole('link', { name: '90 d' })).toHaveAttribute('aria-current', 'true')
})

test('a service that is none is named on the page of the network', async ({ page, chartPage }) => {
  await chartPage.goto('/network?service=__proto__')
  await expect(page.getByText(/“__proto__” is no service/)).toBeVisible()
  await expect(chartPage.chart('Price of Tide Pool').drawing).toBeVisible()
})

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** The Monday of the chain's week, moved by weeks, and which of its days the chain is in: other specs move its clock. */
async function weekOf(chain: TestChain, plus = 0) {
  const { timestamp } = await chain.client.getBlock()
  const days = Math.floor(Number(timestamp) / 86_400)
  // 1970 began on a Thursday.
  const day = ((days + 3) % 7) + 1
  const monday = new Date((days - day + 1 + plus * 7) * 86_400_000)
  const short = `${monday.getUTCDate()} ${MONTHS[monday.getUTCMonth()]}`
  return { short, long: `Week from ${short} ${monday.getUTCFullYear()}`, day }
}

test('arrow keys read a chart row by row, Escape ends it', async ({ page, chain, chartPage }) => {
  const [before, now] = [await weekOf(chain, -1), await weekOf(chain)]
  await chartPage.goto('/burns?range=90d&step=week')
  const chart = chartPage.chart('Burn')
  await chart.slider.focus()
  await expect(chart.tooltip).toContainText(now.long)
  await expect(chart.tooltip).toContainText('not over yet')
  await page.keyboard.press('ArrowLeft')
  await expect(chart.tooltip).toContainText(before.long)
  await expect(chart.slider).toHaveAttribute(
    'aria-valuetext',
    new RegExp(`^${before.long}, By distributions [\\d,]+\\.\\d\\d`),
  )
  await page.keyboard.press('Home')
  await expect(chart.slider).toHaveValue('0')
  await expect(chart.tooltip).toContainText(/^Week from/)
  await page.keyboard.press('Escape')
  await expect(chart.tooltip).toHaveCount(0)
})

test('the running period is hatched, and the legend says how far it is', async ({ chain, chartPage }) => {
  // Other specs move the clock, and a week that has just begun has burned nothing yet.
  const holder = await chain.freshAccount({ cxpt: 2_000n * CXPT })
  await chain.send(holder, chain.address('CXPT'), cxptAbi, 'burn', [2_000n * CXPT])
  await chain.ledgerHolds()
  const { short, day } = await weekOf(chain)
  await chartPage.goto('/burns?range=90d&step=week')
  const chart = chartPage.chart('Burn')
  await expect(chart.section.getByText(`${short}, day ${day} of 7`)).toBeVisible()
  await expect(chart.drawing.locator('rect[data-framed]').last()).toHaveAttribute('fill', /^url\(#/)
})

test('what was not metered yet is a gap, not a zero', async ({ chartPage }) => {
  // The ledger begins on 1 July, metering on the 5th: the week from 29 June has a metered day, so it is looked at by day.
  await chartPage.goto('/usage?range=all&step=week')
  const chart = chartPage.chart('Tokens by model tier')
  await expect(chart.section.getByText(/^Metered since 5 Jul 2026/)).toBeVisible()
  await chartPage.goto('/burns?range=all&step=week')
  const rate = chartPage.chart('Burn rate')
  await rate.open('Table')
  const rows = await rate.tableRows()
  expect(rows[0]).toEqual(['n/a', 'n/a'])
  const paths = await rate.drawing.locator('path.line').first().getAttribute('d')
  // The line begins where the first known value is, not at the left edge.
  expect(paths).not.toMatch(/^M0,/)
})

test('parameter changes are numbered, with their text under the chart', async ({ chartPage }) => {
  await chartPage.goto('/burns?range=all&step=week')
  const chart = chartPage.chart('Burn')
  // Another spec may have changed the split once more.
  const rings = chart.drawing.locator('text.ring')
  await expect(rings.nth(0)).toHaveText('1')
  await expect(rings.nth(1)).toHaveText('2')
  await expect(chart.section.getByText('5 Aug: burn 500 → 400 bps')).toBeVisible()
  await expect(chart.section.getByText('20 Sep: burn 400 → 500 bps')).toBeVisible()
})

test('the definition of a figure and of a chart is one click away, with its API', async ({ page, chartPage }) => {
  await chartPage.goto('/burns')
  await page.getByText('A year, of float', { exact: true }).click()
  await expect(page.getByText(/burned in 30 days, annualised \/ circulating/).first()).toBeVisible()
  const chart = chartPage.chart('Burn rate')
  await chart.open('Definitions')
  await expect(chart.section.getByRole('link', { name: '/api/v1/metrics/burn_rate_float' })).toBeVisible()
})

test('burn by service adds up to what distributions burned', async ({ page, chartPage }) => {
  await chartPage.goto('/burns?range=all&step=week')
  const rows = await page
    .getByRole('table', { name: 'Burn of distributions by service' })
    .getByRole('row')
    .allInnerTexts()
  const amounts = rows.slice(1).map((row) => /([\d,]+\.\d\d)/.exec(row)?.[1]?.replaceAll(',', '') ?? '')
  const inCents = (text: string) => BigInt(text.replace('.', ''))
  const total = inCents(amounts.at(-1) ?? '0')
  const sum = amounts.slice(0, -1).reduce((all, text) => all + inCents(text), 0n)
  expect(amounts.length).toBeGreaterThan(3)
  // Each row is cut to two decimals, so they fall short by less than a hundredth each.
  expect(total - sum).toBeGreaterThanOrEqual(0n)
  expect(total - sum).toBeLessThan(BigInt(amounts.length))
})

test('payments go in and out of the vault with the same sum', async ({ page, chartPage }) => {
  await chartPage.goto('/usage')
  const sumOf = async (side: string) => {
    const row = page
      .getByRole('table', { name: `Where payments went, ${side}` })
      .getByRole('row')
      .last()
    return (await row.textContent())?.match(/[\d,]+\.\d\d/)?.[0]
  }
  expect(await sumOf('In')).toMatch(/\d/)
  expect(await sumOf('In')).toBe(await sumOf('Out'))
  await expect(page.getByText(/wei apart/)).toHaveCount(0)
})

test('the page of the token says what staking is: nothing that exists', async ({ page, chartPage }) => {
  await chartPage.goto('/token')
  await expect(page.getByText(/Staking is a possible future feature of the token/)).toBeVisible()
})

test('a phone reaches every public page through More, which closes on arrival', async ({ page, chartPage }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await chartPage.goto('/usage')
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('link', { name: 'Emissions' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Emissions' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Burns' })).toHaveCount(0)
})

test('robots and sitemap name the public pages and nobody else’s', async ({ request, baseURL }) => {
  const sitemap = await (await request.get('/sitemap.xml')).text()
  for (const path of PAGES) expect(sitemap).toContain(`<loc>${baseURL}${path}</loc>`)
  expect(sitemap).not.toContain('/admin')
  const robots = await (await request.get('/robots.txt')).text()
  expect(robots).toContain('Disallow: /admin')
  expect(robots).toContain(`${baseURL}/sitemap.xml`)
})
