import type { Account, Chain, Transport, WalletClient } from 'viem'
import type { ChainClient } from '../chain/clients'
import type { Capability } from './path'
import { isSafeAccount } from './safe'

/** Milliseconds a wallet may take to name its capabilities; many never answer a method they do not know. */
const LIMIT = 3_000

/** What the account and its wallet can do. `isPermitRefused` is learned from a refusal, never asked. */
export async function readCapability(
  client: ChainClient,
  wallet: WalletClient<Transport, Chain, Account>,
): Promise<Omit<Capability, 'isPermitRefused'>> {
  const { address } = wallet.account
  const [code, isSafe, canBatch] = await Promise.all([
    client.getCode({ address }),
    isSafeAccount(client, address),
    readBatching(wallet, client.chain.id),
  ])
  // 0xef0100 marks a key's account that delegates to a contract (EIP-7702): it still signs permits.
  const isContract = code !== undefined && code !== '0x' && !code.startsWith('0xef0100')
  return { isSafe, isContract, canBatch }
}

/** `atomic` is EIP-5792 as it was passed; `atomicBatch` is what Safe's provider still says. */
async function readBatching(wallet: WalletClient<Transport, Chain, Account>, chainId: number): Promise<boolean> {
  try {
    const answer = await withLimit(wallet.getCapabilities({ account: wallet.account, chainId }))
    const atomic = answer?.atomic as { status?: unknown } | undefined
    const old = answer?.atomicBatch as { supported?: unknown } | undefined
    return atomic?.status === 'supported' || atomic?.status === 'ready' || old?.supported === true
  } catch {
    return false
  }
}

function withLimit<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), LIMIT)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
