import AxeBuilder from '@axe-core/playwright'
import { demoAccount } from '../../contracts/deploy/demo-accounts'
import { expect, test } from '../fixtures/test'

const PAGES = [
  '/',
  '/status',
  '/plans',
  `/account?as=${demoAccount('customer').address}`,
  '/account',
  '/admin',
  '/finance',
]
const SIZES = [
  { width: 360, height: 740 },
  { width: 1280, height: 900 },
]

for (const theme of ['light', 'dark'] as const) {
  for (const viewport of SIZES) {
    for (const path of PAGES) {
      test(`${path} in ${theme} at ${viewport.width} px breaks no rule and does not scroll sideways`, async ({
        page,
        baseURL,
      }) => {
        await page.context().addCookies([{ name: 'theme', value: theme, url: baseURL ?? 'http://localhost' }])
        await page.setViewportSize(viewport)
        const errors: string[] = []
        page.on('pageerror', (error) => errors.push(error.message))
        page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
        await page.goto(path)
        await page.waitForLoadState('networkidle')
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(overflow).toBeLessThanOrEqual(0)
        expect(errors).toEqual([])
      })
    }
  }
}
