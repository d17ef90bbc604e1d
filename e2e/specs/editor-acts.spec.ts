import type { Page } from '@playwright/test'
import { accessManagerAbi, rewardsAbi, subscriptionsAbi, treasuryAbi } from '../../contracts-abi'
import { CATEGORIES, TREASURY_BUCKETS } from '../../lib/domain/buckets'
import { ROLES } from '../../lib/domain/roles'
import type { TestChain } from '../fixtures/chain'
import { expect, test } from '../fixtures/test'

const CXPT = 10n ** 18n
/** Seconds; contracts/config/local.json. */
const PARAMS_DELAY = 15n
const KEYKEEPER_DELAY = 5n
const TREASURER_DELAY = 10n
const REASON = 'Decided in a browser test of acts.'

/** By label: what is chosen of a list, and what is typed. */
async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    const field = page.getByLabel(label, { exact: true })
    const isList = await field.evaluate((element) => element.tagName === 'SELECT')
    await (isList ? field.selectOption(value) : field.fill(value))
  }
}

const secondsOf = (moment: string) => Date.parse(`${moment}Z`) / 1_000

function subscriptions(chain: TestChain) {
  const at = { address: chain.address('Subscriptions'), abi: subscriptionsAbi } as const
  return {
    count: () => chain.client.readContract({ ...at, functionName: 'planCount' }),
    plan: (id: number) => chain.client.readContract({ ...at, functionName: 'planOf', args: [id] }),
  }
}

const tranches = (chain: TestChain) =>
  chain.client.readContract({ address: chain.address('Rewards'), abi: rewardsAbi, functionName: 'tranches' })

test('a plan and its end, a tranche and its cancellation, each through its form and the delay', async ({
  chain,
  wallet,
  adminPage,
  page,
}) => {
  const customer = (await chain.freshAccount()).address
  const { count, plan } = subscriptions(chain)
  await wallet(['admin'])
  await adminPage.enter('/parameters/plan')
  await adminPage.open('/parameters/plan')
  await fill(page, { 'Price of 30 days': '19.5', Allowance: '2000001', 'Requests at a time': '2' })
  await fill(page, { 'Requests a minute': '61', 'Rollover, at most': '2500', Priority: '1', Customer: customer })
  await adminPage.giveReason(REASON)
  await adminPage.schedule()
  const [start, end] = [await chain.inDays(40), await chain.inDays(400)]
  await adminPage.open('/emission')
  await fill(page, { 'Starts, UTC': start, 'Ends, UTC': end })
  await page.getByLabel('Amount', { exact: true }).fill('1234.5')
  await expect(page.getByText(/^It overlaps tranches? \d+(, \d+)*: /)).toBeVisible()
  await adminPage.giveReason(REASON)
  await adminPage.schedule()
  await adminPage.queueAfter(chain, PARAMS_DELAY)
  await adminPage.execute(adminPage.operation('Add a plan', REASON))
  await adminPage.execute(adminPage.operation('Add a tranche', REASON))
  const id = await count()
  const terms = { usd: 19_500_000n, allowance: 2_000_001n, concurrency: 2, rpm: 61, rolloverBps: 2_500, priority: 1 }
  expect(await plan(id)).toEqual({ ...terms, retireAt: 0, customer })
  const added = await tranches(chain)
  expect(added.at(-1)).toEqual({ start: secondsOf(start), end: secondsOf(end), amount: 1_234n * CXPT + CXPT / 2n })
  const tranche = added.length - 1

  await chain.ledgerHolds()
  const closes = await chain.inDays(60)
  await adminPage.open('/parameters/retire-plan')
  await fill(page, { 'Number of the plan': String(id), Closes: closes })
  await adminPage.giveReason(REASON)
  await adminPage.schedule()
  await adminPage.open('/emission')
  const row = page.getByRole('table', { name: 'Tranches' }).getByRole('row', { name: new RegExp(`^${tranche} `) })
  await row.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('region', { name: `Cancel tranche ${tranche}` })).toContainText('1,234.50')
  await expect(adminPage.scheduleButton).toBeDisabled()
  await adminPage.giveReason(REASON)
  await adminPage.schedule()
  await adminPage.queueAfter(chain, PARAMS_DELAY)
  await adminPage.execute(adminPage.operation('Retire a plan', REASON))
  await adminPage.execute(adminPage.operation('Cancel a tranche', REASON))
  expect(await plan(id)).toEqual({ ...terms, retireAt: secondsOf(closes), customer })
  expect((await tranches(chain)).at(-1)?.amount).toBe(0n)

  await chain.ledgerHolds()
  await adminPage.open('/emission')
  await expect(row).toContainText('Cancelled')
  await adminPage.goto('/activity?kind=change')
  const lines = page.getByRole('main').getByRole('row')
  const said = [`Tranche ${tranche} cancelled`, `Plan ${id} closes`, `Tranche ${tranche}, 1,234.50 CXPT`]
  for (const [i, text] of [...said, `Plan ${id} added`].entries()) await expect(lines.nth(i + 1)).toContainText(text)
})

test('a key gets a role, then a delay, and loses the role, each from the map of roles to the chain', async ({
  chain,
  wallet,
  adminPage,
  page,
}) => {
  const account = (await chain.freshAccount()).address
  const manager = { address: chain.address('AccessManager'), abi: accessManagerAbi } as const
  const held = () => chain.client.readContract({ ...manager, functionName: 'hasRole', args: [ROLES.METER.id, account] })
  const act = async (form: 'role-grant' | 'role-revoke', title: string, values: Record<string, string>) => {
    await adminPage.open(`/parameters/${form}`)
    await fill(page, { Role: 'METER', Account: account, ...values })
    await adminPage.giveReason(REASON)
    await adminPage.schedule()
    await adminPage.queueAfter(chain, KEYKEEPER_DELAY)
    await adminPage.execute(adminPage.operation(title, account))
    await chain.ledgerHolds()
  }
  await wallet(['admin'])
  await adminPage.enter('/roles')
  await act('role-grant', 'Grant a role', { 'Delay of its operations': '0' })
  expect(await held()).toEqual([true, 0])
  await act('role-grant', 'Grant a role', { 'Delay of its operations': '3600' })
  expect(await held()).toEqual([true, 3_600])
  await adminPage.goto('/roles')
  const meters = page.getByRole('table', { name: 'Roles', exact: true }).getByRole('row', { name: /^METER/ })
  await expect(meters).toContainText(account.slice(0, 6))
  await act('role-revoke', 'Revoke a role', {})
  expect(await held()).toEqual([false, 0])
  await adminPage.goto('/roles')
  await expect(meters).not.toContainText(account.slice(0, 6))
  await adminPage.goto('/activity?kind=role')
  const lines = page.getByRole('main').getByRole('row')
  await expect(lines.nth(1)).toContainText(`METER revoked from ${account.slice(0, 6).toLowerCase()}`)
  await expect(lines.nth(2)).toContainText(`METER granted to ${account.slice(0, 6).toLowerCase()}`)
})

test('a treasurer funds rewards, moves between buckets and takes back what is in no root', async ({
  chain,
  wallet,
  adminPage,
  page,
}) => {
  const payee = (await chain.freshAccount()).address
  const treasury = { address: chain.address('Treasury'), abi: treasuryAbi } as const
  const rewards = { address: chain.address('Rewards'), abi: rewardsAbi } as const
  const loyalty = CATEGORIES.indexOf('loyalty')
  const read = async () => {
    const [operations = 0n, liquidity = 0n] = await Promise.all(
      (['operations', 'liquidity'] as const).map((bucket) =>
        chain.client.readContract({
          ...treasury,
          functionName: 'balanceOf',
          args: [TREASURY_BUCKETS.indexOf(bucket)],
        }),
      ),
    )
    const { funded } = await chain.client.readContract({ ...rewards, functionName: 'streamOf', args: [loyalty] })
    return { operations, liquidity, funded, payee: await chain.walletOf(payee) }
  }
  const before = await read()
  const schedule = async (form: string, values: Record<string, string>) => {
    await adminPage.open(`/parameters/${form}`)
    await fill(page, values)
    await adminPage.giveReason(REASON)
    await adminPage.schedule()
  }
  await wallet(['treasurer'])
  await adminPage.enter('/parameters')
  const memo = 'a browser test'
  await schedule('treasury-fund', { From: 'operations', For: 'loyalty', Amount: '1000.25', 'What for': memo })
  await schedule('treasury-move', { From: 'operations', To: 'liquidity', Amount: '20', 'What for': memo })
  await adminPage.queueAfter(chain, TREASURER_DELAY)
  await adminPage.execute(adminPage.operation('Fund rewards', REASON))
  await adminPage.execute(adminPage.operation('Move between buckets', REASON))
  const given = 1_000n * CXPT + CXPT / 4n
  const between = {
    operations: before.operations - given - 20n * CXPT,
    liquidity: before.liquidity + 20n * CXPT,
    funded: before.funded + given,
    payee: 0n,
  }
  expect(await read()).toEqual(between)

  await chain.ledgerHolds()
  await schedule('rewards-defund', { Of: 'loyalty', To: payee, Amount: '1000.25', 'What for': memo })
  await adminPage.queueAfter(chain, TREASURER_DELAY)
  await adminPage.execute(adminPage.operation('Take back rewards', REASON))
  expect(await read()).toEqual({ ...between, funded: before.funded, payee: given })

  await chain.ledgerHolds()
  await adminPage.goto('/activity?kind=change')
  const lines = page.getByRole('main').getByRole('row')
  const said = [
    '1,000.25 CXPT taken back from loyalty rewards',
    '20.00 CXPT from operations to liquidity',
    '1,000.25 CXPT from operations for loyalty rewards',
  ]
  for (const [i, text] of said.entries()) await expect(lines.nth(i + 1)).toContainText(text)
})
