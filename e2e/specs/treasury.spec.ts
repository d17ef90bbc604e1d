import { keccak256, stringToHex } from 'viem'
import { treasuryAbi } from '../../contracts-abi'
import { expect, test } from '../fixtures/test'

const CXPT = 10n ** 18n
/** Seconds; contracts/config/local.json. */
const TREASURER_DELAY = 10n
const OPERATIONS = 1

test('a treasurer pays an invoice: purpose and sentence are hashed into the call, and the tokens leave after the delay', async ({
  chain,
  wallet,
  adminPage,
  page,
}) => {
  const payee = await chain.freshAccount()
  const sentence = `invoice of ${payee.address.slice(2, 8)}`
  const held = () =>
    chain.client.readContract({
      address: chain.address('Treasury'),
      abi: treasuryAbi,
      functionName: 'balanceOf',
      args: [OPERATIONS],
    })
  const before = await held()
  await wallet(['treasurer'])
  await adminPage.enter('/parameters/treasury-withdraw')
  await page.getByLabel('From', { exact: true }).selectOption('operations')
  await page.getByLabel('To', { exact: true }).fill(payee.address)
  await page.getByLabel('Amount').fill('200000000')
  await page.getByLabel('Purpose').selectOption('expense')
  await page.getByLabel('What for').fill(sentence)
  await expect(page.getByText(/^operations holds [\d,]+\.\d\d CXPT\.$/).first()).toBeVisible()
  await expect(adminPage.scheduleButton).toBeDisabled()
  await page.getByLabel('Amount').fill('1250.5')
  await adminPage.giveReason('Agreed with the auditor, decided in a browser test.')
  await adminPage.schedule()

  await adminPage.goto()
  const operation = adminPage.operation('Treasury withdrawal')
  await expect(operation).toContainText('1,250.50 CXPT of operations')
  await expect(operation).toContainText('Agreed with the auditor')
  await chain.wait(TREASURER_DELAY)
  await page.reload()
  await operation.getByRole('button', { name: 'Execute' }).click()
  await adminPage.sign()

  expect(await chain.walletOf(payee.address)).toBe(1_250n * CXPT + CXPT / 2n)
  expect(before - (await held())).toBe(1_250n * CXPT + CXPT / 2n)
  const [log] = await chain.client.getContractEvents({
    address: chain.address('Treasury'),
    abi: treasuryAbi,
    eventName: 'Withdrawn',
    args: { to: payee.address },
    fromBlock: 0n,
  })
  expect(log?.args.ref).toBe(keccak256(stringToHex(`expense: ${sentence}`)))
})
