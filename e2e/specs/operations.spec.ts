import { encodeFunctionData } from 'viem'
import { demoAccount, demoSigner } from '../../contracts/deploy/demo-accounts'
import { accessManagerAbi, vaultAbi } from '../../contracts-abi'
import { stopIndexer } from '../fixtures/indexer'
import { expect, test } from '../fixtures/test'

/** Seconds; contracts/config/local.json. */
const PARAMS_DELAY = 15n
const ADMIN = demoSigner(demoAccount('admin').index)

test('with the indexer stopped the queue lists what is scheduled, from the manager’s logs, and the page of it opens', async ({
  chain,
  wallet,
  adminPage,
  page,
}) => {
  const cap = 1_200_000_000_000n + BigInt(Math.floor(Math.random() * 1_000)) * 1_000_000n
  const data = encodeFunctionData({ abi: vaultAbi, functionName: 'setDailyCap', args: [cap] })
  await wallet(['admin'])
  await adminPage.enter()
  await expect(page.getByRole('heading', { name: 'Queue' })).toBeVisible()
  const goOn = stopIndexer(chain.platform)
  try {
    await chain.send(ADMIN, chain.address('AccessManager'), accessManagerAbi, 'schedule', [
      chain.address('Vault'),
      data,
      0,
    ])
    await chain.client.mine({ blocks: 3 })
    await page.reload()
    // The history has one of its own in the queue, which names the amount as what comes after it: the calldata is this one's alone.
    const operation = page
      .getByRole('main')
      .getByRole('article', { name: 'Daily cap of settlements' })
      .filter({ hasText: `usd: ${cap}` })
    await expect(operation).toHaveCount(1)
    await expect(page.getByText(/The ledger is \d+ blocks? behind/).first()).toBeVisible()
    await operation.getByRole('link', { name: 'Details' }).click()
    await expect(page.getByText('Vault.setDailyCap', { exact: false }).first()).toBeVisible()

    await chain.send(ADMIN, chain.address('AccessManager'), accessManagerAbi, 'cancel', [
      ADMIN.address,
      chain.address('Vault'),
      data,
    ])
    await adminPage.goto()
    await expect(page.getByText(/The ledger is \d+ blocks? behind/).first()).toBeVisible()
    await expect(operation).toHaveCount(0)
  } finally {
    goOn()
  }
  await chain.ledgerHolds()
})

test('two changes of the split are ordered, and the second says what it would then undo', async ({
  chain,
  wallet,
  adminPage,
  page,
}) => {
  await chain.freshPrice()
  const now = await chain.client.readContract({ address: chain.address('Vault'), abi: vaultAbi, functionName: 'split' })
  const to = (burn: number) => ({ ...now, burn, operations: now.operations + now.burn - burn })
  const text = (split: typeof now) => `${split.burn} / ${split.protocol} / ${split.operations} / ${split.provider} bps`
  const [first, second] = [to(now.burn + 30), to(now.burn + 70)]
  for (const split of [first, second]) {
    const data = encodeFunctionData({ abi: vaultAbi, functionName: 'setSplit', args: [split] })
    await chain.send(ADMIN, chain.address('AccessManager'), accessManagerAbi, 'schedule', [
      chain.address('Vault'),
      data,
      0,
    ])
  }
  await chain.ledgerHolds()
  await wallet(['admin'])
  await adminPage.enter()
  const operation = (split: typeof now) =>
    page
      .getByRole('main')
      .getByRole('article', { name: 'Revenue split' })
      .filter({ hasText: text(split) })
  const [before, after] = [operation(first).first(), operation(second).last()]
  await expect(before.getByText('1 of 2 of this kind')).toBeVisible()
  await expect(after.getByText('2 of 2 of this kind')).toBeVisible()
  await expect(
    after.getByText(`Conflict: once that one has executed the base has moved to ${text(first)}`),
  ).toBeVisible()

  await chain.wait(PARAMS_DELAY)
  await page.reload()
  await before.getByRole('button', { name: 'Execute' }).click()
  await adminPage.sign()
  await page.reload()
  await expect(after.getByText('Base moved')).toBeVisible()
  await expect(after.getByRole('button', { name: 'Execute' })).toBeDisabled()
  await after.getByRole('button', { name: 'Cancel' }).click()
  await adminPage.sign()
})
