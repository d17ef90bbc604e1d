import { decodeErrorResult, type Hex, keccak256 } from 'viem'
import { errorsAbi } from '../../contracts-abi'
import type { Actor } from './actor'
import { type Rpc, RpcError, untilAnswered } from './rpc'
import type { Block, Call } from './world'

/** Far above any base fee of the local chain, which only falls when blocks are half empty. */
const MAX_FEE = 50n * 10n ** 9n
/** Of the first transaction of a block; each further one gives a wei less, so that the node keeps their order. */
const FIRST_TIP = 10n ** 9n
/** Of the node's block gas limit, which is 30M unless told otherwise. */
const BLOCK_GAS = 24_000_000n
const LONGEST_ABSENCE_MS = 120_000
/** Receipts are read for this many blocks at once. */
const CHECK_EVERY = 20

type Receipt = { transactionHash: Hex; status: Hex }
type Signed = { time: bigint; calls: Call[]; raw: Hex[] }

/** Sends blocks with a given time, one after the other, and checks every receipt. The next block is signed while one is mined. */
export class Miner {
  private mining: Promise<void> = Promise.resolve()
  private height = 0n
  private unchecked: { height: bigint; signed: Signed }[] = []
  transactions = 0
  blocks = 0

  constructor(
    private readonly rpc: Rpc,
    private readonly chainId: number,
    private readonly onWait: () => void,
    /** Where others use the chain too, their transactions are let in and failures are reported here; else they end the run. */
    private readonly onFailure: ((what: string) => void) | null = null,
  ) {}

  /** Takes over: from now on nothing is mined unless asked for. */
  async begin(actors: readonly Actor[]): Promise<void> {
    await this.rpc.call('evm_setAutomine', [false])
    const nonces = await this.rpc.batch<Hex>(
      actors.map(({ address }) => ({ method: 'eth_getTransactionCount', params: [address, 'latest'] })),
    )
    for (const [i, actor] of actors.entries()) actor.nonce = Number(nonces[i])
    this.height = BigInt(await this.rpc.call<Hex>('eth_blockNumber'))
  }

  /** Hands over: the node mines again whenever somebody sends something. */
  async end(): Promise<void> {
    await this.mining
    await this.check()
    await this.rpc.call('evm_setAutomine', [true])
  }

  async mine(block: Block): Promise<void> {
    for (const part of parted(block)) {
      const signed = await this.sign(part)
      await this.mining
      this.mining = this.submit(signed)
      // The error is thrown at the next await of it; without a handler of its own the process would end before.
      this.mining.catch(() => {})
    }
  }

  /** A block without transactions, so that the chain's clock stands at `time`. */
  async mineEmpty(time: bigint): Promise<void> {
    await this.mine({ time, calls: [] })
    await this.mining
  }

  private async sign({ time, calls }: Block): Promise<Signed> {
    const raw: Hex[] = []
    for (const [i, { from, to, data, gas }] of calls.entries()) {
      raw.push(
        await from.account.signTransaction({
          type: 'eip1559',
          chainId: this.chainId,
          nonce: from.nonce++,
          to,
          data: typeof data === 'string' ? data : await data(),
          gas,
          maxFeePerGas: MAX_FEE,
          maxPriorityFeePerGas: FIRST_TIP - BigInt(i),
        }),
      )
    }
    return { time, calls, raw }
  }

  private async submit(signed: Signed): Promise<void> {
    let isRetry = false
    const attempt = () => this.attempt(signed, isRetry)
    await untilAnswered(attempt, LONGEST_ABSENCE_MS, () => {
      isRetry = true
      this.onWait()
    })
    this.height += 1n
    this.unchecked.push({ height: this.height, signed })
    if (this.unchecked.length >= CHECK_EVERY) await this.check()
  }

  /** After the node was away it may have the block already, or a part of its transactions. */
  private async attempt({ time, raw }: Signed, isRetry: boolean): Promise<void> {
    if (isRetry) {
      const now = BigInt(await this.rpc.call<Hex>('eth_blockNumber'))
      if (now === this.height + 1n) return
      if (now !== this.height) throw new Error(`the chain came back at block ${now} instead of ${this.height}`)
    }
    await this.send(raw)
    await this.rpc.call('evm_mine', [{ timestamp: Number(time), blocks: 1 }])
  }

  private async send(raw: readonly Hex[]): Promise<void> {
    try {
      await this.rpc.batch<Hex>(raw.map((one) => ({ method: 'eth_sendRawTransaction', params: [one] })))
    } catch (error) {
      if (!(error instanceof RpcError && /already (known|imported)/i.test(error.message))) throw error
    }
  }

  /** Every transaction is in the block and the place it was meant for, and none was reverted. */
  private async check(): Promise<void> {
    const blocks = this.unchecked
    this.unchecked = []
    const ask = () =>
      this.rpc.batch<Receipt[]>(
        blocks.map(({ height }) => ({ method: 'eth_getBlockReceipts', params: [`0x${height.toString(16)}`] })),
      )
    const receipts = await untilAnswered(ask, LONGEST_ABSENCE_MS, this.onWait)
    for (const [i, { height, signed }] of blocks.entries()) await this.checkBlock(height, signed, receipts[i] ?? [])
    this.blocks += blocks.length
  }

  private async checkBlock(height: bigint, { calls, raw }: Signed, receipts: readonly Receipt[]): Promise<void> {
    for (const [i, call] of calls.entries()) {
      const hash = keccak256(raw[i] ?? '0x')
      const receipt = this.onFailure ? receipts.find((one) => one.transactionHash === hash) : receipts[i]
      if (receipt?.transactionHash !== hash) this.fail(`block ${height} lacks, or has in another place: ${call.say}`)
      else if (receipt.status !== '0x1') this.fail(`${call.say}: ${await this.reasonOf(hash)}`)
      else this.transactions++
    }
    if (receipts.length !== calls.length && !this.onFailure) {
      this.fail(`block ${height} has transactions of somebody else`)
    }
  }

  private fail(what: string): void {
    if (!this.onFailure) throw new Error(what)
    this.onFailure(what)
  }

  /** The custom error behind a reverted transaction, with its values. */
  private async reasonOf(hash: Hex): Promise<string> {
    const trace = await this.rpc.call<{ output?: Hex; error?: string }>('debug_traceTransaction', [
      hash,
      { tracer: 'callTracer' },
    ])
    return revertReason(trace.output, trace.error)
  }
}

export function revertReason(output: Hex | undefined, error = 'reverted without a reason'): string {
  if (!output || output === '0x') return error
  try {
    const { errorName, args } = decodeErrorResult({ abi: errorsAbi, data: output })
    return `${errorName}(${(args ?? []).join(', ')})`
  } catch {
    return `reverted with ${output}`
  }
}

/** Parts of a block that fit the gas limit; they share the time. An empty block is one part. */
export function parted({ time, calls }: Block): Block[] {
  const parts: Block[] = [{ time, calls: [] }]
  let used = 0n
  for (const call of calls) {
    if (used + call.gas > BLOCK_GAS && used > 0n) {
      parts.push({ time, calls: [] })
      used = 0n
    }
    parts.at(-1)?.calls.push(call)
    used += call.gas
  }
  return parts
}
