import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { demoAccount } from '../../contracts/deploy/demo-accounts'
import { expect, test } from '../fixtures/test'

const CXPT = 10n ** 18n
const DAY = 86_400n
const FILE = resolve('public/cxpt-exit.html')

test('the page to save shows the hash of the very bytes it gives', async ({ page, request }) => {
  await page.goto('/exit')
  const answer = await request.get('/cxpt-exit.html')
  const served = await answer.body()
  const hash = createHash('sha256').update(served).digest('hex')
  await expect(page.getByText(hash)).toBeVisible()
  expect(
    createHash('sha256')
      .update(await readFile(FILE))
      .digest('hex'),
  ).toBe(hash)
  await expect(page.getByRole('link', { name: 'Save the exit file' })).toHaveAttribute('download', '')
})

test('from the disk, with a node and a wallet alone: credits are asked for and withdrawn', async ({
  chain,
  wallet,
  page,
}) => {
  const owner = await chain.freshAccount({ cxpt: 100n * CXPT })
  await chain.loadCredits(owner, 100n * CXPT)
  await wallet([owner])
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).origin))
  await page.goto(pathToFileURL(FILE).href)
  await page.getByLabel('Chain', { exact: true }).selectOption('31337')
  await page.getByLabel('Address of a node (RPC)').fill(chain.rpcUrl)
  await page.getByRole('button', { name: 'Connect the wallet' }).click()
  const status = page.getByRole('status')
  await expect(status).toHaveText(`Connected as ${owner.address}.`)
  await expect(page.getByText('100 CXPT', { exact: true }).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Withdraw' })).toBeDisabled()
  await page.getByRole('button', { name: 'Ask for everything' }).click()
  await expect(status).toContainText('Asked. Come back in 24 hours.')

  await chain.wait(DAY)
  await page.getByRole('button', { name: 'Connect the wallet' }).click()
  await page.getByRole('button', { name: 'Withdraw' }).click()
  await expect(status).toContainText('Withdrawn.')
  expect(await chain.walletOf(owner.address)).toBe(100n * CXPT)
  expect([...new Set(asked)].filter((origin) => origin !== 'null' && origin !== 'file://')).toEqual([
    new URL(chain.rpcUrl).origin,
  ])
  await chain.freshPrice()
})

test('a declined request says that nothing was sent', async ({ chain, wallet, page }) => {
  const owner = await chain.freshAccount({ cxpt: 5n * CXPT })
  await chain.loadCredits(owner, 5n * CXPT)
  const { rejectNext } = await wallet([owner])
  await page.goto(pathToFileURL(FILE).href)
  await page.getByLabel('Chain', { exact: true }).selectOption('31337')
  await page.getByLabel('Address of a node (RPC)').fill(chain.rpcUrl)
  await page.getByRole('button', { name: 'Connect the wallet' }).click()
  rejectNext('eth_sendTransaction')
  await page.getByRole('button', { name: 'Ask for everything' }).click()
  await expect(page.getByRole('status')).toHaveText('You declined it in your wallet. Nothing was sent.')
})

test('a saved file of rewards is checked against the chain and claimed; a changed one is not', async ({
  chain,
  wallet,
  page,
  request,
}) => {
  const { address } = demoAccount('provider')
  const saved = await (await request.get(`/api/v1/rewards/${address}`)).text()
  await wallet([await chain.freshAccount()])
  await page.goto(pathToFileURL(FILE).href)
  await page.getByLabel('Chain', { exact: true }).selectOption('31337')
  await page.getByLabel('Address of a node (RPC)').fill(chain.rpcUrl)
  await page.getByRole('button', { name: 'Connect the wallet' }).click()
  await expect(page.getByRole('status')).toContainText('Connected as')
  const file = page.getByLabel('Your rewards, JSON')
  await file.fill(saved.replace(/"cumulative":"(\d)/, '"cumulative":"9$1'))
  await expect(page.getByText('not in the root on chain')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Claim' })).toBeDisabled()

  const before = await chain.walletOf(address)
  await file.fill(saved)
  await page.getByRole('button', { name: 'Claim' }).click()
  await expect(page.getByRole('status')).toContainText('Claimed.')
  expect(await chain.walletOf(address)).toBeGreaterThan(before)
})
