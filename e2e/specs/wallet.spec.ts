import { expect, test } from '../fixtures/test'

test('a wallet that comes on another network is asked to add and switch to ours as it connects', async ({
  chain,
  wallet,
  walletDialog,
  page,
}) => {
  const { log } = await wallet([await chain.freshAccount()], { chainId: 1 })
  await page.goto('/plans')
  await walletDialog.connect()
  await expect(page.getByText('Your wallet is on another network.')).toHaveCount(0)
  const asked = log.map(({ method }) => method).filter((method) => method.endsWith('EthereumChain'))
  expect(asked).toEqual(['wallet_switchEthereumChain', 'wallet_addEthereumChain'])
})

test('without a WalletConnect id nothing of it is loaded, no other host is asked, and Safe is a wallet in Safe only', async ({
  chain,
  wallet,
  walletDialog,
  page,
  baseURL,
}) => {
  const scripts: string[] = []
  const strangers: string[] = []
  const ours = [new URL(baseURL ?? '').host, new URL(chain.rpcUrl).host]
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (/^(http|ws)s?:$/.test(protocol) && !ours.includes(host)) strangers.push(request.url())
    if (request.resourceType() === 'script') scripts.push(request.url())
  })
  await wallet([await chain.freshAccount()])
  await page.goto('/plans')
  await walletDialog.opener.click()
  await expect(walletDialog.choice).toBeVisible()
  await expect(page.getByRole('button', { name: 'WalletConnect' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Safe', exact: true })).toHaveCount(0)
  const texts = await Promise.all(scripts.map(async (url) => (await page.request.get(url)).text()))
  expect(texts.length).toBeGreaterThan(5)
  expect(texts.filter((text) => text.includes('relay.walletconnect'))).toEqual([])
  expect(strangers).toEqual([])
})
