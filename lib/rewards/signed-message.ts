import { type Address, type Hex, isHex } from 'viem'
import type { ChainClient } from '../chain/clients'
import { HOUR } from '../domain/time'
import { AppError } from '../errors/app-error'
import { fromChain } from '../errors/from-chain'

/** Seconds the clocks of a wallet and ours may differ. */
const CLOCK_SKEW = 60n
const MOST_LIFE = HOUR
/** Characters: a counterfactual wallet's signature has a few thousand. */
const MOST_SIGNATURE = 16_384

export type Verifier = {
  client: ChainClient
  chainId: number
  now: bigint
  /** Told who signed, before anything is read or written for him; what it throws refuses the message. */
  onSigned?: (provider: Address) => Promise<void>
}
type SignedBy = { provider: Address; issuedAt: bigint; deadline: bigint }

/** Not from the future, not over, not made to live long. Seconds. Throws PROVIDER_MESSAGE_*. */
export function assertTimely({ issuedAt, deadline }: Pick<SignedBy, 'issuedAt' | 'deadline'>, now: bigint): void {
  if (issuedAt > now + CLOCK_SKEW) throw new AppError('PROVIDER_MESSAGE_EARLY')
  if (deadline <= now) throw new AppError('PROVIDER_MESSAGE_EXPIRED')
  if (deadline - issuedAt > MOST_LIFE) throw new AppError('PROVIDER_MESSAGE_LIFE')
}

/**
 * That the provider itself signed a message, by its EIP-712 hash, in time: keys, contract wallets (ERC-1271) and those not deployed yet (ERC-6492).
 * Throws PROVIDER_MESSAGE_* or PROVIDER_SIGNATURE.
 */
export async function assertSigned(
  { client, now, onSigned }: Verifier,
  message: SignedBy,
  hash: Hex,
  signature: string,
): Promise<void> {
  assertTimely(message, now)
  const refused = new AppError('PROVIDER_SIGNATURE', { provider: message.provider })
  if (!isHex(signature) || signature.length > MOST_SIGNATURE) throw refused
  if (!(await isSigned(client, message.provider, hash, signature))) throw refused
  await onSigned?.(message.provider)
}

async function isSigned(client: ChainClient, address: Address, hash: Hex, signature: Hex): Promise<boolean> {
  try {
    if (await client.verifyHash({ address, hash, signature })) return true
    // viem takes a node that is away for a signature that is wrong: a node that answers makes the difference.
    await client.getChainId()
    return false
  } catch (error) {
    throw fromChain(error)
  }
}
