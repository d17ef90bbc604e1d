type Fields = { msg: string; chain_id?: number; block?: string; [key: string]: unknown }

/** Structured log: objects with `msg`, `chain_id`, `block`, `duration`. A pino logger fits. `alarm: true` asks for a person. */
export type Log = Record<'debug' | 'info' | 'warn' | 'error', (fields: Fields) => void>

export const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} }

export const sayError = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : `${error}`
