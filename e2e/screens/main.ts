/**
 * Pictures of every route of a running platform, of the main ones in both themes and at the width of a phone: `npm run screens [-- NAME …]`. Writes docs/screens and its index; the
 * site is E2E_PORT's, or that of `npm start`.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from '@playwright/test'
import type { DemoName } from '../../contracts/deploy/demo-accounts'
import { systemChromium } from '../../scripts/platform/chromium'
import { ROOT } from '../../scripts/platform/foundry'
import { portOf } from '../../scripts/platform/ports'
import { installWallet } from '../fixtures/wallet'
import { WalletDialog } from '../pages/wallet-dialog'
import { SCREENS, type Screen } from './routes'

const FOLDER = join(ROOT, 'docs', 'screens')
const SITE = `http://localhost:${portOf('E2E_PORT', 3000)}`
const RPC = `http://127.0.0.1:${portOf('E2E_RPC_PORT', 8545)}`
const DESK = { width: 1280, height: 900 }
const PHONE = { width: 360, height: 740 }
/** A month that nobody has asked for is put together first. */
const LOAD_MS = 180_000
/** Figures that come after the page: worth waiting for, not for ever. */
const QUIET_MS = 30_000

type Theme = 'light' | 'dark'

const fileOf = ({ name }: Screen, theme: Theme, width: number) => `${name}-${theme}-${width}.png`

/** The folder is cloned with the code: what the light theme shows well enough is not kept twice. */
const shotsOf = ({ isMain }: Screen): [Theme, typeof DESK][] => [
  ['light', DESK],
  ...(isMain
    ? ([
        ['dark', DESK],
        ['light', PHONE],
      ] satisfies [Theme, typeof DESK][])
    : []),
]

/** A context in which this account has signed in, or nobody. */
async function contextOf(browser: Browser, who: DemoName | undefined): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce' })
  // What is sent into a page was compiled by tsx, which names functions by a helper of its own.
  await context.addInitScript('globalThis.__name ??= (named) => named')
  if (!who) return context
  const page = await context.newPage()
  await installWallet(page, { accounts: [who], rpcUrl: RPC })
  await page.goto(`${SITE}/finance`, { timeout: LOAD_MS })
  const dialog = new WalletDialog(page)
  await dialog.connect()
  await Promise.all([page.waitForResponse(/\/api\/auth\/callback\/siwe/), dialog.signIn()])
  await page.close()
  return context
}

async function picture(context: BrowserContext, screen: Screen, theme: Theme, viewport: typeof DESK): Promise<void> {
  await context.addCookies([{ name: 'theme', value: theme, url: SITE }])
  const page = await context.newPage()
  await page.setViewportSize(viewport)
  if (screen.who) await installWallet(page, { accounts: [screen.who], rpcUrl: RPC, isConnected: true })
  await page.goto(`${SITE}${screen.path}`, { timeout: LOAD_MS })
  if (screen.who)
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^Wallet 0x/ })
      .waitFor()
  if (screen.first) {
    const href = await page.locator(`main a[href^="${screen.first}"]:not([href$=".csv"])`).first().getAttribute('href')
    await page.goto(`${SITE}${href}`, { timeout: LOAD_MS })
  }
  await page.waitForLoadState('networkidle', { timeout: QUIET_MS }).catch(() => undefined)
  await page.getByText(/^Asking for the price$/).waitFor({ state: 'hidden' })
  await page.getByText(/^Computing the month again/).waitFor({ state: 'hidden' })
  await page.screenshot({ path: join(FOLDER, fileOf(screen, theme, viewport.width)) })
  await page.close()
}

function indexOf(screens: readonly Screen[]): string {
  const link = (screen: Screen, theme: Theme, width: number) => `[${theme} ${width}](${fileOf(screen, theme, width)})`
  const rows = screens.map((screen) => {
    const links = shotsOf(screen).map(([theme, { width }]) => link(screen, theme, width))
    const path = screen.first ? `${screen.first}…` : screen.path
    return `| \`${path.replace(/0x\w+/, '0x…')}\` | ${screen.say} | ${links.join(' · ')} |`
  })
  return [
    '# Screens',
    '',
    'Every route as it looks, made from the local chain’s history by `npm run screens` beside a running platform (widths in px).',
    '',
    '| route | what one sees | pictures |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

async function main(): Promise<void> {
  const names = process.argv.slice(2)
  const chosen = SCREENS.filter(({ name }) => names.length === 0 || names.includes(name))
  mkdirSync(FOLDER, { recursive: true })
  const executablePath = systemChromium()
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
  const browser = await chromium.launch({ args, ...(executablePath ? { executablePath } : {}) })
  try {
    for (const who of new Set(chosen.map((screen) => screen.who))) {
      const context = await contextOf(browser, who)
      for (const screen of chosen.filter((one) => one.who === who)) {
        for (const [theme, viewport] of shotsOf(screen)) await picture(context, screen, theme, viewport)
        console.log(screen.name)
      }
      await context.close()
    }
  } finally {
    await browser.close()
  }
  writeFileSync(join(FOLDER, 'README.md'), indexOf(SCREENS))
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  },
)
