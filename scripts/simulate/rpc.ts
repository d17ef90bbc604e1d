export type RpcCall = { method: string; params: unknown[] }

/** The node answered, and the answer is an error: asking again would not help. */
export class RpcError extends Error {
  constructor(
    readonly method: string,
    readonly code: number,
    message: string,
    readonly data: unknown,
  ) {
    super(`${method}: ${message}`)
  }
}

/** The node did not answer. */
export class RpcAway extends Error {}

/** What the node did or did not answer, however deep viem wrapped it; null for an error of another kind. */
export function troubleIn(error: unknown): RpcAway | RpcError | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof RpcAway || at instanceof RpcError) return at
  }
  return null
}

type Answer = { id: number; result?: unknown; error?: { code: number; message: string; data?: unknown } }

/** JSON-RPC over HTTP without retries: who calls knows whether asking twice is harmless. */
export class Rpc {
  private lastId = 0

  constructor(readonly url: string) {}

  async call<T>(method: string, params: unknown[] = []): Promise<T> {
    const id = ++this.lastId
    const answer = (await this.post({ jsonrpc: '2.0', id, method, params })) as Answer
    return resultOf(answer, method) as T
  }

  /** One request for many calls; answers in the order of the calls. The node may work on them in any order. */
  async batch<T>(calls: readonly RpcCall[]): Promise<T[]> {
    const answers = await this.batchSettled(calls)
    return answers.map((answer) => {
      if (answer.status === 'rejected') throw answer.reason
      return answer.value as T
    })
  }

  /** The same, each call with an outcome of its own. */
  async batchSettled(calls: readonly RpcCall[]): Promise<PromiseSettledResult<unknown>[]> {
    if (calls.length === 0) return []
    const first = this.lastId + 1
    this.lastId += calls.length
    const body = calls.map((call, i) => ({ jsonrpc: '2.0', id: first + i, ...call }))
    const answers = (await this.post(body)) as Answer[]
    if (!Array.isArray(answers)) throw new RpcError('batch', 0, JSON.stringify(answers), null)
    const byId = new Map(answers.map((answer) => [answer.id, answer]))
    return calls.map(({ method }, i) => {
      try {
        return { status: 'fulfilled', value: resultOf(byId.get(first + i), method) }
      } catch (reason) {
        return { status: 'rejected', reason }
      }
    })
  }

  private async post(body: unknown): Promise<unknown> {
    let response: Response
    try {
      response = await fetch(this.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return await response.json()
    } catch (error) {
      throw new RpcAway(`the RPC at ${this.url} does not answer`, { cause: error })
    }
  }
}

function resultOf(answer: Answer | undefined, method: string): unknown {
  if (!answer) throw new RpcError(method, 0, 'no answer', null)
  if (answer.error) throw new RpcError(method, answer.error.code, answer.error.message, answer.error.data)
  return answer.result
}

/** Asks again until the node is there, at most `limitMs` (Infinity waits for ever) in steps of half a second. */
export async function untilAnswered<T>(ask: () => Promise<T>, limitMs: number, onWait: () => void): Promise<T> {
  const started = Date.now()
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask()
    } catch (error) {
      if (!(troubleIn(error) instanceof RpcAway) || Date.now() - started > limitMs) throw error
      if (attempt === 0) onWait()
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}
