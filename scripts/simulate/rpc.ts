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

type Answer = { id: number; result?: unknown; error?: { code: number; message: string; data?: unknown } }

/** JSON-RPC over HTTP without retries: who calls knows whether asking twice is harmless. */
export class Rpc {
  private lastId = 0

  constructor(
    readonly url: string,
    private readonly signal?: AbortSignal,
  ) {}

  async call<T>(method: string, params: unknown[] = []): Promise<T> {
    const id = ++this.lastId
    const answer = (await this.post({ jsonrpc: '2.0', id, method, params })) as Answer
    return resultOf(answer, method) as T
  }

  /** One request for many calls; answers in the order of the calls. The node may work on them in any order. */
  async batch<T>(calls: readonly RpcCall[]): Promise<T[]> {
    if (calls.length === 0) return []
    const first = this.lastId + 1
    this.lastId += calls.length
    const body = calls.map((call, i) => ({ jsonrpc: '2.0', id: first + i, ...call }))
    const answers = (await this.post(body)) as Answer[]
    if (!Array.isArray(answers)) throw new RpcError('batch', 0, JSON.stringify(answers), null)
    const byId = new Map(answers.map((answer) => [answer.id, answer]))
    return calls.map(({ method }, i) => resultOf(byId.get(first + i), method) as T)
  }

  private async post(body: unknown): Promise<unknown> {
    let response: Response
    try {
      response = await fetch(this.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: this.signal ?? null,
      })
      return await response.json()
    } catch (error) {
      if (this.signal?.aborted) throw this.signal.reason
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
      if (!(error instanceof RpcAway) || Date.now() - started > limitMs) throw error
      if (attempt === 0) onWait()
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}
