import { domainSeparator, type Hex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTxChain, type TxChain } from '../../e2e/fixtures/tx-chain'
import { getContract } from '../chain/contract'
import { callOf } from './flow'
import { permitSignature, permitTypedData } from './permit'
import { simulateCall } from './simulate'

let chain: TxChain
beforeAll(async () => {
  chain = await startTxChain()
})
afterAll(() => chain?.stop())

test('the domain signed for is the token’s own', async () => {
  const token = getContract(chain.deployment, 'CXPT')
  const separator = await chain.client.readContract({ ...token, functionName: 'DOMAIN_SEPARATOR' })
  const typed = permitTypedData({
    ...{ token: token.address, spender: token.address, amount: 1n, owner: token.address },
    ...{ chainId: 31_337, nonce: 0n, deadline: 0n },
  })
  expect(domainSeparator({ domain: typed.domain })).toBe(separator)
})

test('a trial run goes as if exactly this much were approved, and one wei more is refused', async () => {
  const user = await chain.newcomer(21, 1_000n)
  const vault = getContract(chain.deployment, 'Vault')
  const token = getContract(chain.deployment, 'CXPT').address
  const deposit = (amount: bigint) => callOf('Vault', vault, 'deposit', [user.address, amount])
  const approval = { token, spender: vault.address, amount: 600n }
  const run = await simulateCall(chain.client, user.address, deposit(600n), approval)
  expect(run.gas).toBeGreaterThan(50_000n)
  expect(run.fee).toBeGreaterThan(run.gas)
  await expect(simulateCall(chain.client, user.address, deposit(601n), approval)).rejects.toMatchObject({
    code: 'APPROVAL_INSUFFICIENT',
    values: { approved: 600n, needed: 601n },
  })
})

const r = '11'.repeat(32)
const s = '22'.repeat(32)
test.each<[string, Hex, number]>([
  ['27', `0x${r}${s}1b`, 27],
  ['28', `0x${r}${s}1c`, 28],
  ['0, as some wallets write it', `0x${r}${s}00`, 27],
  ['1, as some wallets write it', `0x${r}${s}01`, 28],
])('a signature that ends in %s', (_, signature, v) => {
  expect(permitSignature(signature, 9n)).toEqual({ deadline: 9n, v, r: `0x${r}`, s: `0x${s}` })
})
