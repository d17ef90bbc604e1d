import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { intoFolder, intoNothing } from './output'

const dir = mkdtempSync(join(tmpdir(), 'cxpt-output-'))
afterAll(() => rmSync(dir, { recursive: true }))

/** Short and long ones, text of one to four bytes a character, and bytes: more than all pieces under way hold. */
const PIECES: (string | Uint8Array)[] = [
  'a,b\r\n',
  'ü€𝄞 ',
  new Uint8Array(700_001).fill(7),
  '€'.repeat(100_000),
  ...Array.from({ length: 400 }, (_, i) => `${i};`.repeat(5_000)),
  new Uint8Array(0),
  '',
]
const WHOLE = Buffer.concat(PIECES.map((piece) => Buffer.from(piece as string)))
const SHA256 = createHash('sha256').update(WHOLE).digest('hex')

test.each([
  ['a folder', intoFolder(dir)],
  ['nothing', intoNothing],
])(
  'a file into %s has the size and the hash of what was pushed, beside one that grows at the same time',
  async (_, target) => {
    const [file, other] = await Promise.all([target('file.csv'), target('other.csv')])
    for (const piece of PIECES) {
      file.push(piece)
      other.push('x', 'latin1')
      await Promise.all([file.flush(), other.flush()])
    }
    expect(await file.end()).toEqual({ name: 'file.csv', rows: 0, bytes: WHOLE.length, sha256: SHA256 })
    expect((await other.end()).bytes).toBe(PIECES.length)
    await Promise.all([file.close(), other.close()])
  },
)

test('the bytes of a folder are what was pushed', () => {
  expect(readFileSync(join(dir, 'file.csv')).equals(WHOLE)).toBe(true)
})

test('a file that is not ended never has its name', async () => {
  const file = await intoFolder(dir)('half.csv')
  file.push('half')
  await file.close()
  expect(existsSync(join(dir, 'half.csv'))).toBe(false)
})

test('a folder that is not there is refused with the code of the file system, and the next file is written', async () => {
  await expect(intoFolder(join(dir, 'nowhere'))('a.csv')).rejects.toMatchObject({ code: 'ENOENT' })
  const file = await intoFolder(dir)('next.csv')
  file.push('next')
  expect((await file.end()).bytes).toBe(4)
  await file.close()
})
