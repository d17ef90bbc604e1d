import type { Month } from '../domain/month'
import { parseMonth } from '../domain/month'
import { AppError } from '../errors/app-error'
import type { Gate } from './gate'
import type { WrittenReport } from './write'

export const USAGE = 'Usage: npm run report -- YYYY-MM --out DIR [--chart FILE] [--supersedes DIR --reason TEXT]'

/** The arguments make no sense; `message` is for a person. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/**
 * `chart`: a JSON file with the codes and names of the client's books. `supersedes`: the folder of the report that this one replaces, and why.
 */
export type ReportArguments = {
  month: Month
  out: string
  chart: string | null
  supersedes: { dir: string; reason: string } | null
}

const OPTIONS = ['out', 'chart', 'supersedes', 'reason'] as const
type Option = (typeof OPTIONS)[number]

/** Options with their values, `--name value` or `--name=value`, and what is no option. */
function split(args: readonly string[]): { options: Partial<Record<Option, string>>; texts: string[] } {
  const rest = [...args]
  const options: Partial<Record<Option, string>> = {}
  const texts: string[] = []
  while (rest.length > 0) {
    const arg = rest.shift() ?? ''
    const [, name = '', value] = /^--([a-z]+)(?:=([\s\S]*))?$/.exec(arg) ?? []
    const option = OPTIONS.find((one) => one === name)
    if (option) options[option] = value ?? rest.shift() ?? ''
    else if (arg.startsWith('-')) throw new UsageError(`There is no option ${arg}. ${USAGE}`)
    else texts.push(arg)
  }
  return { options, texts }
}

export function parseReportArguments(args: readonly string[]): ReportArguments {
  const { options, texts } = split(args)
  const [text, ...more] = texts
  if (more.length > 0) throw new UsageError(`One month at a time. ${USAGE}`)
  if (text === undefined) throw new UsageError(USAGE)
  const month = parseMonth(text)
  if (!month) throw new AppError('BAD_MONTH', { value: text })
  const { out, chart, supersedes, reason } = options
  if (!out) throw new UsageError(`Say where to write. ${USAGE}`)
  if (chart === '') throw new UsageError(`Say which chart of accounts. ${USAGE}`)
  if (supersedes === undefined && reason === undefined) return { month, out, chart: chart ?? null, supersedes: null }
  if (!supersedes) throw new UsageError(`Say which report is replaced. ${USAGE}`)
  if (!reason?.trim()) throw new UsageError(`Say why the report is replaced. ${USAGE}`)
  return { month, out, chart: chart ?? null, supersedes: { dir: supersedes, reason: reason.trim() } }
}

/** The gate that only a second generation can pass. */
export function sameBytes(
  first: WrittenReport,
  second: WrittenReport,
): { title: string; state: Gate['state']; detail: string } {
  const again = new Map(second.files.map(({ name, sha256 }) => [name, sha256]))
  const other = first.files.find(({ name, sha256 }) => again.get(name) !== sha256)
  const isSame = !other && first.manifest.sha256 === second.manifest.sha256
  return {
    title: 'Two generations, same bytes',
    state: isSame ? 'passed' : 'failed',
    detail: isSame ? '' : `${other?.name ?? first.manifest.name} came out different`,
  }
}

const MARKS: Record<Gate['state'], string> = { passed: 'passed ', failed: 'FAILED ', waiting: 'waiting' }

/** Gates, then files with their size and SHA-256, in columns. */
export function reportText(written: WrittenReport, extra: readonly Pick<Gate, 'title' | 'state' | 'detail'>[]): string {
  const gates = [...written.gates, ...extra].map(
    ({ title, state, detail }) => `  ${MARKS[state]}  ${title}${detail ? `: ${detail}` : ''}`,
  )
  const files = [...written.files, written.manifest]
  const width = Math.max(...files.map(({ name }) => name.length))
  const lines = files.map(({ name, bytes, rows, sha256 }) => {
    const count = name.endsWith('.csv') ? `${rows} rows` : ''
    return `  ${name.padEnd(width)}  ${String(bytes).padStart(11)} bytes  ${count.padStart(13)}  ${sha256}`
  })
  return ['Gates', ...gates, '', 'Files', ...lines, '', `Data root ${written.dataRoot}`].join('\n')
}
