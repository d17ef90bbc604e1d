import type { Answer, Call, Fault } from './faulty-rpc'

type Log = Record<string, unknown> & { blockNumber: string; blockHash: string }
type Draw = (below: number) => number
type Change = (logs: Log[], draw: Draw) => Log[]

const OTHER_HASH = `0x${'9'.repeat(64)}`

/** How providers say that a question is too large. */
export const RANGE_REFUSALS = [
  'exceed maximum block range: 50000',
  'query returned more than 10000 results',
  'block range is too wide',
  'Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range',
  'eth_getLogs is limited to a 10,000 range: range too large',
  'response size should not greater than 10000000 bytes: limit exceeded',
] as const

const change =
  (one: (log: Log) => Partial<Log>): Change =>
  (logs, draw) => {
    const at = draw(logs.length)
    return logs.map((log, i) => (i === at ? { ...log, ...one(log) } : log))
  }

/** Wrong lists of logs: each of these was seen from a node, a balancer or a provider that limits answers. */
export const LOG_FAULTS: Record<string, Change> = {
  'repeats some': (logs, draw) => [...logs, ...logs.slice(draw(logs.length))],
  'another order': (logs) => logs.toReversed(),
  'cuts the answer': (logs, draw) => logs.slice(0, 1 + draw(logs.length)),
  'nothing at all': () => [],
  'leaves out a block': (logs, draw) => {
    const gone = logs[draw(logs.length)]?.blockNumber
    return logs.filter(({ blockNumber }) => blockNumber !== gone)
  },
  'a wrong block hash': change(() => ({ blockHash: OTHER_HASH })),
  'wrong block hashes everywhere': (logs) => logs.map((log) => ({ ...log, blockHash: OTHER_HASH })),
  'a log of another block': change(({ blockNumber }) => ({
    blockNumber: `0x${(BigInt(blockNumber) + 1n).toString(16)}`,
  })),
  'no time': (logs) => logs.map(({ blockTimestamp: _, ...log }) => log as Log),
}

const isLogs = ({ method }: Call) => method === 'eth_getLogs'
const refuse = ({ id }: Answer, message: string): Answer => ({ id, error: { code: -32_005, message } })

function badList(answer: Answer, draw: Draw): Answer {
  const logs = answer.result as Log[] | undefined
  const faults = Object.values(LOG_FAULTS)
  const fault = faults[draw(faults.length)]
  return logs && logs.length > 0 && fault ? { ...answer, result: fault(logs, draw) } : answer
}

/** A wrong hash for a block that was asked for by number. */
function badHeader(call: Call, answer: Answer): Answer {
  if (call.method !== 'eth_getBlockByNumber' || !answer.result || call.params[0] === 'latest') return answer
  return { ...answer, result: { ...(answer.result as object), hash: OTHER_HASH } }
}

/** Everything that goes wrong with nodes, one in `rarity` answers, in an order that `draw` decides. */
export function storm(draw: Draw, rarity: number, lateMs: number): Fault {
  return (call, answer) => {
    if (!isLogs(call)) {
      if (draw(rarity * 12) > 0) return answer
      return [badHeader(call, answer), 'hang up', { waitMs: draw(50), answer }, 'busy'][draw(4)] as ReturnType<Fault>
    }
    if (draw(rarity) > 0) return answer
    const luck = draw(8)
    if (luck === 0) return 'busy'
    if (luck === 1) return 'hang up'
    if (luck === 2) return { waitMs: draw(2) * lateMs, answer }
    if (luck === 3) return refuse(answer, RANGE_REFUSALS[draw(RANGE_REFUSALS.length)] ?? '')
    return badList(answer, draw)
  }
}
