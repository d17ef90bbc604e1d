import { type Hex, keccak256 } from 'viem'
import { revertReason } from './miner'
import { type Rpc, RpcError } from './rpc'
import type { Call } from './world'

const MAX_FEE = 50n * 10n ** 9n
const TIP = 10n ** 9n
const POLL_MS = 100
/** A node that does not mine for this long is left to whoever stopped it. */
const LIMIT_MS = 20_000

/** Sends one transaction after the other on a chain that others use too: tried first, so that none of ours is ever reverted for nothing. */
export class LiveSender {
  constructor(
    private readonly rpc: Rpc,
    private readonly chainId: number,
    private readonly onFailure: (what: string) => void,
  ) {}

  /** Stops at the first that would fail or failed: later ones of an act build on it. */
  async send(calls: readonly Call[]): Promise<boolean> {
    for (const call of calls) if (!(await this.sendOne(call))) return false
    return true
  }

  private async sendOne({ from, to, data, gas, say }: Call): Promise<boolean> {
    const input = typeof data === 'string' ? data : await data()
    try {
      await this.rpc.call('eth_call', [{ from: from.address, to, input, gas: `0x${gas.toString(16)}` }, 'latest'])
      const nonce = Number(await this.rpc.call<Hex>('eth_getTransactionCount', [from.address, 'pending']))
      const raw = await from.account.signTransaction({
        type: 'eip1559',
        chainId: this.chainId,
        nonce,
        to,
        data: input,
        gas,
        maxFeePerGas: MAX_FEE,
        maxPriorityFeePerGas: TIP,
      })
      await this.rpc.call('eth_sendRawTransaction', [raw])
      return await this.isMined(keccak256(raw), say)
    } catch (error) {
      if (!(error instanceof RpcError)) throw error
      const output = typeof error.data === 'string' ? (error.data as Hex) : undefined
      this.onFailure(`${say}: ${revertReason(output, error.message)}`)
      return false
    }
  }

  private async isMined(hash: Hex, say: string): Promise<boolean> {
    for (const started = Date.now(); Date.now() - started < LIMIT_MS; ) {
      const receipt = await this.rpc.call<{ status: Hex } | null>('eth_getTransactionReceipt', [hash])
      if (receipt) {
        if (receipt.status !== '0x1') this.onFailure(`${say}: reverted`)
        return receipt.status === '0x1'
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
    this.onFailure(`${say}: not mined within ${LIMIT_MS / 1_000} s`)
    return false
  }
}
