import { type Abi, type Address, decodeFunctionResult, encodeFunctionData, type Hex } from 'viem'

/** What a wallet of the browser answers to (EIP-1193). */
export type Provider = { request: (rpc: { method: string; params?: unknown[] }) => Promise<unknown> }

let nextId = 1

/** One question to the node. Throws with a sentence. */
export async function ask(url: string, method: string, params: unknown[]): Promise<unknown> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: nextId++, method, params }),
  }).catch(() => {
    throw new Error('The node does not answer. Check its address, or use another one.')
  })
  const { result, error } = (await answer.json()) as { result?: unknown; error?: { message?: string } }
  if (error) throw new Error(`The node refused: ${error.message ?? 'no reason given'}.`)
  return result
}

export type Call = { to: Address; abi: Abi; functionName: string; args: readonly unknown[] }

export async function read<T>(url: string, { to, abi, functionName, args }: Call): Promise<T> {
  const data = encodeFunctionData({ abi, functionName, args: [...args] })
  const raw = (await ask(url, 'eth_call', [{ to, data }, 'latest'])) as Hex
  return decodeFunctionResult({ abi, functionName, data: raw }) as T
}

const WAIT_MS = 1_000
const MOST_WAITS = 300

/** Tries a call at the node, sends it through the wallet and waits for its block. A reverted one is an error. */
export async function send(url: string, wallet: Provider, from: Address, call: Call): Promise<Hex> {
  const data = encodeFunctionData({ abi: call.abi, functionName: call.functionName, args: [...call.args] })
  const transaction = { from, to: call.to, data }
  await ask(url, 'eth_call', [transaction, 'latest'])
  const hash = (await wallet.request({ method: 'eth_sendTransaction', params: [transaction] })) as Hex
  for (let i = 0; i < MOST_WAITS; i += 1) {
    const receipt = (await ask(url, 'eth_getTransactionReceipt', [hash])) as { status: Hex } | null
    if (receipt) {
      if (receipt.status !== '0x1') throw new Error(`The contract refused it. Only gas was spent: ${hash}`)
      return hash
    }
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
  }
  throw new Error(`Not in a block yet: ${hash}. It may still go through.`)
}
