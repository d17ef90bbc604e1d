import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { demoAccount } from '../../contracts/deploy/demo-accounts'
import { expect, test } from '../fixtures/test'

const PAGES = [
  '/',
  '/token',
  '/burns',
  '/emissions',
  '/usage',
  '/network',
  '/status',
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
]
const SIZES = [
  { width: 360, height: 740 },
  { width: 1280, height: 900 },
]

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
      '/admin/pause',
      '/admin/requests',
      '/admin/parameters',
      '/admin/parameters/rates',
      '/admin/parameters/oracle-config',
      '/admin/parameters/plan',
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
  { who: 'preparer', paths: ['/finance', '/finance/2026-10', '/admin/disputes'] },
] as const

/** What stands in the place of a page before its sign-in. */
const GATE = /asks who you are|sign in to see|are for their owner only/

const THEMES = ['light', 'dark'] as const

async function dress(page: Page, theme: (typeof THEMES)[number], viewport: (typeof SIZES)[number], baseURL?: string) {
  await page.context().addCookies([{ name: 'theme', value: theme, url: baseURL ?? 'http://localhost' }])
  await page.setViewportSize(viewport)
}

function errorsOf(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  return errors
}

async function expectNoBrokenRule(page: Page) {
  await page.waitForLoadState('networkidle')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
}

for (const theme of THEMES) {
  for (const viewport of SIZES) {
    for (const path of PAGES) {
      test(`${path} in ${theme} at ${viewport.width} px breaks no rule and does not scroll sideways`, async ({
        page,
        baseURL,
      }) => {
        await dress(page, theme, viewport, baseURL)
        const errors = errorsOf(page)
        await page.goto(path)
        await expectNoBrokenRule(page)
        expect(errors).toEqual([])
      })
    }

    for (const { who, paths } of SIGNED_IN) {
      test(`what ${who} sees in ${theme} at ${viewport.width} px breaks no rule and does not scroll sideways`, async ({
        page,
        baseURL,
        wallet,
        walletDialog,
      }) => {
        await dress(page, theme, viewport, baseURL)
        const errors = errorsOf(page)
        await wallet([who])
        await page.goto(paths[0])
        await walletDialog.connect()
        await walletDialog.signIn()
        await expect(page.getByText(GATE)).toHaveCount(0)
        for (const path of paths) {
          await test.step(path, async () => {
            await page.goto(path)
            await expect(page.getByText(GATE)).toHaveCount(0)
            await expectNoBrokenRule(page)
          })
        }
        expect(errors).toEqual([])
      })
    }
  }
}
