import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { demoAccount } from '../../contracts/deploy/demo-accounts'
import { expect, test } from '../fixtures/test'
import { whatIsTooWide } from '../fixtures/too-wide'

const PAGES = [
  '/',
  '/token',
  '/burns',
  '/emissions',
  '/usage',
  '/network',
  '/status',
  '/verify',
  '/status/jobs',
  '/plans',
  `/account?as=${demoAccount('customer').address}`,
  '/account',
  `/rewards?as=${demoAccount('provider').address}`,
  '/rewards',
  `/provider?as=${demoAccount('provider').address}`,
  `/provider?as=${demoAccount('provider').address}&act=claim`,
  '/provider',
  '/addresses',
  '/account/usage',
  '/account/invoices',
  '/account/members',
  '/plans/terms',
  '/exit',
  `/payments/0x${'1'.repeat(64)}`,
  '/admin/disputes',
  '/admin/requests',
  '/admin',
  '/finance',
  '/finance/adjustments',
  '/finance/trace',
  '/finance/prices',
]
const SIZES = [
  { width: 360, height: 740 },
  { width: 1280, height: 900 },
]

/** A tablet, and where a rail has just come beside the page: there is the least room. */
const BETWEEN = [768, 1100]

/** What staff sees after signing in: the gate in front of it is among the pages above. */
const SIGNED_IN = [
  {
    who: 'admin',
    paths: [
      '/admin',
      '/admin/split',
      '/admin/emission',
      '/admin/prices',
      '/admin/roles',
      '/admin/auditors',
      '/admin/gateways',
      '/admin/providers',
      '/admin/risk',
      '/admin/pause',
      '/admin/pause/drill',
      '/admin/requests',
      '/admin/parameters',
      '/admin/parameters/rates',
      '/admin/parameters/oracle-config',
      '/admin/parameters/plan',
      '/admin/safe',
    ],
  },
  {
    who: 'customer',
    paths: [
      '/account/keys',
      '/account/members',
      '/account/memberships',
      '/account/usage',
      '/account/invoices',
      '/plans',
      `/account?as=${demoAccount('customer').address}`,
    ],
  },
  { who: 'provider', paths: [`/provider?as=${demoAccount('provider').address}`] },
  {
    who: 'preparer',
    paths: [
      '/finance',
      '/finance/2026-10',
      '/finance/adjustments',
      '/finance/trace',
      '/finance/prices',
      '/admin/disputes',
    ],
  },
] as const

/** What stands in the place of a page before its sign-in. */
const GATE = /asks who you are|sign in to see|are for their owner only/

const THEMES = ['light', 'dark'] as const

/** Opens a page once, and looks at it in both themes and sizes as a person who turns his phone and presses the toggle would. */
async function expectNoBrokenRule(page: Page, path: string) {
  // Colours that fade are between two themes when they are measured.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(path)
  await page.waitForLoadState('networkidle')
  for (const viewport of SIZES) {
    await page.setViewportSize(viewport)
    for (const theme of THEMES) {
      await page.evaluate((name) => {
        document.documentElement.dataset.theme = name
      }, theme)
      await test.step(`${path} in ${theme} at ${viewport.width} px`, () => expectNoBrokenRuleNow(page, theme))
    }
  }
  for (const width of BETWEEN) {
    await page.setViewportSize({ width, height: 900 })
    expect(await page.evaluate(whatIsTooWide), `${path} at ${width} px`).toEqual([])
  }
}

/** A theme changes colours and nothing else: what does not depend on them was seen in the first one. */
const RULES_OF_COLOURS = ['color-contrast', 'link-in-text-block']

async function expectNoBrokenRuleNow(page: Page, theme: (typeof THEMES)[number]) {
  const axe = new AxeBuilder({ page })
  const { violations } = await (theme === THEMES[0] ? axe : axe.withRules(RULES_OF_COLOURS)).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  expect(await page.evaluate(whatIsTooWide), 'the page scrolls sideways').toEqual([])
}

function errorsOf(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  return errors
}

for (const path of PAGES) {
  test(`${path} breaks no rule and does not scroll sideways, in both themes, at 360 and 1,280 px`, async ({ page }) => {
    const errors = errorsOf(page)
    await expectNoBrokenRule(page, path)
    expect(errors).toEqual([])
  })
}

for (const { who, paths } of SIGNED_IN) {
  test(`what ${who} sees breaks no rule and does not scroll sideways, in both themes, at 360 and 1,280 px`, async ({
    page,
    wallet,
    walletDialog,
  }) => {
    test.setTimeout((1 + paths.length) * 60_000)
    const errors = errorsOf(page)
    await wallet([who])
    await page.goto(paths[0])
    await walletDialog.connect()
    await walletDialog.signIn()
    await expect(page.getByText(GATE)).toHaveCount(0)
    for (const path of paths) {
      await expectNoBrokenRule(page, path)
      await expect(page.getByText(GATE)).toHaveCount(0)
    }
    expect(errors).toEqual([])
  })
}

test('the cookie of the theme decides what the server sends', async ({ page, baseURL }) => {
  for (const theme of THEMES) {
    await page.context().addCookies([{ name: 'theme', value: theme, url: baseURL ?? 'http://localhost' }])
    const html = await (await page.request.get('/')).text()
    expect(html).toContain(`data-theme="${theme}"`)
  }
})
