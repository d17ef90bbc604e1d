import { expect, test } from 'vitest'
import { AppError } from '@/lib/errors/app-error'
import { csvAnswer } from './csv-answer'

async function* pagesOf(pages: string[][]): AsyncGenerator<string[]> {
  yield* pages
}

test('all pages are in the file, formulas are text and numbers stay numbers', async () => {
  const answer = await csvAnswer({
    name: 'x',
    head: ['what', 'wei'],
    pages: pagesOf([
      ['=1+1', 'a,b'],
      ['-5.25', '@sum'],
    ]),
    lineOf: (text) => [text, '-7'],
  })
  expect(await answer.text()).toBe('what,wei\r\n\'=1+1,-7\r\n"a,b",-7\r\n-5.25,-7\r\n\'@sum,-7\r\n')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="x.csv"')
})

test('no rows: the header alone', async () => {
  const answer = await csvAnswer({ name: 'x', head: ['a'], pages: pagesOf([]), lineOf: (text) => [text] })
  expect(await answer.text()).toBe('a\r\n')
})

const answers = 0 as number
test('a refusal is an answer with its status, not half a file', async () => {
  async function* refused(): AsyncGenerator<string[]> {
    if (answers === 0) throw new AppError('SIGNED_OUT')
    yield []
  }
  const answer = await csvAnswer({ name: 'x', head: ['a'], pages: refused(), lineOf: (text) => [text] })
  expect(answer.status).toBe(401)
  expect(await answer.json()).toMatchObject({ code: 'SIGNED_OUT' })
})
