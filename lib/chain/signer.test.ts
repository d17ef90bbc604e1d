import { createPrivateKey, sign as signWith } from 'node:crypto'
import { type Hex, hexToBytes, parseTransaction, recoverTransactionAddress } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { expect, test } from 'vitest'
import { digestSigner, keySigner } from './signer'

const NOBODY = () => false
const TRANSACTION = {
  chainId: 31_337,
  nonce: 7,
  to: '0x00000000000000000000000000000000000000a1',
  data: '0x1234',
  gas: 50_000n,
  maxFeePerGas: 3n,
  maxPriorityFeePerGas: 1n,
} as const

/** DER of two integers, as a key service answers. */
function der(r: bigint, s: bigint): Uint8Array {
  const integer = (value: bigint) => {
    const hex = value.toString(16)
    const even = hex.length % 2 === 0 ? hex : `0${hex}`
    const bytes = Buffer.from(Number.parseInt(even.slice(0, 2), 16) >= 0x80 ? `00${even}` : even, 'hex')
    return Buffer.concat([Buffer.from([2, bytes.length]), bytes])
  }
  const body = Buffer.concat([integer(r), integer(s)])
  return Buffer.concat([Buffer.from([0x30, body.length]), body])
}

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n

test('a key of the environment signs', async () => {
  const key = generatePrivateKey()
  const signer = keySigner('METER_PRIVATE_KEY', key, NOBODY)
  const raw = (await signer.signTransaction(TRANSACTION)) as `0x02${string}`
  expect(await recoverTransactionAddress({ serializedTransaction: raw })).toBe(privateKeyToAccount(key).address)
})

test.each([
  ['too short', '0x1234'],
  ['not hexadecimal', `0x${'g'.repeat(64)}`],
  ['without 0x', 'a'.repeat(64)],
])('a key that is %s is refused with the name of its variable, and is not repeated', (_, key) => {
  expect(() => keySigner('PRICER_PRIVATE_KEY', key, NOBODY)).toThrow(
    'PRICER_PRIVATE_KEY must be 0x and 64 hexadecimal digits.',
  )
})

test('a well-known key is refused', () => {
  const key = generatePrivateKey()
  const { address } = privateKeyToAccount(key)
  expect(() => keySigner('METER_PRIVATE_KEY', key, (one) => one === address)).toThrow('is a well-known test key')
})

/** A real secp256k1 key behind the interface of a key service. Its `s` is high as often as low. */
function service(isHigh: boolean) {
  const key = generatePrivateKey()
  const account = privateKeyToAccount(key)
  const signDigest = async (digest: Hex) => {
    const { r, s } = await import('viem/accounts').then(({ sign }) => sign({ hash: digest, privateKey: key }))
    const low = BigInt(s)
    return der(BigInt(r), isHigh ? ORDER - low : low)
  }
  return { account, signer: digestSigner(account.address, signDigest) }
}

test.each([
  ['low', false],
  ['high', true],
])('a key service whose s is %s gives a valid transaction with the low one', async (_, isHigh) => {
  const { account, signer } = service(isHigh)
  for (let nonce = 0; nonce < 8; nonce += 1) {
    const raw = (await signer.signTransaction({ ...TRANSACTION, nonce })) as `0x02${string}`
    expect(await recoverTransactionAddress({ serializedTransaction: raw })).toBe(account.address)
    expect(parseTransaction(raw)).toMatchObject({ nonce, to: TRANSACTION.to, data: '0x1234', gas: 50_000n })
    expect(BigInt(parseTransaction(raw).s ?? 0)).toBeLessThanOrEqual(ORDER / 2n)
  }
})

test('a signature of node’s own library over another digest is refused: it is not this key’s', async () => {
  const { account } = service(false)
  const other = createPrivateKey({
    key: { kty: 'EC', crv: 'secp256k1', ...jwk(generatePrivateKey()) },
    format: 'jwk',
  })
  const signer = digestSigner(account.address, async (digest) => signWith('sha256', hexToBytes(digest), other))
  await expect(signer.signTransaction(TRANSACTION)).rejects.toThrow('signed with another key')
})

function jwk(key: Hex) {
  const { publicKey } = privateKeyToAccount(key)
  const url = (hex: string) => Buffer.from(hex, 'hex').toString('base64url')
  return { d: url(key.slice(2)), x: url(publicKey.slice(4, 68)), y: url(publicKey.slice(68)) }
}

test.each([
  ['nothing', []],
  ['no sequence', [0x31, 0]],
  ['a wrong length', [0x30, 9, 2, 1, 1, 2, 1, 1]],
  ['bytes after it', [0x30, 7, 2, 1, 1, 2, 1, 1, 0]],
  ['an integer that is too long', [0x30, 40, 2, 36, ...Array(36).fill(1), 2, 1]],
])('an answer of %s is refused', async (_, bytes) => {
  const signer = digestSigner('0x00000000000000000000000000000000000000a1', async () => Uint8Array.from(bytes))
  await expect(signer.signTransaction(TRANSACTION)).rejects.toThrow('key service')
})
