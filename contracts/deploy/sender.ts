import { BaseError, decodeErrorResult, type Hex, isHex, type LocalAccount, type TransactionReceipt } from 'viem'
import { errorsAbi } from '@/contracts-abi'
import type { Reader, Step } from './plan'

/** Hands a signed transaction to the network. Tests replace it to die in the middle. */
export type Broadcast = (signed: Hex) => Promise<Hex>

export type Sender = {
  reader: Reader
  account: LocalAccount
  broadcast: Broadcast
  confirmations: number
  isLocal: boolean
}

const RETRIES = 5
const PENDING_LIMIT_MS = 10 * 60_000

const sleep = (ms: number) => new Promise((wake) => setTimeout(wake, ms))

/** The reason of a revert in the contract's own words, or the client's. */
export function sayRevert(error: unknown): string {
  if (!(error instanceof BaseError)) return error instanceof Error ? error.message : String(error)
  const withData = error.walk((cause) => cause instanceof Error && 'data' in cause && isHex(cause.data))
  if (withData && 'data' in withData && isHex(withData.data) && withData.data !== '0x') {
    try {
      const { errorName, args } = decodeErrorResult({ abi: errorsAbi, data: withData.data })
      return `${errorName}(${(args ?? []).join(', ')})`
    } catch {
      return `an unknown error, ${withData.data}`
    }
  }
  return error.details || error.shortMessage
}

/** A killed run may have left a transaction on its way: it is waited for before anything is decided. */
export async function settledNonce({ reader, account, isLocal }: Sender): Promise<number> {
  const { address } = account
  const started = Date.now()
  for (;;) {
    const [latest, pending] = await Promise.all([
      reader.getTransactionCount({ address, blockTag: 'latest' }),
      reader.getTransactionCount({ address, blockTag: 'pending' }),
    ])
    if (latest >= pending) return latest
    if (Date.now() - started > PENDING_LIMIT_MS) {
      const waiting = pending - latest
      throw new Error(`${waiting} transactions of ${address} are still pending after 10 minutes. Wait, then run again.`)
    }
    await sleep(isLocal ? 100 : 3_000)
  }
}

/** Runs the transaction without sending it. Another node of a public RPC may lag behind by a block, so it is asked again. */
async function simulate({ reader, account, isLocal }: Sender, step: Step): Promise<bigint> {
  const to = step.kind === 'create' ? undefined : step.to
  for (let attempt = 1; ; attempt++) {
    try {
      return await reader.estimateGas({ account: account.address, to, data: step.data })
    } catch (error) {
      if (isLocal || attempt === RETRIES) throw new Error(`"${step.say}" would fail: ${sayRevert(error)}`)
      await sleep(2_000)
    }
  }
}

/** Simulates, signs, sends and waits. Throws when it fails on chain. */
export async function sendStep(sender: Sender, step: Step, nonce: number): Promise<TransactionReceipt> {
  const { reader, account, broadcast, confirmations } = sender
  const gas = await simulate(sender, step)
  const fees = await reader.estimateFeesPerGas()
  const signed = await account.signTransaction({
    type: 'eip1559',
    chainId: await reader.getChainId(),
    nonce,
    to: step.kind === 'create' ? null : step.to,
    data: step.data,
    // A fifth more than measured: storage that an earlier transaction of the same block changes may cost more.
    gas: (gas * 12n) / 10n,
    ...fees,
  })
  const hash = await broadcast(signed)
  const receipt = await reader.waitForTransactionReceipt({ hash, confirmations })
  if (receipt.status === 'reverted') throw new Error(`"${step.say}" failed on chain in ${hash}.`)
  return receipt
}
