import type { UsageCost } from './plan-comparison'
import { chargeNano, type UnitPrices } from './price'
import { isCovered, isService, SERVICES, type Service } from './service'

/** A kind of request: units of one of them, and how many in 30 days. */
export type Workload = { service: Service; inputUnits: bigint; outputUnits: bigint; times: bigint }

export type LineProblem = 'service' | 'fields' | 'number' | 'text' | 'large'
/** `line` counts from 1, empty lines and comments included. */
export type ParsedLine = { line: number } & ({ ok: true; load: Workload } | { ok: false; problem: LineProblem })

/** Lines of one estimate: more would be a file for the API. */
export const MOST_LINES = 200
/** Of units and of requests: far above what a month of the market serves. */
const MOST = 10n ** 12n
/** Characters of a token in text, on average; an estimate, and said to be one. */
const CHARACTERS_A_TOKEN = 4n

/**
 * Reads a pasted workload, a kind of request a line: `service, input, output, times`. Input and output are units, with or without thousands
 * separators `_`, or text in double quotes whose tokens are estimated; output and times may be left out (0 and 1). `#` begins a comment.
 */
export function parseWorkload(text: string): ParsedLine[] {
  return text
    .split(/\r?\n/)
    .map((raw, index) => ({ line: index + 1, raw: raw.trim() }))
    .filter(({ raw }) => raw !== '' && !raw.startsWith('#'))
    .slice(0, MOST_LINES)
    .map(({ line, raw }) => ({ line, ...parseLine(raw) }))
}

type Read = { ok: true; load: Workload } | { ok: false; problem: LineProblem }
const no = (problem: LineProblem): Read => ({ ok: false, problem })

function parseLine(raw: string): Read {
  const fields = fieldsOf(raw)
  if (!fields) return no('text')
  const [name = '', ...rest] = fields
  const service = name.toLowerCase()
  if (!isService(service)) return no('service')
  if (rest.length < 1 || rest.length > 3) return no('fields')
  const [inputUnits, outputUnits, times] = [unitsOf(rest[0] ?? ''), unitsOf(rest[1] ?? '0'), unitsOf(rest[2] ?? '1')]
  if (inputUnits === null || outputUnits === null || times === null) return no('number')
  if ([inputUnits, outputUnits, times].some((value) => value > MOST)) return no('large')
  return { ok: true, load: { service, inputUnits, outputUnits, times } }
}

/** Splits at commas, semicolons or tabs outside double quotes; `""` inside stands for one. Null when a quote is not closed. */
function fieldsOf(raw: string): string[] | null {
  const fields: string[] = []
  const pattern = /\s*("(?:[^"]|"")*"|[^,;\t"]*)\s*([,;\t]|$)/y
  while (pattern.lastIndex < raw.length) {
    const match = pattern.exec(raw)
    if (!match) return null
    fields.push((match[1] ?? '').trim())
    if (match[2] === '') break
  }
  return fields
}

function unitsOf(field: string): bigint | null {
  if (field.startsWith('"')) return tokensOf(field.slice(1, -1).replaceAll('""', '"'))
  const digits = field.replaceAll(/[_\s]/g, '')
  return /^\d{1,18}$/.test(digits) ? BigInt(digits) : null
}

/** Tokens of a text, estimated: a quarter of its characters, rounded up. */
export function tokensOf(text: string): bigint {
  const characters = BigInt([...text].length)
  return (characters + CHARACTERS_A_TOKEN - 1n) / CHARACTERS_A_TOKEN
}

export type PriceList = Partial<Record<Service, UnitPrices>>

/** nano-USD of a line in 30 days, each request rounded as a receipt is; null while its service has no price. */
export function costOf({ service, inputUnits, outputUnits, times }: Workload, prices: PriceList): bigint | null {
  const price = prices[service]
  return price ? chargeNano({ inputUnits, outputUnits }, price) * times : null
}

/** All lines together, as plans are compared by; lines without a price count for nothing. */
export function sumWorkload(loads: readonly Workload[], prices: PriceList): UsageCost {
  const sum = { tokens: 0n, tokensNano: 0n, othersNano: 0n }
  for (const load of loads) {
    const cost = costOf(load, prices) ?? 0n
    if (isCovered(load.service)) {
      sum.tokens += (load.inputUnits + load.outputUnits) * load.times
      sum.tokensNano += cost
    } else sum.othersNano += cost
  }
  return sum
}

/** Names for whoever writes a line. */
export const WORKLOAD_SERVICES: readonly string[] = SERVICES
