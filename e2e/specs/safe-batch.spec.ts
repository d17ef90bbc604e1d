import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { decodeFunctionData, type Hex, parseAbi, zeroAddress } from 'viem'
import { accessManagerAbi, parametersAbi } from '../../contracts-abi'
import { exportBatch } from '../../lib/domain/safe-batch'
import { multiSendData, plainSafeTx, safeHashes } from '../../lib/domain/safe-hash'
import { type PendingTx, pendingKey } from '../../lib/tx/pending'
import { expect, test } from '../fixtures/test'

const CHAIN = 31_337
const safeAbi = parseAbi([
  'function getTransactionHash(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, uint256 nonce) view returns (bytes32)',
])
type File = { meta: { description: string; createdFromSafeAddress: string }; transactions: { to: Hex; data: Hex }[] }

test('two changes become one batch, saved, opened again and hashed as the Safe does it', async ({
  chain,
  wallet,
  adminPage,
  page,
}) => {
  await wallet(['admin'])
  await adminPage.enter('/parameters/points-rate')
  const add = page.getByRole('button', { name: 'Add to the Safe batch' })
  await expect(add).toBeDisabled()
  await page.getByLabel('Per point').fill('0.000031')
  await expect(add).toBeDisabled()
  await adminPage.giveReason('Points are dearer now.')
  await add.click()
  await expect(page.getByText('It is in the Safe batch.')).toBeVisible()
  await expect(add).toBeDisabled()

  await adminPage.goto('/parameters/epoch-pool')
  await page
    .getByLabel(/^At most/)
    .first()
    .fill('123456')
  await adminPage.giveReason('The pool follows.')
  await page.getByRole('button', { name: 'Add to the Safe batch' }).click()
  await page.reload()
  await page.getByRole('link', { name: 'Open the batch, 2 calls' }).click()

  const batch = page.getByRole('list', { name: 'Batch', exact: true })
  await expect(batch.getByRole('listitem')).toHaveCount(2)
  await expect(batch.getByRole('listitem').first()).toContainText('Parameters.setPointsRate')
  await expect(batch.getByRole('listitem').first()).toContainText('0.000031 CXPT')

  const { address: safe, system } = await chain.freshSafe()
  await page.getByLabel('Safe that signs').fill(safe)
  await expect(page.getByText('2 of 3')).toBeVisible()
  await page.getByLabel('Nonce of the transaction').fill('2')
  await page.getByLabel('MultiSend').fill(system.multiSend)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download JSON' }).click(),
  ])
  const path = await download.path()
  const text = await readFile(path, 'utf8')
  const file = JSON.parse(text) as File
  expect(file.meta.createdFromSafeAddress).toBe(safe)
  expect(file.meta.description).toBe('Points rate: Points are dearer now.; Epoch pool: The pool follows.')
  const scheduled = file.transactions.map(({ data }) => decodeFunctionData({ abi: accessManagerAbi, data }).args?.[1])
  expect(decodeFunctionData({ abi: parametersAbi, data: scheduled[0] as Hex })).toEqual({
    functionName: 'setPointsRate',
    args: [31_000_000_000_000n],
  })

  const calls = file.transactions.map(({ to, data }) => ({ to, data, value: 0n }))
  const safeTxHash = await chain.client.readContract({
    address: safe,
    abi: safeAbi,
    functionName: 'getTransactionHash',
    args: [system.multiSend, 0n, multiSendData(calls), 1, 0n, 0n, 0n, zeroAddress, zeroAddress, 2n],
  })
  await expect(page.getByText(safeTxHash)).toBeVisible()

  const opener = page.getByLabel('File of the Transaction Builder')
  await opener.setInputFiles({
    name: 'changed.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text.replace('"when": "0"', '"when": "1"')),
  })
  await expect(page.getByText('the file was changed after it was saved').first()).toBeVisible()
  await page.getByRole('button', { name: 'Empty the batch' }).click()
  await opener.setInputFiles({ name: 'batch.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  await expect(page.getByText('The checksum is right, and all 2 calls are calls of ours.')).toBeVisible()
  await page.getByRole('button', { name: 'Put these calls into the batch' }).click()
  await page.getByRole('button', { name: 'Close the file' }).click()
  await expect(batch.getByRole('listitem')).toHaveCount(2)
  await expect(page.getByText(safeTxHash)).toBeVisible()

  await page.goto(pathToFileURL(resolve('public/offline.html')).href)
  await page.getByLabel('Calldata, or the JSON of a Safe batch').fill(text)
  await page.getByLabel('Safe, or account that schedules').fill(safe)
  await page.getByLabel('Nonce of the Safe transaction').fill('2')
  await page.getByLabel('MultiSend, for more than one call').fill(system.multiSend)
  await expect(page.getByRole('region', { name: 'Safe hash' })).toContainText(safeTxHash)
})

test('a batch with a call that is not ours is shown as it is, and not taken', async ({ wallet, adminPage, page }) => {
  const head = { chainId: CHAIN, createdAt: 0, name: 'Payout', description: '', safe: null }
  const calls = [{ to: '0x3000000000000000000000000000000000000003', value: 5n, data: '0xdeadbeef' }] as const
  await wallet(['admin'])
  await adminPage.enter('/safe')
  await page.getByLabel('File of the Transaction Builder').setInputFiles({
    name: 'payout.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(exportBatch({ ...head, calls }, []))),
  })
  const opened = page.getByRole('list', { name: 'Open a batch' })
  await expect(opened).toContainText('The target is none of our contracts on this chain.')
  await expect(opened).toContainText('It sends ETH.')
  await expect(opened).toContainText('0xdeadbeef')
  await expect(page.getByRole('button', { name: 'Put these calls into the batch' })).toBeDisabled()
  await expect(page.getByText('Not while a call is doubtful.')).toBeVisible()
})

test('two proposals of one nonce are named, one of another nonce is not', async ({
  chain,
  wallet,
  adminPage,
  page,
}) => {
  const { address: safe } = await chain.freshSafe()
  const proposal = (title: string, data: Hex, nonce: bigint): PendingTx => {
    const call = { to: chain.address('Vault'), data, value: 0n }
    const hash = safeHashes({ chainId: CHAIN, safe }, plainSafeTx(call, 0, nonce)).safeTxHash
    const asked = { request: 'transaction', isLast: true, account: safe, chainId: CHAIN, nonce: 0 } as const
    const { to } = call
    return { state: 'proposed', id: title, key: title, title, hash, to, data, fromBlock: '1', blockTime: '1', ...asked }
  }
  const pending = [proposal('Split', '0x01', 0n), proposal('Daily cap', '0x02', 0n), proposal('Oracle', '0x03', 1n)]
  await wallet(['admin'])
  await adminPage.enter('/safe')
  await expect(page.getByLabel('Safe that signs')).toBeVisible()
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [
    pendingKey(CHAIN, safe),
    JSON.stringify(pending),
  ] as const)
  await page.getByLabel('Safe that signs').fill(safe)
  await expect(
    page.getByText('Nonce 0 is held by 2 proposals: Split; Daily cap. Only one of them will happen.'),
  ).toBeVisible()
})
