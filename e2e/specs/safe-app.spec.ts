import { demoAccount, demoSigner } from '../../contracts/deploy/demo-accounts'
import { cxptAbi } from '../../contracts-abi'
import { carryOut, openInSafe } from '../fixtures/safe-app'
import { expect, test } from '../fixtures/test'

const CXPT = 10n ** 18n

test('inside of Safe a 2-of-3 buys a plan: proposed, signed by a second owner, executed', async ({
  chain,
  page,
  baseURL,
}) => {
  await chain.freshPrice()
  const fresh = await chain.freshSafe()
  const { address } = fresh
  const funder = demoSigner(demoAccount('newcomer').index)
  await chain.send(funder, chain.address('CXPT'), cxptAbi, 'transfer', [address, 5_000n * CXPT])
  const { app, safe } = await openInSafe(page, `${baseURL}/plans?plan=1`, fresh, chain.client)
  const sheet = app.getByRole('dialog').filter({ hasText: 'Starter' })
  // Nobody connects inside of Safe: the Safe around the page is the wallet.
  await sheet.getByRole('checkbox', { name: /I have read the terms/ }).check()
  await carryOut(sheet, safe, fresh)
  expect(safe.proposals).toHaveLength(1)
  expect(await chain.walletOf(address)).toBeLessThan(5_000n * CXPT)
})
