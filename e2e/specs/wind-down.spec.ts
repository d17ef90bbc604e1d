import { rewardsAbi } from '../../contracts-abi'
import { CATEGORIES } from '../../lib/domain/buckets'
import { expect, test } from '../fixtures/test'

/** Seconds; contracts/config/local.json. */
const MIGRATOR_DELAY = 60n
const REASON = 'The contract that follows is audited. Decided in a browser test.'

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
  await chain.wait(MIGRATOR_DELAY)
  await chain.ledgerHolds()
  await adminPage.open('')
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
