import { accessManagerAbi } from '../../contracts-abi'
import { ROLES } from '../../lib/domain/roles'
import { expect, test } from '../fixtures/test'

/** Seconds; contracts/config/local.json. */
const WARDEN_DELAY = 30n

test('GUARDIAN is granted by WARDEN and taken again, and the page says what to know before', async ({
  chain,
  wallet,
  adminPage,
  page,
}) => {
  const account = (await chain.freshAccount()).address
  const isGuardian = async () => {
    const [isMember] = await chain.client.readContract({
      address: chain.address('AccessManager'),
      abi: accessManagerAbi,
      functionName: 'hasRole',
      args: [ROLES.GUARDIAN.id, account],
    })
    return isMember
  }
  const execute = async (title: string) => {
    await adminPage.goto()
    const operation = adminPage.operation(title)
    await expect(operation).toContainText(account)
    await chain.wait(WARDEN_DELAY)
    await page.reload()
    await operation.getByRole('button', { name: 'Execute' }).click()
    await adminPage.sign()
  }
  await wallet(['treasurer'])
  await adminPage.enter('/roles')
  await page.getByRole('link', { name: 'Grant a role' }).click()
  await page.getByLabel('Role', { exact: true }).selectOption('GUARDIAN')
  await page.getByLabel('Account').fill(account)
  await page.getByLabel('Delay of its operations').fill('0')
  await expect(page.getByText('This account is one key', { exact: false })).toBeVisible()
  await adminPage.giveReason('A second guardian, in a browser test.')
  await adminPage.schedule()
  await execute('Grant a role')
  expect(await isGuardian()).toBe(true)

  await adminPage.goto('/roles')
  await expect(page.getByRole('row', { name: /^GUARDIAN/ })).toContainText(account.slice(0, 6))
  await page.getByRole('link', { name: 'Revoke a role' }).click()
  await page.getByLabel('Role', { exact: true }).selectOption('TREASURER')
  await page.getByLabel('Account').fill(account)
  await expect(page.getByText('It does not hold TREASURER.').first()).toBeVisible()
  await page.getByLabel('Role', { exact: true }).selectOption('GUARDIAN')
  await adminPage.giveReason('No longer needed.')
  await adminPage.schedule()
  await execute('Revoke a role')
  expect(await isGuardian()).toBe(false)
})

test('an admin who would lock everybody out is told, and the map is a file', async ({ wallet, adminPage, page }) => {
  const { addresses } = await wallet(['admin'])
  await adminPage.enter('/roles')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'JSON' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^roles-31337-block-\d+\.json$/)
  const stream = await file.createReadStream()
  let text = ''
  for await (const chunk of stream) text += chunk
  const map = JSON.parse(text) as {
    roles: { name: string; members: { address: string; delay: string }[] }[]
    functions: { contract: string; signature: string; role: string; byEvents: string | null }[]
  }
  const admins = map.roles.find(({ name }) => name === 'ADMIN')?.members
  expect(admins).toEqual([expect.objectContaining({ address: addresses[0] })])
  const split = map.functions.find(
    ({ contract, signature }) => contract === 'Vault' && signature.startsWith('setSplit('),
  )
  expect(split).toMatchObject({ role: 'PARAMS', byEvents: 'PARAMS', cancelledBy: 'GUARDIAN', delays: ['15'] })
  expect(map.functions.filter(({ role, byEvents }) => role !== byEvents)).toEqual([])
  const row = page.getByRole('table', { name: 'Functions by role' }).getByRole('row', { name: /^Vault\.setSplit/ })
  await expect(row).toContainText('PARAMS')
  await expect(row).toContainText('15 seconds')

  await adminPage.goto('/parameters/role-revoke')
  await page.getByLabel('Role', { exact: true }).selectOption('ADMIN')
  await page.getByLabel('Account').fill(addresses[0] ?? '')
  await expect(page.getByText('It is the only ADMIN.', { exact: false })).toBeVisible()
  await expect(page.getByText('you take ADMIN from yourself', { exact: false })).toBeVisible()
})
