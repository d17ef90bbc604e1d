import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { type Address, encodeFunctionData, type Hex, keccak256, parseAbi, zeroAddress } from 'viem'
import { accessManagerAbi, vaultAbi } from '../../contracts-abi'
import type { TestChain } from '../fixtures/chain'
import { expect, test } from '../fixtures/test'

const FILE = pathToFileURL(resolve('public/offline.html')).href
const safeAbi = parseAbi([
  'function getTransactionHash(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, uint256 nonce) view returns (bytes32)',
  'function domainSeparator() view returns (bytes32)',
])
const split = { burn: 600, protocol: 2_000, operations: 1_400, provider: 6_000 }
const setSplit = encodeFunctionData({ abi: vaultAbi, functionName: 'setSplit', args: [split] })

/** What the Safe itself says of a call without ETH and without a refund. */
const safeHashOf = (chain: TestChain, safe: Address, to: Address, data: Hex, nonce: bigint) =>
  chain.client.readContract({
    address: safe,
    abi: safeAbi,
    functionName: 'getTransactionHash',
    args: [to, 0n, data, 0, 0n, 0n, 0n, zeroAddress, zeroAddress, nonce],
  })

test('a scheduled change is read and hashed without a network, as the chain does it', async ({
  chain,
  page,
  context,
}) => {
  const { address: safe } = await chain.freshSafe()
  const [manager, vault] = [chain.address('AccessManager'), chain.address('Vault')]
  const schedule = encodeFunctionData({
    abi: accessManagerAbi,
    functionName: 'schedule',
    args: [vault, setSplit, 0],
  })
  const operation = await chain.client.readContract({
    address: manager,
    abi: accessManagerAbi,
    functionName: 'hashOperation',
    args: [safe, vault, setSplit],
  })
  const domain = await chain.client.readContract({ address: safe, abi: safeAbi, functionName: 'domainSeparator' })
  const safeTxHash = await safeHashOf(chain, safe, manager, schedule, 3n)

  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await context.setOffline(true)
  await page.goto(FILE)
  await page.getByLabel('Calldata, or the JSON of a Safe batch').fill(schedule)
  await page.getByLabel('Target of the calldata').fill(manager)
  await page.getByLabel('Safe, or account that schedules').fill(safe)
  await page.getByLabel('Nonce of the Safe transaction').fill('3')
  await expect(page.getByRole('status')).toHaveText('1 call read.')

  const outer = page.getByRole('region', { name: 'Call: AccessManager.schedule' })
  await expect(outer).toContainText(keccak256(schedule))
  const inner = page.getByRole('region', { name: 'Carried inside: Vault.setSplit' })
  await expect(inner).toContainText('Burn (newSplit.burn)600 bps (6%)')
  await expect(inner).toContainText(setSplit.slice(0, 10))
  await expect(inner).toContainText(operation)
  const hashes = page.getByRole('region', { name: 'Safe hash' })
  await expect(hashes).toContainText(domain)
  await expect(hashes).toContainText(safeTxHash)
  expect(asked.filter((url) => url !== FILE)).toEqual([])
})

test('what cannot be read says what to do, beside its field', async ({ page }) => {
  await page.goto(FILE)
  const text = page.getByLabel('Calldata, or the JSON of a Safe batch')
  await text.fill('0x123')
  await expect(text).toHaveAttribute('aria-invalid', 'true')
  await expect(text).toHaveAccessibleDescription(/Neither JSON nor calldata/)
  await text.fill('{"version":"1.0"}')
  await expect(text).toHaveAccessibleDescription(/no batch of the Transaction Builder/)
  await text.fill('0xdeadbeef')
  await expect(page.getByLabel('Target of the calldata')).toHaveAccessibleDescription(/Which contract is called/)
})

test('its policy forbids every connection, whatever runs in it', async ({ page, chain }) => {
  await page.goto(FILE)
  const directive = await page.evaluate(
    (url) =>
      new Promise<string>((done) => {
        document.addEventListener('securitypolicyviolation', (event) => done(event.violatedDirective), { once: true })
        fetch(url).then(
          () => done('none'),
          () => undefined,
        )
      }),
    chain.rpcUrl,
  )
  expect(directive).toBe('connect-src')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`at 360 px, ${colorScheme}, by keyboard alone, nothing is out of reach`, async ({ page, chain }) => {
    await page.setViewportSize({ width: 360, height: 740 })
    await page.emulateMedia({ colorScheme })
    await page.goto(FILE)
    await page.keyboard.press('Tab')
    await expect(page.getByLabel('Calldata, or the JSON of a Safe batch')).toBeFocused()
    await page.keyboard.insertText(setSplit)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await expect(page.getByLabel('Target of the calldata')).toBeFocused()
    await page.keyboard.insertText(chain.address('Vault'))
    await expect(page.getByRole('region', { name: 'Call: Vault.setSplit' })).toBeVisible()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(360)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })
}
