import { createHash } from 'node:crypto'
import type { Hex } from 'viem'
import { demoAccount } from '../../contracts/deploy/demo-accounts'
import { expect, test } from '../fixtures/test'
import { installWallet } from '../fixtures/wallet'
import { WalletDialog } from '../pages/wallet-dialog'

const CXPT = 10n ** 18n
const PROVIDER = demoAccount('provider').address

test('any provider can be looked at without a wallet: money, epochs, how far each root is', async ({
  providerPage,
  page,
}) => {
  await providerPage.goto(PROVIDER)
  await expect(page.getByText('read-only view')).toBeVisible()
  await expect(providerPage.number('Claimable')).toContainText('CXPT')
  // Another spec may have moved the clock past an epoch, which is then held until it is closed.
  await expect(providerPage.number('Held')).toContainText(/sign in to see the rest|Epoch \d+/)
  await expect(
    providerPage.epochs
      .getByText('Vetoed')
      .or(page.getByText(/^all \d+ epochs$/))
      .first(),
  ).toBeVisible()
  await expect(providerPage.dispute, 'disputes are the owner’s').toHaveCount(0)
})

test('an epoch whose inputs were not kept says so, and a vetoed root is never called accepted', async ({
  providerPage,
  page,
}) => {
  await providerPage.goto(PROVIDER, { all: '1' })
  await page
    .getByRole('row', { name: /Vetoed/ })
    .getByRole('link')
    .click()
  await expect(providerPage.receipt).toContainText('Vetoed by the guardian inside the window.')
  await expect(providerPage.receipt).not.toContainText('It can be claimed')
})

test('a claim goes to the chain only after its proof was checked, and is paid', async ({
  chain,
  roots,
  wallet,
  walletDialog,
  providerPage,
  page,
}) => {
  const owner = await chain.freshAccount()
  await roots.give('provider', owner.address, 12n * CXPT, 'gift to a provider')
  await wallet([owner])
  await providerPage.goto(owner.address)
  await walletDialog.connect()
  await expect(providerPage.number('Claimable')).toContainText('12.0000')
  await providerPage.openClaim()
  await expect(providerPage.sheet).toContainText('The proof was checked in this browser')
  await expect(providerPage.sheet).toContainText(/pays more than that while 1 ETH costs less than \$/)
  await providerPage.sheet.getByRole('button', { name: 'Claim 12.0000 CXPT' }).click()
  await expect(providerPage.sheet.getByText(/^Done, in block/)).toBeVisible()
  expect(await chain.walletOf(owner.address)).toBe(12n * CXPT)
  await providerPage.sheet.getByRole('button', { name: 'Close' }).last().click()
  await expect(providerPage.number('Claimed')).toContainText('12.0000')
  await expect(page.getByRole('main').getByRole('link', { name: /^Claim/ })).toHaveCount(0)
})

test('anybody may claim for somebody else: the CXPT goes to the provider, not to the sender', async ({
  chain,
  roots,
  wallet,
  walletDialog,
  providerPage,
}) => {
  const earner = await chain.freshAccount({ ether: '0' })
  const sender = await chain.freshAccount()
  await roots.give('provider', earner.address, 7n * CXPT, 'gift claimed by another')
  await wallet([sender])
  await providerPage.goto(earner.address)
  await walletDialog.connect()
  await providerPage.openClaim()
  await expect(providerPage.sheet).toContainText('The CXPT goes to the address above, not to your wallet')
  await expect(providerPage.sheet).toContainText(earner.address)
  await providerPage.sheet.getByRole('button', { name: 'Claim 7.0000 CXPT' }).click()
  await expect(providerPage.sheet.getByText(/^Done, in block/)).toBeVisible()
  expect(await chain.walletOf(earner.address)).toBe(7n * CXPT)
  expect(await chain.walletOf(sender.address)).toBe(0n)
})

test('a tampered amount or proof is refused before the wallet is asked for anything', async ({
  chain,
  roots,
  wallet,
  walletDialog,
  providerPage,
  page,
}) => {
  const owner = await chain.freshAccount()
  await roots.give('provider', owner.address, 5n * CXPT, 'gift with a forged proof')
  const asked = await wallet([owner])
  let more = 1n
  await page.route('**/api/v1/rewards/0x*', async (route) => {
    const answer = await route.fetch()
    const body = (await answer.json()) as { rewards: { entitlement: { cumulative: string; proof: Hex[] } | null }[] }
    for (const { entitlement } of body.rewards) {
      if (entitlement) entitlement.cumulative = (BigInt(entitlement.cumulative) + more).toString()
    }
    await route.fulfill({ json: body })
  })
  await providerPage.goto(owner.address)
  await walletDialog.connect()
  await providerPage.openClaim()
  await expect(providerPage.sheet).toContainText('does not lead to the root on the chain')
  await expect(providerPage.sheet.getByRole('button', { name: 'Claim', exact: true })).toBeDisabled()
  expect(asked.log.filter(({ method }) => /send|sign/i.test(method))).toEqual([])

  more = 0n
  await expect(providerPage.sheet, 'the true answer is good again').toContainText('The proof was checked', {
    timeout: 30_000,
  })
})

test('a root in its window is pending with its end, and can be claimed only after it was accepted', async ({
  chain,
  roots,
  providerPage,
  page,
}) => {
  const owner = await chain.freshAccount()
  const root = await roots.propose('provider', owner.address, 3n * CXPT, 'gift in its window')
  await chain.ledgerHolds()
  await roots.import('provider')
  await providerPage.goto(owner.address)
  await expect(providerPage.number('Pending')).toContainText('3.0000')
  await expect(providerPage.number('Claimable')).toContainText('0')
  await expect(providerPage.receipt).toContainText('the guardian can veto it')
  await expect(page.getByRole('main').getByRole('link', { name: /^Claim/ })).toHaveCount(0)

  await roots.accept('provider', root)
  await chain.ledgerHolds()
  await page.reload()
  await expect(providerPage.number('Claimable')).toContainText('3.0000')
  await expect(providerPage.number('Pending')).toContainText('no root is waiting')
})

test('a vetoed root is held with the reason, and pays nothing', async ({ chain, roots, providerPage, page }) => {
  const owner = await chain.freshAccount()
  const root = await roots.propose('provider', owner.address, 4n * CXPT, 'gift that was vetoed')
  await chain.ledgerHolds()
  await roots.import('provider')
  await roots.veto('provider', root)
  await chain.ledgerHolds()
  await providerPage.goto(owner.address)
  await expect(providerPage.number('Held')).toContainText('4.0000')
  await expect(page.getByRole('list', { name: 'Why it is held' })).toContainText('was vetoed')
  await expect(providerPage.number('Claimable')).toContainText('0')
  await page.goto(`/provider?as=${owner.address}&act=claim`)
  await expect(providerPage.sheet).toContainText('This address is in no accepted root yet')
})

const EPOCH = [
  {
    provider: PROVIDER.toLowerCase(),
    payout: PROVIDER.toLowerCase(),
    goodMinutes: 9_995,
    eligibleMinutes: 10_000,
    classes: [
      {
        service: 'open-ocean',
        units: '400000',
        requests: 900,
        errors: 0,
        latencies: [[1_250, 900]] as [number, number][],
      },
      {
        service: 'tide-pool',
        units: '3000000',
        requests: 150,
        errors: 3,
        latencies: [[700, 147]] as [number, number][],
      },
    ],
  },
  {
    provider: '0x00000000000000000000000000000000000000b2',
    payout: '0x00000000000000000000000000000000000000b2',
    goodMinutes: 10_000,
    eligibleMinutes: 10_000,
    classes: [
      {
        service: 'tide-pool',
        units: '1000000',
        requests: 500,
        errors: 0,
        latencies: [[900, 500]] as [number, number][],
      },
    ],
  },
]

test('an epoch is shown by factor, and the sliders at the unchanged values give what was earned, to the wei', async ({
  roots,
  providerPage,
  page,
  request,
}) => {
  const label = await roots.closeEpoch(EPOCH, [['open-ocean', ['1500000', '1500000']]])
  await providerPage.goto(PROVIDER, { epoch: label })
  const openOcean = providerPage.receipt.getByRole('row', { name: /^Open Ocean/ })
  // base 400,000 × 7.5; U of 9,995 / 10,000; R at half of the target; D 1.5.
  await expect(openOcean).toContainText('3,000,000')
  await expect(openOcean).toContainText('1.155555')
  await expect(openOcean).toContainText('1.100000')
  await expect(openOcean).toContainText('1.500000')
  await expect(openOcean).toContainText('5,719,997')

  const answer = await request.get(`/api/v1/rewards/${PROVIDER}`)
  const { rewards } = (await answer.json()) as { rewards: { category: string; entitlement: { added: string } }[] }
  const added = BigInt(rewards.find(({ category }) => category === 'provider')?.entitlement.added ?? 0)
  const [whole, fraction] = [added / CXPT, (added % CXPT).toString().padStart(18, '0')]
  await expect(providerPage.whatIf).toContainText(`Nothing is changed: ${whole}.${fraction} CXPT, as earned.`)
  await expect(providerPage.whatIf).toContainText(/At 99\.9% uptime you would have earned [\d.]+ CXPT less\./)

  const uptime = providerPage.whatIf.getByLabel('Uptime')
  await uptime.focus()
  await page.keyboard.press('End')
  await expect(providerPage.whatIf).toContainText(/With these values you would have earned [\d.]+ CXPT more\./)
  await page.getByRole('button', { name: 'Back to what it was' }).click()
  await expect(providerPage.whatIf).toContainText(`Nothing is changed: ${whole}.${fraction} CXPT, as earned.`)
})

test('the file holds every accrual and every claim, each with its USD of that moment', async ({ request }) => {
  const answer = await request.get(`/provider/earnings.csv?as=${PROVIDER}`)
  expect(answer.headers()['content-disposition']).toContain(`provider-earnings-${PROVIDER}.csv`)
  const [head = '', ...lines] = (await answer.text()).trim().split('\r\n')
  const columns = head.split(',')
  const rows = lines.map((line) => new Map(line.split(',').map((cell, i) => [columns[i] ?? '', cell])))
  const sum = (some: typeof rows) => some.reduce((all, row) => all + BigInt(row.get('amount_wei') ?? 0), 0n)
  const api = await (await request.get(`/api/v1/rewards/${PROVIDER}`)).json()
  const mine = (api.rewards as { category: string; claimed: string; entitlement: { cumulative: string } }[])[0]
  expect(sum(rows)).toBe(BigInt(mine?.entitlement.cumulative ?? 0))
  expect(sum(rows.filter((row) => row.get('claimed_at')))).toBe(BigInt(mine?.claimed ?? 0))
  for (const row of rows) {
    expect(row.get('usd_at_accrual')).toMatch(/^\d+(\.\d{1,6})?$/)
    expect(Boolean(row.get('usd_at_claim'))).toBe(Boolean(row.get('claimed_at')))
  }

  const wrong = await request.get('/provider/earnings.csv?as=0x12')
  expect(wrong.status()).toBe(400)
  expect(await wrong.json()).toMatchObject({ code: 'BAD_ADDRESS' })
})

test('the owner sees the running epoch, every minute of it, and disputes another with a file', async ({
  wallet,
  walletDialog,
  providerPage,
  page,
  request,
}) => {
  await wallet(['provider'])
  await providerPage.goto(PROVIDER)
  await walletDialog.connect()
  await page.getByRole('button', { name: /^Wallet 0x/ }).click()
  await page.getByRole('menuitem', { name: 'Sign in' }).click()
  const running = providerPage.epochs.getByRole('row', { name: /Running/ })
  await running.getByRole('link').click()
  await expect(providerPage.receipt).toContainText('what it would give if it ended now')
  // Whether anybody probed in it depends on how far other specs moved the clock.
  await expect(providerPage.uptime.getByRole('img', { name: /^Minutes of / }).first()).toBeVisible()
  await expect(providerPage.uptime.getByRole('table', { name: 'Uptime' }).getByRole('row')).not.toHaveCount(0)
  await expect(providerPage.dispute).toContainText('from its end, for 60 days')

  await page
    .getByRole('link', { name: /^Epoch \d+$/ })
    .nth(1)
    .click()
  await providerPage.dispute.getByLabel('What is wrong').fill('Prober b answered 502 for an hour while we served.')
  await providerPage.dispute.getByLabel('Evidence').setInputFiles({
    name: 'big.log',
    mimeType: 'text/plain',
    buffer: Buffer.alloc(513 * 1_024, 97),
  })
  await expect(providerPage.dispute).toContainText('This file has 513 KB; at most 512 KB can be stored.')
  await expect(providerPage.dispute.getByRole('button', { name: 'Open the dispute' })).toBeDisabled()

  const log = Buffer.from('12:00 200\n12:01 502\n')
  const hash = `0x${createHash('sha256').update(log).digest('hex')}`
  await providerPage.dispute
    .getByLabel('Evidence')
    .setInputFiles({ name: 'week.log', mimeType: 'text/plain', buffer: log })
  await expect(providerPage.dispute).toContainText(hash)
  await providerPage.dispute.getByRole('button', { name: 'Open the dispute' }).click()
  const stored = providerPage.dispute.getByText(`stored with the SHA-256 ${hash}`)
  const isOpen = providerPage.dispute.getByText('A dispute of this epoch is open already')
  await expect(stored.or(isOpen)).toBeVisible()
  const file = providerPage.dispute.getByRole('link', { name: 'week.log' }).first()
  const href = (await file.getAttribute('href')) ?? ''
  expect(Buffer.from(await (await page.request.get(href)).body()).equals(log)).toBe(true)
  expect((await request.get(href)).status(), 'nobody else reads it').toBe(401)
})

test('FINANCE reads the evidence and upholds the dispute, and the provider sees the answer', async ({
  wallet,
  providerPage,
  adminPage,
  page,
  browser,
  baseURL,
  platform,
}) => {
  await wallet(['preparer'])
  await adminPage.enter('/disputes')
  const waiting = page.getByRole('table', { name: 'Disputes of epochs that wait for an answer' })
  const row = waiting.getByRole('row').filter({ hasText: 'Prober b answered 502' })
  const file = row.getByRole('link', { name: 'week.log' })
  const href = (await file.getAttribute('href')) ?? ''
  expect(await (await page.request.get(href)).text()).toBe('12:00 200\n12:01 502\n')

  await row.getByRole('button', { name: /^Answer about epoch/ }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText('changes no amount by itself')
  await expect(dialog.getByRole('button', { name: 'Uphold' })).toBeDisabled()
  await expect(dialog.getByRole('button', { name: 'Reject' })).toBeDisabled()
  await dialog.getByLabel('Reason').fill('Prober a was up and saw you.\nThe epoch is computed again.')
  await dialog.getByRole('button', { name: 'Uphold' }).click()
  const answered = page.getByRole('table', { name: 'Disputes of epochs that were answered' })
  await expect(answered.getByRole('row').nth(1)).toContainText('Upheld')
  await expect(answered.getByRole('row').nth(1)).toContainText('Prober a was up and saw you.')
  await expect(row).toHaveCount(0)

  const theirs = await browser.newContext()
  const other = await theirs.newPage()
  await installWallet(other, { accounts: ['provider'], rpcUrl: platform.rpcUrl })
  await other.goto(new URL(`/provider?as=${PROVIDER}`, baseURL).href)
  const dialogOf = new WalletDialog(other)
  await dialogOf.connect()
  await other.getByRole('button', { name: /^Wallet 0x/ }).click()
  await other.getByRole('menuitem', { name: 'Sign in' }).click()
  const own = other.getByRole('table', { name: 'Your disputes' })
  await expect(own.getByRole('row').nth(1)).toContainText('Upheld')
  await expect(own.getByRole('row').nth(1)).toContainText('The epoch is computed again.')
  await theirs.close()
  await providerPage.goto(PROVIDER)
  await expect(providerPage.dispute, 'FINANCE is no owner').toHaveCount(0)
})
