import { encodeFunctionData, zeroAddress } from 'viem'
import { demoAccount, demoSigner } from '../../contracts/deploy/demo-accounts'
import { subscriptionsAbi, vaultAbi } from '../../contracts-abi'
import { ROLES } from '../../lib/domain/roles'
import { ADMIN, endPauses, grantRole, PARAMS_DELAY, revokeRole, schedule } from '../fixtures/manage'
import { expect, test } from '../fixtures/test'

const DAY = 86_400n
/** The flag of the Vault. */
const DISTRIBUTE = 2
const GUARDIAN = demoSigner(demoAccount('guardian').index)
const capData = (usd: bigint) => encodeFunctionData({ abi: vaultAbi, functionName: 'setDailyCap', args: [usd] })

test('who lost the role after scheduling reads so before signing, and the chain refuses it', async ({
  chain,
  wallet,
  adminPage,
  page,
}) => {
  const account = await chain.freshAccount()
  await grantRole(chain, ROLES.PARAMS.id, account.address, PARAMS_DELAY)
  await schedule(chain, account, chain.address('Vault'), capData(654_321_000_000n))
  await chain.wait(PARAMS_DELAY)
  await chain.ledgerHolds()
  await wallet([account])
  await adminPage.enter()
  const operation = page.getByRole('main').getByRole('article').filter({ hasText: 'usd: 654321000000' })
  await expect(operation.getByRole('button', { name: 'Execute' })).toBeVisible()
  // The page stays open while the role goes.
  await revokeRole(chain, ROLES.PARAMS.id, account.address)
  await operation.getByRole('button', { name: 'Execute' }).click()
  await expect(adminPage.sheet.getByText(/does not hold the role this needs\./).first()).toBeVisible()
  await expect(adminPage.signButton).toBeDisabled()
  await chain.sendReverting(account, chain.address('Vault'), vaultAbi, 'setDailyCap', [654_321_000_000n])
})

test('an operation that expired is said so, has nothing to press, and reverts', async ({
  chain,
  wallet,
  adminPage,
  page,
}) => {
  const usd = 765_432_000_000n
  await schedule(chain, ADMIN, chain.address('Vault'), capData(usd))
  await chain.wait(PARAMS_DELAY)
  await chain.ledgerHolds()
  await wallet(['admin'])
  await adminPage.enter()
  const operation = page
    .getByRole('main')
    .getByRole('article')
    .filter({ hasText: `usd: ${usd}` })
  await expect(operation.getByRole('button', { name: 'Execute' })).toBeVisible()
  try {
    await chain.wait(7n * DAY)
    await chain.ledgerHolds()
    await adminPage.goto()
    await expect(operation).toContainText('Expired')
    await expect(operation.getByRole('button', { name: 'Execute' })).toHaveCount(0)
    await chain.sendReverting(ADMIN, chain.address('Vault'), vaultAbi, 'setDailyCap', [usd])
  } finally {
    await chain.freshPrice()
  }
})

test('what the contracts would refuse is said beside its field, and nothing can be scheduled', async ({
  wallet,
  adminPage,
  page,
}) => {
  const refused = async (say: string) => {
    await expect(page.getByText(say).first()).toBeVisible()
    await adminPage.giveReason('It must not come to this.')
    await expect(adminPage.scheduleButton).toBeDisabled()
  }
  await wallet(['admin'])
  await adminPage.enter('/parameters')
  await adminPage.open('/parameters/rates')
  await page.getByRole('button', { name: 'Add a row' }).click()
  await page.getByLabel('Service', { exact: true }).last().fill('tide-pool')
  await page.getByLabel('Input', { exact: true }).last().fill('0.1')
  await page.getByLabel('Output', { exact: true }).last().fill('0.1')
  await page.getByLabel('Per units', { exact: true }).last().fill('1000')
  await refused('It is in the list already.')

  await adminPage.open('/parameters/vault-oracle')
  await page.getByLabel('Oracle', { exact: true }).fill(zeroAddress)
  await refused('The zero address takes nothing and gives nothing back.')

  await adminPage.open('/emission')
  await page.getByLabel('Starts, UTC').fill('2026-01-01T00:00')
  await page.getByLabel('Ends, UTC').fill('2030-01-01T00:00')
  await page.getByLabel('Amount', { exact: true }).fill('1')
  await refused('Not in the past: what has been released never changes.')
  await page.getByLabel('Starts, UTC').fill('2029-01-01T00:00')
  await page.getByLabel('Amount', { exact: true }).fill('480000000')
  await refused('More than the cap of 480,000,000 CXPT leaves.')
})

test('a trial run that has grown old is made again: what would fail by now is said, and cannot be scheduled', async ({
  chain,
  wallet,
  adminPage,
  page,
}) => {
  const vault = chain.address('Vault')
  const most = 50_000n * 10n ** 18n
  const buyer = await chain.freshAccount({ cxpt: most })
  await chain.freshPrice()
  await chain.loadCredits(buyer, most)
  await chain.send(buyer, chain.address('Subscriptions'), subscriptionsAbi, 'subscribe', [
    1,
    most,
    false,
    most,
    zeroAddress,
  ])
  await wallet(['admin'])
  await adminPage.enter('/split')
  await adminPage.share('Burn').fill('700')
  await adminPage.share('Protocol').fill('1900')
  await adminPage.share('Operations').fill('1400')
  await adminPage.share('Providers').fill('6000')
  await adminPage.giveReason('It must not come to this.')
  await expect(page.getByText(/^Simulated as if its time had come/)).toBeVisible()
  await expect(adminPage.scheduleButton).toBeEnabled()
  try {
    // While revenue waits and distributing is paused the split cannot change.
    await chain.send(GUARDIAN, vault, vaultAbi, 'pause', [DISTRIBUTE])
    await expect(page.getByText('The trial run failed, so scheduling it would be in vain.')).toBeVisible()
    await expect(page.getByRole('main').getByText(/^Distribution is paused.* a change of the split/)).toBeVisible()
    await expect(page.getByText(/^Simulated as if its time had come/)).toHaveCount(0)
    await expect(adminPage.scheduleButton).toBeDisabled()
  } finally {
    await endPauses(chain, [DISTRIBUTE])
  }
})

test('a change is signed on our network only: the sheet offers to switch, and goes on after it', async ({
  wallet,
  adminPage,
  page,
}) => {
  const testWallet = await wallet(['admin'])
  await adminPage.enter('/parameters')
  await adminPage.open('/parameters/epoch-pool')
  await page.getByLabel('At most', { exact: true }).fill('123456.5')
  await adminPage.giveReason('Only looked at, in a browser test.')
  await expect(adminPage.scheduleButton).toBeEnabled()
  testWallet.switchChain(1)
  await expect(page.getByText('Your wallet is on another network.').first()).toBeVisible()
  await adminPage.scheduleButton.click()
  await expect(adminPage.signButton).toHaveCount(0)
  await adminPage.sheet.getByRole('button', { name: 'Switch to Local chain' }).click()
  await expect(adminPage.signButton).toBeEnabled()
})
