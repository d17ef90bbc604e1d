import { type Address, getAddress, type Hex, isAddress, isHex, type PublicClient } from 'viem'
import { createSiweMessage, parseSiweMessage, type SiweMessage } from 'viem/siwe'
import type { Db } from '../db/connect'
import { AppError } from '../errors/app-error'
import { fromChain } from '../errors/from-chain'
import { consumeNonce, NONCE_LIFE } from './nonce'

/** Characters; a message of ours has about 400, a counterfactual wallet's signature a few thousand. */
const MAX_MESSAGE = 4_096
const MAX_SIGNATURE = 65_536
/** Milliseconds the clocks of two web processes may differ. */
const CLOCK_SKEW = 60_000

export type SignIn = { message: string; signature: string; cookie: string }
export type SignInContext = {
  db: Db
  client: PublicClient
  /** As `NEXTAUTH_URL`: the only site a message may name. */
  origin: string
  chainId: number
  now: Date
}

/**
 * Who signed, or an AppError that tells nothing but that it failed. The nonce is used up before anything else is looked at, so that a
 * message is tried once. Keys, contract wallets (ERC-1271) and those not deployed yet (ERC-6492) are verified on chain.
 */
export async function verifySignIn(signIn: SignIn, context: SignInContext): Promise<Address> {
  const fields = parse(signIn.message)
  const isFresh = await consumeNonce(context.db, fields.nonce, signIn.cookie, context.now)
  if (!isFresh) throw new AppError('SIGN_IN_EXPIRED')
  assertFields(fields, context)
  if (!isHex(signIn.signature) || signIn.signature.length > MAX_SIGNATURE) throw new AppError('SIGN_IN_FAILED')
  if (!(await isSignedBy(fields.address, signIn.message, signIn.signature, context.client))) {
    throw new AppError('SIGN_IN_FAILED')
  }
  return getAddress(fields.address)
}

async function isSignedBy(address: Address, message: string, signature: Hex, client: PublicClient): Promise<boolean> {
  try {
    if (await client.verifyMessage({ address, message, signature })) return true
    // viem takes a node that is away for a signature that is wrong: a node that answers makes the difference.
    await client.getChainId()
    return false
  } catch (error) {
    throw fromChain(error)
  }
}

/** Written out again the fields must give the very text that was signed: nothing in it escapes the checks. */
function parse(message: string): SiweMessage {
  if (message.length > MAX_MESSAGE) throw new AppError('SIGN_IN_FAILED')
  const fields = parseSiweMessage(message)
  const { address, chainId, domain, nonce, uri, version } = fields
  if (!address || !isAddress(address) || !chainId || !domain || !nonce || !uri || version !== '1') {
    throw new AppError('SIGN_IN_FAILED')
  }
  const whole: SiweMessage = { ...fields, address, chainId, domain, nonce, uri, version }
  if (writtenAgain(whole) !== message) throw new AppError('SIGN_IN_FAILED')
  return whole
}

function writtenAgain(fields: SiweMessage): string | null {
  try {
    return createSiweMessage(fields)
  } catch {
    return null
  }
}

function assertFields(fields: SiweMessage, { origin, chainId, now }: SignInContext): void {
  const site = new URL(origin)
  if (fields.domain !== site.host || (fields.scheme && `${fields.scheme}:` !== site.protocol)) {
    throw new AppError('SIGN_IN_FAILED')
  }
  if (originOf(fields.uri) !== site.origin) throw new AppError('SIGN_IN_FAILED')
  if (fields.chainId !== chainId) throw new AppError('SIGN_IN_WRONG_CHAIN')
  const { issuedAt, expirationTime, notBefore } = fields
  if (!issuedAt || !expirationTime) throw new AppError('SIGN_IN_FAILED')
  const age = now.getTime() - issuedAt.getTime()
  const life = expirationTime.getTime() - issuedAt.getTime()
  // Both times are ours, from the nonce's answer: a later issue or a longer life was made up.
  if (age < -CLOCK_SKEW || life > NONCE_LIFE) throw new AppError('SIGN_IN_FAILED')
  if (age > NONCE_LIFE || expirationTime <= now) throw new AppError('SIGN_IN_EXPIRED')
  if (notBefore && notBefore > now) throw new AppError('SIGN_IN_FAILED')
}

function originOf(uri: string): string | null {
  return URL.canParse(uri) ? new URL(uri).origin : null
}
