import {
  type Address,
  concat,
  encodeAbiParameters,
  getAddress,
  getContractAddress,
  type Hex,
  type LocalAccount,
  size,
} from 'viem'
import { createSiweMessage, type SiweMessage } from 'viem/siwe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoSigner } from '../../contracts/deploy/demo-accounts'
import { deploySafe, deploySafeSystem, type SafeSystem, safeFactoryCall, signAsSafe } from '../../e2e/fixtures/safe'
import { startTxChain, type TxChain } from '../../e2e/fixtures/tx-chain'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { createClient } from '../chain/clients'
import type { Db } from '../db/connect'
import { issueNonce } from './nonce'
import { verifySignIn } from './siwe'

const ORIGIN = 'http://localhost:3000'
const alice = demoSigner(11)
const mallory = demoSigner(12)
let server: TestServer
let db: Db
let chain: TxChain
let system: SafeSystem

beforeAll(async () => {
  const [started, local] = await Promise.all([startTestServer(), startTxChain()])
  server = started
  chain = local
  db = (await server.open('sign_in')).db
  system = await deploySafeSystem(chain.senderOf(await chain.newcomer(40, 0n)), chain.client)
})
afterAll(() => Promise.all([server?.stop(), chain?.stop()]))

const context = (now = new Date(), chainId = 31_337, origin = ORIGIN) => ({
  db,
  client: chain.client,
  origin,
  chainId,
  now,
})

/** A message as the page writes it, from the server's own terms. */
async function terms(address: Address, more: Partial<SiweMessage> = {}) {
  const { nonce, cookie, issuedAt, expiresAt } = await issueNonce(db, new Date())
  const message = createSiweMessage({
    ...{ address, chainId: 31_337, domain: 'localhost:3000', uri: ORIGIN, version: '1', nonce },
    ...{ statement: 'Sign in to CXPT Console.', issuedAt, expirationTime: expiresAt },
    ...more,
  })
  return { message, cookie, nonce, expiresAt }
}

async function signed(account: LocalAccount, more: Partial<SiweMessage> = {}) {
  const { message, cookie, expiresAt } = await terms(account.address, more)
  return { message, cookie, expiresAt, signature: await account.signMessage({ message }) }
}

describe('who gets in', () => {
  test('a key that signed the message', async () => {
    expect(await verifySignIn(await signed(alice), context())).toBe(alice.address)
  })

  test('a Safe whose owners signed (ERC-1271)', async () => {
    const owners = [demoSigner(30), demoSigner(31)]
    const sender = chain.senderOf(await chain.newcomer(40, 0n))
    const addresses = owners.map(({ address }) => address)
    const safe = await deploySafe(sender, chain.client, system, addresses, 2n)
    const { message, cookie } = await terms(safe)
    const signature = await signAsSafe(owners, safe, 31_337, message)
    expect(await verifySignIn({ message, cookie, signature }, context())).toBe(safe)
  })

  test('a Safe that is not deployed yet (ERC-6492)', async () => {
    const owner = demoSigner(33)
    const data = safeFactoryCall(system, [owner.address], 1n, 77n)
    const { data: result } = await chain.client.call({ to: system.factory, data })
    const safe = getAddress(`0x${(result as Hex).slice(26)}`)
    const { message, cookie } = await terms(safe)
    const inner = await signAsSafe([owner], safe, 31_337, message)
    const wrapped = encodeAbiParameters(
      [{ type: 'address' }, { type: 'bytes' }, { type: 'bytes' }],
      [system.factory, data, inner],
    )
    const signature = concat([wrapped, `0x${'6492'.repeat(16)}`])
    expect(size(signature)).toBeGreaterThan(65)
    expect(await chain.client.getCode({ address: safe })).toBeUndefined()
    expect(await verifySignIn({ message, cookie, signature }, context())).toBe(safe)
  })
})

describe('who does not', () => {
  test('a message used a second time, however right', async () => {
    const signIn = await signed(alice)
    await verifySignIn(signIn, context())
    await expect(verifySignIn(signIn, context())).rejects.toMatchObject({ code: 'SIGN_IN_EXPIRED' })
  })

  test('of twenty at once with one message, one', async () => {
    const signIn = await signed(alice)
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => verifySignIn(signIn, context())))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('a browser without the cookie of the nonce, which stays usable for its own', async () => {
    const signIn = await signed(alice)
    const stolen = verifySignIn({ ...signIn, cookie: 'another' }, context())
    await expect(stolen).rejects.toMatchObject({ code: 'SIGN_IN_EXPIRED' })
    expect(await verifySignIn(signIn, context())).toBe(alice.address)
  })

  test('a refused message has used its nonce up', async () => {
    const { message, cookie } = await terms(alice.address)
    const wrong = await mallory.signMessage({ message })
    await expect(verifySignIn({ message, cookie, signature: wrong }, context())).rejects.toMatchObject({
      code: 'SIGN_IN_FAILED',
    })
    const right = await alice.signMessage({ message })
    await expect(verifySignIn({ message, cookie, signature: right }, context())).rejects.toMatchObject({
      code: 'SIGN_IN_EXPIRED',
    })
  })

  const minutes = (n: number) => new Date(Date.now() + n * 60_000)
  test.each<[string, Partial<SiweMessage>, string]>([
    ['another site', { domain: 'evil.example' }, 'SIGN_IN_FAILED'],
    ['another port of this site', { domain: 'localhost:3001' }, 'SIGN_IN_FAILED'],
    ['another site in the uri', { uri: 'http://evil.example' }, 'SIGN_IN_FAILED'],
    ['a uri that only begins like ours', { uri: 'http://localhost:3000.evil.example' }, 'SIGN_IN_FAILED'],
    ['another scheme', { scheme: 'https' }, 'SIGN_IN_FAILED'],
    ['another chain', { chainId: 1 }, 'SIGN_IN_WRONG_CHAIN'],
    ['no expiry', { expirationTime: undefined }, 'SIGN_IN_FAILED'],
    ['a longer life than five minutes', { expirationTime: minutes(60) }, 'SIGN_IN_FAILED'],
    ['an issue in the future', { issuedAt: minutes(10), expirationTime: minutes(14) }, 'SIGN_IN_FAILED'],
    ['an issue long ago', { issuedAt: minutes(-10), expirationTime: minutes(-6) }, 'SIGN_IN_EXPIRED'],
    ['a start in the future', { notBefore: minutes(2) }, 'SIGN_IN_FAILED'],
  ])('a message for %s', async (_, more, code) => {
    await expect(verifySignIn(await signed(alice, more), context())).rejects.toMatchObject({ code })
  })

  test('a message older than five minutes', async () => {
    const signIn = await signed(alice)
    const late = new Date(signIn.expiresAt.getTime() + 1)
    await expect(verifySignIn(signIn, context(late))).rejects.toMatchObject({ code: 'SIGN_IN_EXPIRED' })
  })

  test('somebody else', async () => {
    const { message, cookie } = await terms(alice.address)
    const signature = await mallory.signMessage({ message })
    await expect(verifySignIn({ message, cookie, signature }, context())).rejects.toMatchObject({
      code: 'SIGN_IN_FAILED',
    })
  })

  test('text beside the fields that were checked', async () => {
    const { message, cookie } = await terms(alice.address)
    const more = `${message}\nResources:\n- https://evil.example/\nand one line more`
    const signature = await alice.signMessage({ message: more })
    await expect(verifySignIn({ message: more, cookie, signature }, context())).rejects.toMatchObject({
      code: 'SIGN_IN_FAILED',
    })
  })

  test.each([
    ['nothing', '', '0x'],
    ['no message at all', 'hello', '0x12'],
    ['a message of megabytes', 'a'.repeat(3_000_000), '0x12'],
  ])('%s', async (_, message, signature) => {
    await expect(verifySignIn({ message, signature, cookie: '' }, context())).rejects.toMatchObject({
      code: 'SIGN_IN_FAILED',
    })
  })

  test('a message without an issue time', async () => {
    const { message, cookie } = await terms(alice.address)
    const without = message.replace(/\nIssued At: .*/, '')
    expect(without).not.toBe(message)
    const signature = await alice.signMessage({ message: without })
    await expect(verifySignIn({ message: without, cookie, signature }, context())).rejects.toMatchObject({
      code: 'SIGN_IN_FAILED',
    })
  })

  test('a signature that is not hexadecimal', async () => {
    const { message, cookie } = await terms(alice.address)
    await expect(verifySignIn({ message, cookie, signature: 'xyz' }, context())).rejects.toMatchObject({
      code: 'SIGN_IN_FAILED',
    })
  })
})

test('a node that is away is said, and is nobody’s fault', async () => {
  const away = createClient(31_337, 'http://127.0.0.1:9')
  const signIn = await signed(alice)
  await expect(verifySignIn(signIn, { ...context(), client: away })).resolves.toBe(alice.address)
  const safe = getContractAddress({ from: alice.address, nonce: 999n })
  const { message, cookie } = await terms(safe)
  const signature = await alice.signMessage({ message })
  await expect(verifySignIn({ message, cookie, signature }, { ...context(), client: away })).rejects.toMatchObject({
    code: 'RPC_AWAY',
  })
}, 60_000)
