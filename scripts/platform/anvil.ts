import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { foundryBinary } from './foundry'
import { freePort } from './ports'
import { type Running, sayEnding, startProcess } from './process'

export const LOCAL_CHAIN_ID = 31_337

export type AnvilOptions = {
  port?: number
  chainId?: number
  /** Unix time of the genesis block, in seconds; the machine's time by default. */
  timestamp?: number
  /** Funded accounts of the well-known test mnemonic. */
  accounts?: number
  logFile?: string
  args?: string[]
}

export type Anvil = Running & { url: string; port: number }

/** One JSON-RPC call without a client: for a node that may not be there yet. */
export async function callRpc(url: string, method: string, params: unknown[] = []): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  }).catch((error: Error) => {
    throw new Error(
      `The chain does not answer (${method}): ${error.cause instanceof Error ? error.cause.message : error.message}`,
    )
  })
  const answer: { result?: unknown; error?: { message: string } } = await response.json()
  if (answer.error) throw new Error(`${method}: ${answer.error.message}`)
  return answer.result
}

async function waitForRpc(anvil: Running, url: string, limitMs: number) {
  const started = Date.now()
  while (Date.now() - started < limitMs) {
    if (!anvil.isRunning()) throw new Error(sayEnding(anvil, await anvil.ended))
    const chainId = await callRpc(url, 'eth_chainId').catch(() => null)
    if (chainId !== null) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await anvil.stop('SIGKILL')
  throw new Error(`anvil does not answer at ${url} after ${limitMs / 1000} s. Its last lines:\n${anvil.tail()}`)
}

/** A local chain, ready when this returns. It keeps nothing by itself: see chain-keeper. */
export async function startAnvil(options: AnvilOptions = {}): Promise<Anvil> {
  const { chainId = LOCAL_CHAIN_ID, timestamp, accounts = 10, args = [] } = options
  const port = options.port ?? (await freePort())
  // Without places of its own it gets a folder that goes with it; anvil itself leaves its swapped-out states behind.
  const own = options.logFile ? null : mkdtempSync(join(tmpdir(), 'cxpt-anvil-'))
  const logFile = options.logFile ?? join(own ?? '', 'anvil.log')
  const command = [
    ...['--port', String(port), '--chain-id', String(chainId), '--accounts', String(accounts), '--quiet'],
    ...(timestamp === undefined ? [] : ['--timestamp', String(timestamp)]),
    ...(own && !args.includes('--cache-path') ? ['--cache-path', own] : []),
    ...args,
  ]
  const running = await startProcess({ name: 'anvil', command: foundryBinary('anvil'), args: command, logFile })
  const url = `http://127.0.0.1:${port}`
  await waitForRpc(running, url, 60_000)
  const stop = async (signal: NodeJS.Signals = 'SIGINT', limitMs = 60_000) => {
    const ending = await running.stop(signal, limitMs)
    if (own) rmSync(own, { recursive: true, force: true })
    return ending
  }
  return { ...running, url, port, stop }
}
