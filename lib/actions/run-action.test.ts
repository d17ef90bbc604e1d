import { notFound, redirect } from 'next/navigation'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '../errors/app-error'
import { runAction } from './run-action'

test('what an action makes is handed over', async () => {
  expect(await runAction(async () => ({ wei: 5n }))).toEqual({ ok: true, data: { wei: 5n } })
})

test.each<[string, () => Promise<unknown>, string, string]>([
  [
    'an error of the table is said',
    async () => {
      throw new AppError('FORBIDDEN', { role: 'PARAMS' })
    },
    'FORBIDDEN',
    'Your wallet does not hold the role this needs: PARAMS.',
  ],
  [
    'input that does not parse is said by its field, without the parser’s words',
    async () => z.object({ month: z.string() }).parse({ month: 5 }),
    'BAD_INPUT',
    'This input cannot be used: month.',
  ],
  [
    'a database that is away is said',
    async () => {
      throw Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' })
    },
    'DATABASE_AWAY',
    'The ledger’s database does not answer now. Nothing was lost; try again in a moment.',
  ],
  [
    'anything else keeps its words to itself',
    async () => {
      throw new Error('select secret from users')
    },
    'UNEXPECTED',
    'Something failed that should not have. It was reported; try again.',
  ],
])('%s', async (_, act, code, say) => {
  expect(await runAction(act)).toEqual({ ok: false, code, say })
})

test('redirects and "not found" are Next’s own and go on', async () => {
  await expect(runAction(async () => redirect('/plans'))).rejects.toThrow('NEXT_REDIRECT')
  await expect(runAction(async () => notFound())).rejects.toThrow('NEXT_HTTP_ERROR_FALLBACK;404')
})
