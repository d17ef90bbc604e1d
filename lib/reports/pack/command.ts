import { parseArgs } from 'node:util'
import { parseQuarter, type Quarter } from '../../domain/quarter'
import { parseYear } from '../../domain/year'
import { AppError } from '../../errors/app-error'
import { UsageError } from '../command'
import type { WrittenBundle } from './bundle'

const PACK_USAGE = 'Usage: npm run pack -- YYYY-Qn --out DIR [--sample N]'
const REVIEW_USAGE = 'Usage: npm run review -- YYYY --out DIR'

/** Payments that are traced at most: each asks the node for a receipt. */
const MOST_SAMPLE = 500

type Texts = { text: string; out: string; sample: string | undefined }

function read(args: readonly string[], usage: string, hasSample: boolean): Texts {
  const string = { type: 'string' } as const
  const options = { out: string, sample: string }
  let parsed: { values: { out?: string; sample?: string }; positionals: string[] }
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}. ${usage}`)
  }
  const [text, ...more] = parsed.positionals
  if (text === undefined) throw new UsageError(usage)
  if (more.length > 0) throw new UsageError(`One period at a time. ${usage}`)
  const { out, sample } = parsed.values
  if (!out) throw new UsageError(`Say where to write. ${usage}`)
  if (sample !== undefined && !hasSample) throw new UsageError(`There is no option --sample. ${usage}`)
  return { text, out, sample }
}

export type PackArguments = { quarter: Quarter; out: string; sample: number | null }

export function parsePackArguments(args: readonly string[]): PackArguments {
  const { text, out, sample } = read(args, PACK_USAGE, true)
  const quarter = parseQuarter(text)
  if (!quarter) throw new AppError('BAD_QUARTER', { value: text })
  if (sample === undefined) return { quarter, out, sample: null }
  const size = /^\d{1,4}$/.test(sample) ? Number(sample) : 0
  if (size < 1 || size > MOST_SAMPLE) throw new UsageError(`A sample has 1 to ${MOST_SAMPLE} payments. ${PACK_USAGE}`)
  return { quarter, out, sample: size }
}

export type ReviewArguments = { year: number; out: string }

export function parseReviewArguments(args: readonly string[]): ReviewArguments {
  const { text, out } = read(args, REVIEW_USAGE, false)
  const year = parseYear(text)
  if (year === null) throw new AppError('BAD_YEAR', { value: text })
  return { year, out }
}

/** What was written, file by file. */
export function bundleText({ fileName, bytes, sha256, files }: WrittenBundle, out: string): string {
  const width = Math.max(...files.map(({ name }) => name.length))
  const lines = files.map(
    (file) => `  ${file.name.padEnd(width)}  ${String(file.bytes).padStart(11)} bytes  ${file.sha256}`,
  )
  return [...lines, '', `${out}/${fileName}  ${bytes} bytes`, `SHA-256 ${sha256}`].join('\n')
}
