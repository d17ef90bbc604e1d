import { UserRejectedRequestError } from 'viem'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import * as mini from 'zod/mini'
import { AppError } from './app-error'
import { problemOf, sayError } from './say'

describe('sayError', () => {
  test('says an AppError as it is', () => {
    expect(sayError(new AppError('BAD_MONTH', { value: '2026-13' }))).toEqual({
      code: 'BAD_MONTH',
      status: 400,
      say: '“2026-13” is not a month: YYYY-MM, as in 2026-10.',
    })
  })

  test('says a failure of the chain or the wallet', () => {
    expect(sayError(new UserRejectedRequestError(new Error('no'))).code).toBe('TX_REJECTED')
  })

  test.each([
    ['zod', z.object({ split: z.object({ burn: z.number() }) }).safeParse({ split: { burn: 'x' } }).error],
    [
      'zod/mini',
      mini.object({ split: mini.object({ burn: mini.number() }) }).safeParse({ split: { burn: 'x' } }).error,
    ],
  ])('names the field that %s refused, without its message', (_, error) => {
    expect(sayError(error)).toEqual({
      code: 'BAD_INPUT',
      status: 400,
      say: 'This input cannot be used: split.burn.',
    })
  })

  test('names no field when the whole input was refused', () => {
    expect(sayError(z.string().safeParse(1).error).say).toBe('This input cannot be used.')
  })

  test.each([
    ['a refused connection', Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' })],
    ['a server that shuts down', Object.assign(new Error('terminating connection'), { code: '57P01' })],
    ['too many connections', Object.assign(new Error('too many clients'), { code: '53300' })],
    ['a connection that broke', new Error('Connection terminated unexpectedly')],
    [
      'a query builder around it',
      new Error('Failed query: select 1', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) }),
    ],
  ])('the database is away: %s', (_, error) => {
    expect(sayError(error)).toEqual({
      code: 'DATABASE_AWAY',
      status: 503,
      say: 'The ledger’s database does not answer now. Nothing was lost; try again in a moment.',
    })
  })

  test.each([
    ['SQL', Object.assign(new Error('relation "secret" does not exist'), { code: '42P01' })],
    ['a bug', new TypeError('x is undefined')],
    ['a text', 'password=hunter2'],
    ['nothing', undefined],
  ])('never lets %s out', (_, error) => {
    expect(sayError(error)).toEqual({
      code: 'UNEXPECTED',
      status: 500,
      say: 'Something failed that should not have. It was reported; try again.',
    })
  })
})

describe('problemOf', () => {
  test('has the members of RFC 9457 beside our code and sentence', () => {
    expect(problemOf(new AppError('BAD_MONTH', { value: 'x' }))).toEqual({
      type: 'urn:cxpt:problem:bad-month',
      title: 'BAD_MONTH',
      status: 400,
      detail: '“x” is not a month: YYYY-MM, as in 2026-10.',
      code: 'BAD_MONTH',
      say: '“x” is not a month: YYYY-MM, as in 2026-10.',
    })
  })

  test('names every refused field of a schema, and nothing of the input', () => {
    const schema = z.object({ units: z.number('must be a whole number'), at: z.string() })
    const { error } = schema.safeParse({ units: 'secret', at: 7 })
    const problem = problemOf(error)
    expect(problem.errors?.map(({ field }) => field)).toEqual(['units', 'at'])
    expect(problem.errors?.[0]?.say).toBe('must be a whole number')
    expect(JSON.stringify(problem)).not.toContain('secret')
  })

  test('an unknown failure tells nothing', () => {
    const problem = problemOf(new Error('select secret from users'))
    expect(problem).toMatchObject({ code: 'UNEXPECTED', status: 500 })
    expect(JSON.stringify(problem)).not.toContain('secret')
  })
})
