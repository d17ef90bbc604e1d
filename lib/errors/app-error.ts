import { render, type Values } from './render'
import { ERRORS, type ErrorCode } from './table'

/** A failure we know: a code of the table, and the raw values its sentence needs. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly values: Values

  constructor(code: ErrorCode, values: Values = {}, options?: { cause?: unknown }) {
    super(`${code}: ${render(ERRORS[code].say, values)}`, options)
    this.code = code
    this.values = values
  }

  get status(): number {
    return ERRORS[this.code].status
  }

  /** The sentence a person reads. */
  get say(): string {
    return render(ERRORS[this.code].say, this.values)
  }
}
