import {
  type Address,
  getAddress,
  type Hex,
  hexToBigInt,
  isHex,
  keccak256,
  numberToHex,
  recoverAddress,
  type Signature,
  serializeTransaction,
  type TransactionSerializableEIP1559,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'

/** A key that signs our own transactions: of METER, PRICER, PUBLISHER or a keeper. Never in the database, never in a log. */
export type Signer = {
  address: Address
  signTransaction: (transaction: TransactionSerializableEIP1559) => Promise<Hex>
}

/** A key from the environment. `isWellKnown` tells the keys of every book about Ethereum, which empty the account on a real chain. */
export function keySigner(variable: string, key: string, isWellKnown: (address: Address) => boolean): Signer {
  if (!isHex(key) || key.length !== 66) throw new Error(`${variable} must be 0x and 64 hexadecimal digits.`)
  const account = privateKeyToAccount(key)
  if (isWellKnown(account.address)) throw new Error(`${variable} is a well-known test key: use one that only you have.`)
  return account
}

/** Half of the order of secp256k1: Ethereum takes the lower of the two valid `s` only (EIP-2). */
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
const HALF_ORDER = ORDER / 2n

/**
 * A key that never leaves its service: AWS KMS, Google Cloud KMS and hardware modules sign a digest and answer r and s in DER, without
 * the recovery bit.
 */
export function digestSigner(address: Address, signDigest: (digest: Hex) => Promise<Uint8Array>): Signer {
  const own = getAddress(address)
  return {
    address: own,
    signTransaction: async (transaction) => {
      const unsigned = { ...transaction, type: 'eip1559' as const }
      const digest = keccak256(serializeTransaction(unsigned))
      const { r, s } = readDer(await signDigest(digest))
      const low = s > HALF_ORDER ? ORDER - s : s
      for (const yParity of [0, 1]) {
        const signature: Signature = { r: numberToHex(r, { size: 32 }), s: numberToHex(low, { size: 32 }), yParity }
        if ((await recoverAddress({ hash: digest, signature })) === own)
          return serializeTransaction(unsigned, signature)
      }
      throw new Error(`The key service signed with another key than that of ${own}.`)
    },
  }
}

const SEQUENCE = 0x30
const INTEGER = 0x02

/** `SEQUENCE { INTEGER r, INTEGER s }` of X.690, each of at most 33 bytes. */
function readDer(bytes: Uint8Array): { r: bigint; s: bigint } {
  if (bytes[0] !== SEQUENCE || bytes[1] !== bytes.length - 2)
    throw new Error('The key service’s answer is no DER signature.')
  const first = readInteger(bytes, 2)
  const second = readInteger(bytes, first.end)
  if (second.end !== bytes.length) throw new Error('The key service’s answer has bytes after its signature.')
  return { r: first.value, s: second.value }
}

function readInteger(bytes: Uint8Array, at: number): { value: bigint; end: number } {
  const length = bytes[at + 1] ?? 0
  const end = at + 2 + length
  if (bytes[at] !== INTEGER || length === 0 || length > 33 || end > bytes.length)
    throw new Error('The key service’s answer is no DER signature.')
  const digits = Buffer.from(bytes.subarray(at + 2, end)).toString('hex')
  return { value: hexToBigInt(`0x${digits}`), end }
}
