import { pad, toHex } from 'viem'
import { parametersAbi, rewardsAbi } from '../../contracts-abi'
import { CATEGORIES } from '../../lib/domain/buckets'
import type { TestChain } from '../fixtures/chain'
import { expect, test } from '../fixtures/test'

/** Seconds; contracts/config/local.json. */
const MIGRATOR_DELAY = 60n
const PARAMS_DELAY = 15n
const REASON = 'The contract that follows is audited. Decided in a browser test.'

const PHASE = { MAINNET: 1, FULL: 2 } as const

/** No call goes back to an earlier phase, so the contract’s own storage is: the phase stands behind the slot of points rate and epoch pool. */
async function backToMainnet(chain: TestChain): Promise<void> {
  const parameters = { address: chain.address('Parameters'), abi: parametersAbi } as const
  const [rate, pool] = await Promise.all([
    chain.client.readContract({ ...parameters, functionName: 'pointsRate' }),
    chain.client.readContract({ ...parameters, functionName: 'epochPool' }),
  ])
  const packed = toHex((pool << 128n) | rate, { size: 32 })
  for (let slot = 0; slot < 32; slot++) {
    if ((await chain.client.getStorageAt({ ...parameters, slot: toHex(slot) })) !== packed) continue
    const value = pad(toHex(PHASE.MAINNET), { size: 32 })
    return chain.client.setStorageAt({ address: parameters.address, index: slot + 1, value })
  }
  throw new Error('Parameters keeps its phase elsewhere')
}

test('the step to the last phase goes through the form and the delay', async ({ chain, wallet, adminPage, page }) => {
  const phase = () =>
    chain.client.readContract({ address: chain.address('Parameters'), abi: parametersAbi, functionName: 'phase' })
  await backToMainnet(chain)
  expect(await phase()).toBe(PHASE.MAINNET)
  await wallet(['admin'])
  await adminPage.enter('/parameters/phase')
  await adminPage.open('/parameters/phase')
  await page.getByLabel('Phase', { exact: true }).selectOption('FULL')
  await adminPage.giveReason('All features are open. Decided in a browser test.')
  await adminPage.schedule()
  await adminPage.queueAfter(chain, PARAMS_DELAY)
  await adminPage.execute(adminPage.operation('Phase', 'All features are open.'))
  expect(await phase()).toBe(PHASE.FULL)
  await chain.ledgerHolds()
  await adminPage.goto('/activity?kind=change')
  await expect(page.getByRole('main').getByRole('row').nth(1)).toContainText('Phase is Full')
})

/** Once in the life of a chain: this file is the last one on its platform. */
test('rewards migrate through the form and the delay: all that is not owed goes, once, and the console goes on', async ({
  chain,
  wallet,
  adminPage,
  page,
}) => {
  const follower = (await chain.freshAccount()).address
  const rewards = { address: chain.address('Rewards'), abi: rewardsAbi } as const
  const streams = await Promise.all(
    CATEGORIES.map((_, i) => chain.client.readContract({ ...rewards, functionName: 'streamOf', args: [i] })),
  )
  const owed = streams.reduce((sum, { total, claimed }) => sum + total - claimed, 0n)
  const held = await chain.walletOf(rewards.address)
  await wallet(['admin'])
  await adminPage.enter('/parameters/rewards-migrate')
  await adminPage.open('/parameters/rewards-migrate')
  await page.getByLabel('To', { exact: true }).fill(follower)
  await adminPage.giveReason(REASON)
  await adminPage.schedule()
  await adminPage.queueAfter(chain, MIGRATOR_DELAY)
  await adminPage.execute(adminPage.operation('Migrate rewards', REASON))
  expect(await chain.client.readContract({ ...rewards, functionName: 'isMigrated' })).toBe(true)
  expect([await chain.walletOf(rewards.address), await chain.walletOf(follower)]).toEqual([owed, held - owed])

  await chain.ledgerHolds()
  await adminPage.goto('/activity?kind=change')
  await expect(page.getByRole('main').getByRole('row').nth(1)).toContainText('rewards migrated')
  await adminPage.open('/parameters/rewards-migrate')
  await page.getByLabel('To', { exact: true }).fill(follower)
  await adminPage.giveReason('Once more.')
  await expect(page.getByText('The trial run failed, so scheduling it would be in vain.')).toBeVisible()
  await expect(adminPage.scheduleButton).toBeDisabled()
})
