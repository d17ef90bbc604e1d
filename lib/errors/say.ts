import { AppError } from './app-error'
import { readChain } from './from-chain'
import type { ErrorCode } from './table'

export type Said = { code: ErrorCode; status: number; say: string }

/** Anything thrown as what may leave the server: never a raw message, a stack or SQL. */
export function sayError(error: unknown): Said {
  const { code, status, say } = toAppError(error)
  return { code, status, say }
}

/** RFC 9457, with our `code` and `say`; `errors` names each field of an input that was refused. */
export type Problem = Said & {
  type: string
  title: string
  detail: string
  errors?: { field: string; say: string }[]
}

const FIELDS_SAID = 20

export function problemOf(error: unknown): Problem {
  const said = sayError(error)
  const errors = fieldsOf(error)
  return {
    type: `urn:cxpt:problem:${said.code.toLowerCase().replaceAll('_', '-')}`,
    title: said.code,
    detail: said.say,
    ...said,
    ...(errors.length > 0 ? { errors } : {}),
  }
}

/** The refused fields of a schema's failure. Sentences of our schemas are for people; nothing of the input is repeated. */
function fieldsOf(error: unknown): { field: string; say: string }[] {
  if (!isRecord(error) || !Array.isArray(error.issues)) return []
  return (error.issues as unknown[]).slice(0, FIELDS_SAID).flatMap((issue) => {
    if (!isRecord(issue) || !Array.isArray(issue.path)) return []
    return [{ field: issue.path.map(String).join('.'), say: String(issue.message ?? 'cannot be used') }]
  })
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
