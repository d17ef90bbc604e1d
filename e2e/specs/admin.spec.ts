import { demoAccount, demoSigner } from '../../contracts/deploy/demo-accounts'
import { accessManagerAbi, DEPLOYMENTS, rewardsAbi, vaultAbi } from '../../contracts-abi'
import { endPauses, UNPAUSER_DELAY } from '../fixtures/manage'
import { expect, test } from '../fixtures/test'

const DAY = 86_400n
/** Seconds; contracts/config/local.json. */
const PARAMS_DELAY = 15n
const KEYKEEPER_DELAY = 5n
const METER_ROLE = 3n

test('administration asks who you are before it shows anything', async ({ page, adminPage }) => {
  await adminPage.goto('/split')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Revenue split')
  await expect(page.getByText('Administration asks who you are')).toBeVisible()
  await expect(page.getByLabel('Burn, new share in bps')).toHaveCount(0)
})

test('a signed-in account without a role is told which roles it needs', async ({ chain, wallet, adminPage, page }) => {
  await wallet([await chain.freshAccount()])
  await adminPage.enter()
  await expect(page.getByText(/which holds no role\. That does not administer/)).toBeVisible()
})

test('an admin changes the split through the delay, and the ledger holds the new version', async ({
  chain,
  wallet,
  adminPage,
  page,
}) => {
  await chain.freshPrice()
  await wallet(['admin'])
  await adminPage.enter('/split')
  await expect(adminPage.share('Burn')).toBeVisible()

  const before = await chain.client.readContract({
    address: chain.address('Vault'),
    abi: vaultAbi,
    functionName: 'split',
  })
  const [burn, operations] = [before.burn + 100, before.operations - 100]
  await adminPage.share('Burn').fill(String(burn))
  await expect(page.getByText('100 bps too many').first()).toBeVisible()
  await adminPage.share('Operations').fill(String(operations))
  await expect(page.getByText('Unchanged value: 0 wei off')).toBeVisible()
  await adminPage.giveReason('Operations holds enough. Decided in a browser test.')
  await adminPage.schedule()

  await adminPage.goto()
  const operation = adminPage.operation('Revenue split')
  await expect(operation).toContainText('Decided in a browser test.')
  await chain.wait(PARAMS_DELAY)
  await page.reload()
  await operation.getByRole('button', { name: 'Execute' }).click()
  await adminPage.sign()

  const after = await chain.client.readContract({
    address: chain.address('Vault'),
    abi: vaultAbi,
    functionName: 'split',
  })
  expect(after).toEqual({ ...before, burn, operations })
  await page.goto('/')
  await expect(page.getByRole('table', { name: /The split in force/ })).toContainText(`${burn} bps`)
})

test('a share finer than a basis point is refused, not rounded', async ({ wallet, adminPage, page }) => {
  await wallet(['admin'])
  await adminPage.enter('/split')
  await adminPage.share('Burn').fill('598.5')
  await expect(page.getByText(/Whole b(ps|asis points) only/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Simulate and schedule' })).toBeDisabled()
})

test('the guardian cancels what is scheduled, and nobody can execute it', async ({
  chain,
  wallet,
  adminPage,
  page,
}) => {
  const admin = demoSigner(demoAccount('admin').index)
  const manager = DEPLOYMENTS[31_337]?.contracts.AccessManager?.address
  if (!manager) throw new Error('no manager')
  const { encodeFunctionData } = await import('viem')
  const data = encodeFunctionData({ abi: vaultAbi, functionName: 'setDailyCap', args: [777_000_000n] })
  await chain.send(admin, manager, accessManagerAbi, 'schedule', [chain.address('Vault'), data, 0])
  await wallet(['guardian'])
  await adminPage.enter()
  // Another of its kind names the amount as well, in its conflict: the calldata is this one's alone.
  const operation = page.getByRole('article').filter({ hasText: 'usd: 777000000' })
  await operation.getByRole('button', { name: /^Cancel as guardian/ }).click()
  await adminPage.sign()
  await expect(operation).toHaveCount(0)
  await chain.wait(PARAMS_DELAY)
  await expect(chain.send(admin, chain.address('Vault'), vaultAbi, 'setDailyCap', [777_000_000n])).rejects.toThrow()
})

test('the guardian holds the price of a service with a reason, and only PARAMS lets it move again', async ({
  wallet,
  adminPage,
  page,
}) => {
  await wallet(['guardian', 'admin'])
  await adminPage.enter('/prices')
  const row = page.getByRole('row', { name: /^Blue Surge/ })
  await row.getByRole('button', { name: 'Hold: Blue Surge' }).click()
  const box = page.getByRole('alertdialog')
  await expect(box.getByRole('button', { name: 'Hold', exact: true })).toBeDisabled()
  await box.getByLabel('Reason').fill('Capacity reports of a browser test are wrong.')
  await box.getByRole('button', { name: 'Hold', exact: true }).click()
  await expect(row).toContainText('Held')
  await expect(page.getByText('Capacity reports of a browser test are wrong.')).toBeVisible()

  await row.getByRole('button', { name: 'Let it move: Blue Surge' }).click()
  await box.getByLabel('Reason').fill('They are right again.')
  await box.getByRole('button', { name: 'Let it move', exact: true }).click()
  await expect(box.getByText(/PARAMS/)).toBeVisible()
  await box.getByRole('button', { name: 'Cancel' }).click()
  await expect(row).toContainText('Held')
})

test('the guardian pauses in three interactions, everybody sees the banner, and an admin ends it', async ({
  chain,
  wallet,
  adminPage,
  page,
  browser,
}) => {
  await wallet(['guardian'])
  await adminPage.enter()
  // A node that takes its time: what is pressed meanwhile counts all the same.
  let thinks = 700
  await page.route(`${chain.rpcUrl}/`, async (route) => {
    await new Promise((wake) => setTimeout(wake, thinks))
    await route.continue()
  })
  // One: open. Two: the word. Three: Enter.
  await page.getByRole('link', { name: 'Emergency pause' }).click()
  await page.getByLabel('Type PAUSE and press Enter').fill('PAUSE')
  try {
    await page.keyboard.press('Enter')
    thinks = 0
    // The Vault's and the Rewards' transaction: one that is still on its way would pause again after the wait below.
    await expect(page.getByText(/Done, in block/)).toHaveCount(2)
    const [, until] = await chain.client.readContract({
      address: chain.address('Vault'),
      abi: vaultAbi,
      functionName: 'pauseOf',
      args: [1],
    })
    const { timestamp } = await chain.client.getBlock()
    expect(BigInt(until)).toBeGreaterThan(timestamp)

    const elsewhere = await browser.newPage()
    await elsewhere.goto('/')
    await expect(elsewhere.getByText(/^Paused:|is paused/).first()).toBeVisible({ timeout: 15_000 })
    await elsewhere.close()

    await endPauses(chain, [0, 1, 2])
  } finally {
    // Claims end by themselves; the clock goes on past it, and nothing stays paused for the tests after this one.
    await chain.wait(7n * DAY)
    await chain.freshPrice()
  }
})

test('a guardian whose wallet batches pauses Vault and Rewards with one signature', async ({
  chain,
  wallet,
  walletDialog,
  adminPage,
  page,
}) => {
  const { log } = await wallet(['guardian'], { batchContract: await chain.batchContract() })
  await adminPage.goto('/pause')
  await walletDialog.connect()
  await expect(page.getByRole('button', { name: 'Pause in one transaction' })).toBeVisible()
  await page.getByLabel('Type PAUSE and press Enter').fill('PAUSE')
  try {
    await page.keyboard.press('Enter')
    await expect(page.getByText(/Done, in block/)).toHaveCount(1)
    expect(log.map(({ method }) => method).filter((method) => /send/i.test(method))).toEqual(['wallet_sendCalls'])
    const { timestamp } = await chain.client.getBlock()
    for (const part of [0, 1, 2] as const) {
      const vault = { address: chain.address('Vault'), abi: vaultAbi, functionName: 'pauseOf', args: [part] } as const
      const rewards = { ...vault, address: chain.address('Rewards'), abi: rewardsAbi } as const
      const [, until] = await chain.client.readContract(vault)
      expect(BigInt(until)).toBeGreaterThan(timestamp)
      expect(BigInt(await chain.client.readContract(rewards))).toBeGreaterThan(timestamp)
    }
  } finally {
    await chain.wait(7n * DAY)
    await chain.freshPrice()
  }
})

test('a role that is taken away is gone from the console within a quarter of a minute', async ({
  chain,
  wallet,
  adminPage,
  page,
}) => {
  const admin = demoSigner(demoAccount('admin').index)
  const manager = DEPLOYMENTS[31_337]?.contracts.AccessManager?.address
  if (!manager) throw new Error('no manager')
  const { encodeFunctionData } = await import('viem')
  const keyholder = await chain.freshAccount()
  const grant = encodeFunctionData({
    abi: accessManagerAbi,
    functionName: 'grantRole',
    args: [METER_ROLE, keyholder.address, 0],
  })
  const revoke = encodeFunctionData({
    abi: accessManagerAbi,
    functionName: 'revokeRole',
    args: [METER_ROLE, keyholder.address],
  })
  const run = async (data: `0x${string}`) => {
    await chain.send(admin, manager, accessManagerAbi, 'schedule', [manager, data, 0])
    await chain.wait(KEYKEEPER_DELAY)
    await chain.send(admin, manager, accessManagerAbi, 'execute', [manager, data])
  }
  await run(grant)
  await wallet([keyholder])
  await adminPage.enter()
  await expect(page.getByText(/holds METER/)).toBeVisible()
  await run(revoke)
  await expect
    .poll(
      async () => {
        await page.reload()
        return page.getByText(/which holds no role/).count()
      },
      { timeout: 25_000 },
    )
    .toBe(1)
})

test('a page that reads itself again stays where its reader is, with what he typed', async ({
  wallet,
  adminPage,
  page,
}) => {
  await wallet(['admin'])
  await adminPage.enter('/split')
  await adminPage.share('Burn').fill('550')
  await expect(page).toHaveURL(/burn=550/)
  await adminPage.reason.fill('Half a thought')
  await adminPage.reason.scrollIntoViewIfNeeded()
  await page.evaluate(() => window.scrollBy(0, 300))
  const before = await page.evaluate(() => window.scrollY)
  expect(before).toBeGreaterThan(100)
  // Twice: the first time the address has changed since the page was read.
  for (let time = 0; time < 2; time++) {
    const read = page.waitForResponse((response) => response.request().headers().rsc === '1' && response.ok())
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await read
    // The router takes what it needs of the stream and leaves the rest, so its end is no event.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 2_000))))
    expect(await page.evaluate(() => window.scrollY)).toBe(before)
  }
  await expect(adminPage.reason).toHaveValue('Half a thought')
  await expect(adminPage.share('Burn')).toHaveValue('550')
})

test('a pause is ended early with a reason, from its line to the executed operation', async ({
  chain,
  wallet,
  walletDialog,
  adminPage,
  page,
}) => {
  const vault = { address: chain.address('Vault'), abi: vaultAbi } as const
  const DISTRIBUTE = 2
  const endsAt = async () =>
    BigInt((await chain.client.readContract({ ...vault, functionName: 'pauseOf', args: [DISTRIBUTE] }))[1])
  const reason = 'The split was looked at, and distributing goes on.'
  try {
    await chain.send(demoSigner(demoAccount('guardian').index), vault.address, vaultAbi, 'pause', [DISTRIBUTE])
    await chain.ledgerHolds()
    await wallet(['admin'])
    await adminPage.goto('/pause')
    await walletDialog.connect()
    await page.getByRole('link', { name: 'Schedule the end' }).click()
    await walletDialog.signIn()
    await expect(page.getByRole('heading', { name: 'End the pause: distribution' })).toBeVisible()
    await expect(page.getByText('Give a reason: it is stored with the operation.')).toBeVisible()
    await expect(adminPage.scheduleButton).toBeDisabled()
    await adminPage.giveReason(reason)
    await adminPage.schedule()
    await adminPage.queueAfter(chain, UNPAUSER_DELAY)
    const operation = page.getByRole('main').getByRole('article').filter({ hasText: reason })
    await adminPage.execute(operation)
    const { timestamp } = await chain.client.getBlock()
    expect(await endsAt()).toBeLessThanOrEqual(timestamp)
    await chain.ledgerHolds()
    await adminPage.goto('/pause?end=distribute')
    await expect(page.getByLabel('Type PAUSE and press Enter')).not.toBeFocused()
    await expect(page.getByText(/^This pause does not run/)).toBeVisible()
  } finally {
    await endPauses(chain, [DISTRIBUTE])
  }
})
