import { AppError } from './app-error'
import { readChain } from './from-chain'
import type { ErrorCode } from './table'

export type Said = { code: ErrorCode; status: number; say: string }

/** Anything thrown as what may leave the server: never a raw message, a stack or SQL. */
export function sayError(error: unknown): Said {
  const { code, status, say } = toAppError(error)
  return { code, status, say }
}

export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  return readInput(error) ?? readDatabase(error) ?? readChain(error) ?? new AppError('UNEXPECTED', {}, { cause: error })
}

/** Zod's failures by their shape: `zod` and `zod/mini` differ in class. Only the field's path is said, the message is not for people. */
function readInput(error: unknown): AppError | null {
  if (!isRecord(error) || !Array.isArray(error.issues)) return null
  const [issue] = error.issues as unknown[]
  const path = isRecord(issue) && Array.isArray(issue.path) ? issue.path.map(String).join('.') : ''
  return new AppError('BAD_INPUT', { field: path || undefined }, { cause: error })
}

/** SQLSTATE classes: 08 connection, 53 resources, 57P shutdown. Socket codes of a server that is not there. */
const AWAY_STATE = /^(08|53|57P)/
const AWAY_SOCKET = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN']
const AWAY_MESSAGE =
  /connection terminated|timeout exceeded when trying to connect|cannot use a pool after calling end/i

/** The driver's failures. viem's own requests never surface a bare socket error, so one that does is the database's. */
function readDatabase(error: unknown): AppError | null {
  let node: unknown = error
  for (let depth = 0; isRecord(node) && depth < 8; depth++) {
    if (String(node.name).includes('Request')) return null
    const code = typeof node.code === 'string' ? node.code : ''
    const message = typeof node.message === 'string' ? node.message : ''
    const isAway =
      AWAY_SOCKET.includes(code) || (code.length === 5 && AWAY_STATE.test(code)) || AWAY_MESSAGE.test(message)
    if (isAway) return new AppError('DATABASE_AWAY', {}, { cause: error })
    node = node.cause
  }
  return null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
