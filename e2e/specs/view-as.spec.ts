import { demoAccount } from '../../contracts/deploy/demo-accounts'
import { expect, test } from '../fixtures/test'

const PROVIDER = demoAccount('provider').address
const CUSTOMER = demoAccount('customer').address
const dapp = ['/account', '/rewards', '/provider']

test('on every page of an address a banner says whose it is, with the way back to one’s own', async ({
  wallet,
  walletDialog,
  page,
}) => {
  await wallet(['customer'])
  await page.goto(`/account?as=${CUSTOMER}`)
  await walletDialog.connect()
  const banner = page.getByRole('status').filter({ hasText: 'read-only.' })
  await expect(banner).toHaveCount(0)
  for (const path of dapp) {
    await page.goto(`${path}?as=${PROVIDER}`)
    await expect(banner).toContainText('You look at 0xFABB…694a, read-only.')
    await expect(banner.getByRole('link', { name: 'Show mine' })).toHaveAttribute('href', `${path}?as=${CUSTOMER}`)
  }
})

test('looking at an address shows nothing that is its owner’s alone', async ({ page }) => {
  await page.goto(`/provider?as=${PROVIDER}`)
  await expect(page.getByRole('heading', { name: 'Provider', level: 1 })).toBeVisible()
  const main = page.getByRole('main')
  await expect(main.getByText('Running', { exact: true }), 'the epoch that is not closed').toHaveCount(0)
  await expect(main.getByRole('heading', { name: 'Dispute this epoch' })).toHaveCount(0)
  await expect(main.getByRole('img', { name: /^Minutes of/ })).toHaveCount(0)
  await page.goto(`/rewards?as=${PROVIDER}`)
  await expect(main).toContainText('Before credit notes: those are shown to the owner only.')
})

test('somebody else’s session opens nothing either', async ({ wallet, walletDialog, page }) => {
  await wallet(['customer'])
  await page.goto('/account/keys')
  await walletDialog.connect()
  await walletDialog.signIn()
  await expect(page.getByRole('button', { name: 'Make a key' })).toBeVisible()
  await page.goto(`/provider?as=${PROVIDER}`)
  await expect(page.getByRole('heading', { name: 'Provider', level: 1 })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Dispute this epoch' })).toHaveCount(0)
  await expect(page.getByRole('img', { name: /^Minutes of/ })).toHaveCount(0)
})

test('a name from the address book is said, and an address that only looks like it is warned of', async ({ page }) => {
  await page.goto('/addresses')
  await page.getByRole('textbox', { name: 'Address', exact: true }).fill(PROVIDER)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Our provider')
  await page.getByRole('button', { name: 'Keep' }).click()
  await expect(page.getByRole('row', { name: /^Our provider/ })).toBeVisible()
  await page.goto(`/provider?as=${PROVIDER}`)
  await expect(page.getByText('You look at Our provider (0xFABB…694a), read-only.')).toBeVisible()
  await page.goto(`/provider?as=0xfabb${'0'.repeat(32)}694a`)
  await expect(page.getByText('it has the first and last characters of Our provider')).toBeVisible()

  await page.goto('/addresses')
  await page.getByRole('button', { name: 'Remove Our provider' }).click()
  await expect(page.getByText('No address has a name yet.')).toBeVisible()
})

test('an address book goes out and comes in; rubbish is refused as a whole', async ({ page }) => {
  await page.goto('/addresses')
  const take = (text: string) =>
    page
      .getByLabel('Import, JSON')
      .setInputFiles({ name: 'book.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  const of = (entries: unknown) => JSON.stringify({ format: 'cxpt-address-book', version: 1, entries })
  await take('rubbish')
  await expect(page.getByText('The file is not JSON. Nothing was read in.')).toBeVisible()
  await take('{"contacts":[]}')
  await expect(page.getByText('The file is no address book of this console.')).toBeVisible()
  await take(
    of([
      { address: CUSTOMER, name: 'Good' },
      { address: '0x12', name: 'Bad' },
    ]),
  )
  await expect(page.getByText('One of its addresses is not an address (entry 2). Nothing was read in.')).toBeVisible()
  await expect(page.getByText('No address has a name yet.')).toBeVisible()

  await take(of([{ address: CUSTOMER, name: 'Carla' }]))
  await expect(page.getByText('1 name was read in.')).toBeVisible()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export, JSON' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('cxpt-address-book.json')
})

test('the palette leads everywhere by the keyboard alone', async ({ page }) => {
  await page.goto('/')
  const palette = page.getByRole('dialog', { name: 'Go to' })
  const typed = palette.getByRole('combobox')
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(typed).toBeFocused({ timeout: 2_000 })
  }).toPass()
  await page.keyboard.press('Escape')
  await expect(palette).toHaveCount(0)

  await page.keyboard.press('/')
  await expect(typed).toBeFocused()
  await page.keyboard.type('address book')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/addresses$/)

  await page.keyboard.press('/')
  await expect(typed).toBeFocused()
  await page.keyboard.type(` ${PROVIDER.toLowerCase()}`)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/provider\\?as=${PROVIDER}$`))

  await page.keyboard.press('Control+k')
  await expect(typed).toBeFocused()
  await page.keyboard.type('2026-10')
  await expect(palette.getByRole('option', { name: 'Report of October 2026' })).toBeVisible()
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+k')
  await expect(typed).toBeFocused()
  await page.keyboard.type('0x12/34')
  await expect(palette).toContainText('Nothing here is called that.')
})

test('where something is typed a slash is a slash', async ({ page }) => {
  await page.goto('/addresses')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('a')
  await page.keyboard.press('/')
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('a/')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})
