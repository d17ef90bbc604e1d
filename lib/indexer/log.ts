type Fields = { msg: string; chain_id?: number; block?: string; [key: string]: unknown }

/** Structured log: objects with `msg`, `chain_id`, `block`, `duration`. A pino logger fits. `alarm: true` asks for a person. */
export type Log = Record<'debug' | 'info' | 'warn' | 'error', (fields: Fields) => void>

export const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} }

/** One line: viem's long messages carry the whole request, which may name a URL with a key. */
export function sayError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { name, message } = error
  if (!('shortMessage' in error)) return `${name}: ${message}`
  const details = 'details' in error && typeof error.details === 'string' ? ` ${error.details}` : ''
  const status = 'status' in error && error.status !== undefined ? ` (${String(error.status)})` : ''
  return `${name}: ${String(error.shortMessage)}${details}${status}`
}
