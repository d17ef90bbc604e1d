import { gzipSync } from 'node:zlib'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import type { DemoName } from '../../contracts/deploy/demo-accounts'
import { installWallet } from '../../e2e/fixtures/wallet'
import { WalletDialog } from '../../e2e/pages/wallet-dialog'
import { systemChromium } from '../../scripts/platform/chromium'

/** Debian's Chromium also as root, and no host but ours. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
]

export function openBrowser(): Promise<Browser> {
  const executablePath = systemChromium()
  return chromium.launch({ args: CHROMIUM_FLAGS, ...(executablePath ? { executablePath } : {}) })
}

/** A month that nobody has asked for since the start is put together first. */
const LOAD_MS = 180_000

/** Every file once: pages share most of theirs. */
const sizes = new Map<string, Promise<number>>()

function gzippedSize(url: string): Promise<number> {
  const known = sizes.get(url)
  if (known) return known
  const size = fetch(url)
    .then((response) => response.arrayBuffer())
    .then((body) => gzipSync(Buffer.from(body)).length)
  sizes.set(url, size)
  return size
}

/** Bytes, gzip, of the scripts a browser without a cache asks for until its `load` event. */
export async function scriptBytes(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage()
  const asked = new Set<string>()
  const note = (request: { resourceType: () => string; url: () => string }) => {
    if (request.resourceType() === 'script') asked.add(request.url())
  }
  page.on('request', note)
  await page.goto(url, { waitUntil: 'load', timeout: LOAD_MS })
  page.off('request', note)
  await page.close()
  const bytes = await Promise.all([...asked].map(gzippedSize))
  return bytes.reduce((sum, size) => sum + size, 0)
}

/** A context in which this account has signed in. Its pages have no wallet extension, so nothing of one is counted. */
export async function signedIn(browser: Browser, site: string, rpcUrl: string, who: DemoName): Promise<BrowserContext> {
  const context = await browser.newContext()
  // What is sent into the page was compiled by tsx, which names functions by a helper of its own.
  await context.addInitScript('globalThis.__name ??= (named) => named')
  const page: Page = await context.newPage()
  await installWallet(page, { accounts: [who], rpcUrl })
  await page.goto(`${site}/finance`)
  const dialog = new WalletDialog(page)
  await dialog.connect()
  await Promise.all([page.waitForResponse(/\/api\/auth\/callback\/siwe/), dialog.signIn()])
  await page.close()
  return context
}
