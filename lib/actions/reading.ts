import 'server-only'
import { type Address, getAddress, isAddress } from 'viem'
import { type At, pinBlock } from '../chain/at'
import { publicClient } from '../chain/clients'
import { deploymentOf } from '../chain/contract'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'

/** Everything one action answers is read at one block. */
export async function latest(): Promise<At & { blockNumber: bigint }> {
  const at = { client: publicClient(), deployment: deploymentOf(env.CHAIN_ID) }
  const { block } = await pinBlock(at)
  return { ...at, blockNumber: block }
}

/** Arguments of an action come from anyone. */
export function parseAddress(value: unknown): Address {
  if (typeof value !== 'string' || !isAddress(value)) {
    throw new AppError('BAD_ADDRESS', { value: String(value).slice(0, 64) })
  }
  return getAddress(value)
}
