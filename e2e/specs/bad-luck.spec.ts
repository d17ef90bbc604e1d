import { createWalletClient, type Hash, http, type LocalAccount, parseGwei } from 'viem'
import { demoAccount, demoSigner } from '../../contracts/deploy/demo-accounts'
import { vaultAbi } from '../../contracts-abi'
import { localChain } from '../../lib/chain/chains'
import type { TestChain } from '../fixtures/chain'
import { expect, test } from '../fixtures/test'

const CXPT = 10n ** 18n
const DAY = 86_400n
const DEPOSIT = 0
const SENT = /^Sent\. Waiting for its block/

/** The one transaction of an account that waits for a block. */
async function waiting(chain: TestChain, account: LocalAccount) {
  const pool = (await chain.client.request({ method: 'txpool_content' } as never)) as {
    pending: Record<string, Record<string, { hash: Hash; to: Hash; input: Hash; nonce: Hash }>>
  }
  const [own] = Object.entries(pool.pending).filter(([from]) => from.toLowerCase() === account.address.toLowerCase())
  const [transaction] = Object.values(own?.[1] ?? {})
  if (!transaction) throw new Error('nothing waits')
  return transaction
}

/** As a wallet speeds up or cancels: the same nonce at a higher fee. */
async function replace(chain: TestChain, account: LocalAccount, how: 'faster' | 'cancelled') {
  const { to, input, nonce } = await waiting(chain, account)
  const sender = createWalletClient({ account, chain: localChain, transport: http(chain.rpcUrl) })
  await sender.sendTransaction({
    ...(how === 'faster' ? { to, data: input } : { to: account.address, value: 0n }),
    nonce: Number(nonce),
    gas: 500_000n,
    maxFeePerGas: parseGwei('90'),
    maxPriorityFeePerGas: parseGwei('80'),
  })
}

test.describe('while a load waits for its block', () => {
  let owner: LocalAccount
  test.beforeEach(async ({ chain, wallet, walletDialog, accountPage, page }) => {
    owner = await chain.freshAccount({ cxpt: 1_000n * CXPT })
    await chain.loadCredits(owner, 1n * CXPT)
    await chain.approve(owner, 10n * CXPT)
    await wallet([owner])
    await accountPage.goto()
    await walletDialog.connect()
    await expect(page).toHaveURL(/as=0x/)
    await accountPage.open('Load credits')
    await accountPage.sheet.getByLabel('Load into credits').fill('10')
    await chain.client.setAutomine(false)
    await accountPage.sheet.getByRole('button', { name: /^Sign and send 10/ }).click()
    await expect(accountPage.sheet.getByText(SENT)).toBeVisible()
  })
  test.afterEach(async ({ chain }) => {
    await chain.client.setAutomine(true)
    await chain.client.mine({ blocks: 1 })
  })

  test('one that was sped up is the same one', async ({ chain, accountPage }) => {
    await replace(chain, owner, 'faster')
    await chain.client.mine({ blocks: 1 })
    await expect(accountPage.sheet.getByText(/^Done, in block/)).toBeVisible()
    expect(await chain.creditsOf(owner.address)).toBe(11n * CXPT)
  })

  test('one that was cancelled in the wallet did nothing, and can be made again', async ({ chain, accountPage }) => {
    await replace(chain, owner, 'cancelled')
    await chain.client.mine({ blocks: 1 })
    await expect(accountPage.sheet.getByText(/You cancelled the transaction in your wallet/)).toBeVisible()
    await expect(accountPage.sheet.getByText(/^Done/)).toHaveCount(0)
    expect(await chain.creditsOf(owner.address)).toBe(1n * CXPT)
    await expect(accountPage.sheet.getByRole('button', { name: /^Sign and send 10/ })).toBeEnabled()
  })

  test('one that the network dropped is said so, forgotten when the person says so, and can be made again', async ({
    chain,
    accountPage,
  }) => {
    await chain.client.dropTransaction({ hash: (await waiting(chain, owner)).hash })
    await expect(accountPage.sheet.getByText(/^The network no longer knows this transaction/)).toBeVisible()
    await chain.client.setAutomine(true)
    await chain.client.mine({ blocks: 1 })
    await expect(accountPage.sheet.getByText(/^Done/)).toHaveCount(0)
    await accountPage.sheet.getByRole('button', { name: 'Forget it' }).click()
    await expect(accountPage.sheet.getByText(/never reached a block.*Nothing was spent/)).toBeVisible()
    expect(await chain.creditsOf(owner.address)).toBe(1n * CXPT)
    await accountPage.sheet.getByRole('button', { name: /^Sign and send 10/ }).click()
    await expect(accountPage.sheet.getByText(/^Done, in block/)).toBeVisible()
    expect(await chain.creditsOf(owner.address)).toBe(11n * CXPT)
  })

  test('one that the contract refused in its block is never green', async ({ chain, accountPage }) => {
    const guardian = demoSigner(demoAccount('guardian').index)
    const sender = createWalletClient({ account: guardian, chain: localChain, transport: http(chain.rpcUrl) })
    await sender.writeContract({
      ...{ address: chain.address('Vault'), abi: vaultAbi, functionName: 'pause', args: [DEPOSIT] },
      gas: 500_000n,
      maxFeePerGas: parseGwei('90'),
      maxPriorityFeePerGas: parseGwei('80'),
    })
    await chain.client.mine({ blocks: 1 })
    try {
      await expect(accountPage.sheet.getByText(/^Loading credits is paused\. Spending/)).toBeVisible()
      await expect(accountPage.sheet.getByRole('listitem').filter({ hasText: 'Confirmed' })).toContainText('failed')
      await expect(accountPage.sheet.getByText(/^Done/)).toHaveCount(0)
      expect(await chain.creditsOf(owner.address)).toBe(1n * CXPT)
    } finally {
      await chain.client.setAutomine(true)
      await chain.wait(7n * DAY)
      await chain.freshPrice()
    }
  })

  test('closed and opened again, the page goes on with it and sends no second one', async ({
    chain,
    accountPage,
    page,
  }) => {
    await page.goto('about:blank')
    await chain.client.mine({ blocks: 1 })
    await page.goBack()
    await expect(accountPage.sheet.getByText(/^Done, in block/)).toBeVisible()
    expect(await chain.creditsOf(owner.address)).toBe(11n * CXPT)
  })
})

test('a double click sends once', async ({ chain, wallet, walletDialog, accountPage, page }) => {
  const owner = await chain.freshAccount({ cxpt: 1_000n * CXPT })
  const { log } = await wallet([owner])
  await accountPage.goto()
  await walletDialog.connect()
  await expect(page).toHaveURL(/as=0x/)
  await accountPage.open('Load credits')
  await accountPage.sheet.getByLabel('Load into credits').fill('10')
  await accountPage.sheet.getByRole('button', { name: /^Sign and send 10/ }).dblclick()
  await expect(accountPage.sheet.getByText(/^Done, in block/)).toBeVisible()
  expect(log.filter(({ method }) => method === 'eth_sendTransaction')).toHaveLength(1)
  expect(await chain.creditsOf(owner.address)).toBe(10n * CXPT)
})

test('a page left open for an hour asks for a new quote before the wallet opens', async ({
  chain,
  wallet,
  walletDialog,
  plansPage,
  page,
}) => {
  const buyer = await chain.freshAccount({ cxpt: 5_000n * CXPT })
  const { log } = await wallet([buyer])
  await plansPage.goto()
  await walletDialog.connect()
  await plansPage.choose('Starter')
  await plansPage.agree()
  await expect(plansPage.act).toBeEnabled()
  // A tab that slept: its timers stood still, the clock did not.
  await page.evaluate(() => {
    const awake = Date.now.bind(Date)
    Date.now = () => awake() + 3_600_000
  })
  await plansPage.act.click()
  await expect(plansPage.sheet.getByText(/This quote is over 60 seconds old/)).toBeVisible()
  expect(log.some(({ method }) => method === 'eth_signTypedData_v4')).toBe(false)
  await plansPage.act.click()
  await expect(plansPage.sheet.getByText(/^Done, in block/)).toBeVisible()
})

test.describe('amounts as they are pasted', () => {
  test.beforeEach(async ({ chain, wallet, walletDialog, accountPage, page }) => {
    await wallet([await chain.freshAccount({ cxpt: 2_000n * CXPT })])
    await accountPage.goto()
    await walletDialog.connect()
    await expect(page).toHaveURL(/as=0x/)
    await accountPage.open('Load credits')
  })

  for (const [text, say] of [
    ['1e3', 'Write the number out, without an exponent.'],
    ['1,25', 'A comma or space parts thousands only: 1,250.5. The point is for decimals.'],
    ['0.0000000000000000001', 'At most 18 decimals.'],
    ['-5', 'Without a sign: an amount is above 0.'],
    ['2,001', 'Your wallet holds 2,000.0000 CXPT.'],
    ['0', 'Loading nothing does nothing.'],
  ] as const) {
    test(`${text} is refused in words`, async ({ accountPage }) => {
      await accountPage.sheet.getByLabel('Load into credits').fill(text)
      await expect(accountPage.sheet.getByText(say)).toBeVisible()
      await expect(accountPage.sheet.getByRole('button', { name: /^(Load credits|Sign and send)/ })).toBeDisabled()
    })
  }

  for (const [text, act] of [
    [' 1,250.5 ', 'Sign and send 1,250.5000 CXPT'],
    ['1 250', 'Sign and send 1,250.0000 CXPT'],
    // What is paid rounds up.
    ['0.000000000000000001', 'Sign and send 0.0001 CXPT'],
  ] as const) {
    test(`${text} is read`, async ({ accountPage }) => {
      await accountPage.sheet.getByLabel('Load into credits').fill(text)
      await expect(accountPage.sheet.getByRole('button', { name: act })).toBeVisible()
    })
  }
})
