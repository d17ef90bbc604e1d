import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures/test'
import { installWallet } from '../fixtures/wallet'
import { WalletDialog } from '../pages/wallet-dialog'

const shownKey = (page: Page) => page.getByText(/^cxk_[a-z2-9]{8}[0-9a-f]{64}$/)

test('the owner invites and limits, the member sees his part in another wallet, the limit is reached, and he is removed', async ({
  chain,
  gateway,
  wallet,
  walletDialog,
  page,
  browser,
  baseURL,
}) => {
  const [owner, member] = [await chain.freshAccount(), await chain.freshAccount()]
  await wallet([owner])
  await page.goto('/account/members')
  await expect(page.getByText('sign in to see and invite them')).toBeVisible()
  await walletDialog.connect()
  await walletDialog.signIn()
  await expect(page.getByText('No member yet.')).toBeVisible()

  const invitation = page.locator('section', { has: page.getByRole('heading', { name: 'Invite a member' }) })
  await invitation.getByLabel('Address').fill('0x1234')
  await expect(page.getByText('An address has 0x and 40 digits')).toBeVisible()
  await invitation.getByLabel('Address').fill(member.address)
  await invitation.getByLabel('Name', { exact: true }).fill('Alice of research')
  await invitation.getByLabel('Tokens a month').fill('1.5')
  await expect(page.getByText('A whole number of tokens')).toBeVisible()
  await expect(invitation.getByRole('button', { name: 'Invite', exact: true })).toBeDisabled()
  await invitation.getByLabel('Tokens a month').fill('10,000')
  await invitation.getByRole('button', { name: 'Invite', exact: true }).click()
  const row = page
    .getByRole('table', { name: 'Members of this account' })
    .getByRole('row', { name: /Alice of research/ })
  await expect(row).toContainText('of 10,000')
  await expect(row).toContainText('Works')

  const form = page.locator('section', { has: page.getByRole('heading', { name: 'New key for a member' }) })
  await form.getByLabel('Name of the key').fill('notebook')
  await form.getByRole('button', { name: 'Make the key' }).click()
  await expect(shownKey(page)).toBeVisible()
  const key = (await shownKey(page).textContent()) ?? ''

  const theirs = await browser.newContext()
  const other = await theirs.newPage()
  await installWallet(other, { accounts: [member], rpcUrl: chain.rpcUrl })
  const at = (path: string) => new URL(path, baseURL).href
  await other.goto(at('/account/memberships'))
  const dialog = new WalletDialog(other)
  await dialog.connect()
  await dialog.signIn()
  await expect(other.getByText('0 of 10,000 tokens used')).toBeVisible()
  await expect(other.getByRole('row', { name: /notebook/ })).toContainText('Works')
  await expect(other.getByText(key.slice(12))).toHaveCount(0)
  await other.goto(at('/account/members'))
  await expect(other.getByText('No member yet.'), 'a member owns nothing of it').toBeVisible()

  expect(await gateway.introspect(key)).toMatchObject({ active: true, tokensLeft: '10000', chargeLeftNano: null })
  expect(await gateway.report(owner.address, key, 9_000n)).toMatchObject([{ status: 'accepted' }])
  expect(await gateway.introspect(key)).toMatchObject({ active: true, tokensLeft: '1000' })
  expect(await gateway.report(owner.address, key, 4_000n), 'served is served').toMatchObject([{ status: 'accepted' }])
  expect(await gateway.introspect(key)).toMatchObject({ active: false, code: 'MEMBER_LIMIT_REACHED' })
  expect(await gateway.keyOf(owner.address, key)).toMatchObject({ code: 'MEMBER_LIMIT_REACHED', tokensLeft: '0' })

  await other.goto(at('/account/memberships'))
  await expect(other.getByText('13,000 of 10,000 tokens used')).toBeVisible()
  await expect(
    other.getByText(/Your limit of this month is used up: requests with your keys are refused until/),
  ).toBeVisible()
  await page.reload()
  await expect(page.getByText(/Alice of research: the limit of the month is used up/)).toBeVisible()
  await expect(row).toContainText('Limit reached')

  await row.getByRole('button', { name: 'Change' }).click()
  await page.getByRole('dialog').getByLabel('Tokens a month').fill('20000')
  await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click()
  await expect(row).toContainText('of 20,000')
  await expect(row).toContainText('Works')
  expect(await gateway.introspect(key)).toMatchObject({ active: true, tokensLeft: '7000' })

  const keys = page.getByRole('table', { name: 'Keys and who holds them' })
  await keys
    .getByRole('row', { name: /notebook/ })
    .getByRole('button', { name: 'Change' })
    .click()
  await page.getByRole('dialog').getByLabel('Charges a month').fill('0.000000001')
  await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click()
  await expect(keys.getByRole('row', { name: /notebook/ })).toContainText('Limit reached')
  expect(await gateway.introspect(key)).toMatchObject({ active: false, code: 'KEY_LIMIT_REACHED' })

  await row.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('alertdialog')).toContainText('every key he holds, at once')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('No member yet.')).toBeVisible()
  expect(await gateway.introspect(key)).toEqual({ active: false })
  await other.reload()
  await expect(other.getByText('No account has invited this address.')).toBeVisible()
  await theirs.close()
})

test('members and what one is a member of are nobody else’s to see', async ({ request }) => {
  for (const path of ['/account/members', '/account/memberships']) {
    const answer = await request.get(path)
    expect(await answer.text()).not.toContain('Members of this account')
  }
})
