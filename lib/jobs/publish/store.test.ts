import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { folderStore } from './folder-store'
import { openStore } from './open-store'
import { s3Store } from './s3-store'
import type { Store } from './store'
import { KEY_ID, REGION, type S3Server, SECRET, startS3 } from './testing/s3-server'

const text = (words: string) => new TextEncoder().encode(words)
let s3: S3Server
let folder: string

beforeAll(async () => {
  s3 = await startS3()
})
afterAll(() => s3.stop())
beforeEach(() => {
  if (folder) rmSync(folder, { recursive: true, force: true })
  folder = mkdtempSync(join(tmpdir(), 'cxpt-second-'))
  s3.objects.clear()
  s3.asked.length = 0
  s3.trouble = null
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const remote = (over: Partial<Parameters<typeof s3Store>[0]> = {}) =>
  s3Store({ url: `${s3.url}/deep/er`, keyId: KEY_ID, secret: SECRET, region: REGION, ...over })
const stores: [string, () => Store][] = [
  ['a folder', () => folderStore(join(folder, 'not', 'there', 'yet'))],
  ['a bucket', () => remote()],
]

describe.each(stores)('%s', (_, open) => {
  test('gives back what was put, says what is not there, and replaces', async () => {
    const store = open()
    expect(await store.get('1/a-1.json')).toBeNull()
    expect(await store.list('')).toEqual([])
    await store.put('1/a-1.json', text('one'))
    await store.put('1/a-1.json', text('another one'))
    expect(Buffer.from((await store.get('1/a-1.json')) ?? []).toString()).toBe('another one')
  })

  test('lists what begins so, over several pages', async () => {
    const store = open()
    for (const path of ['2/x', '1/a', '1/b/c', '1/d', '1/e.json']) await store.put(path, text(path))
    expect(await store.list('1/')).toEqual(['1/a', '1/b/c', '1/d', '1/e.json'])
  })

  test('keeps megabytes of any bytes', async () => {
    const bytes = new Uint8Array(3_000_000).map((_, i) => i % 251)
    const store = open()
    await store.put('big', bytes)
    expect(Buffer.from((await store.get('big')) ?? []).equals(Buffer.from(bytes))).toBe(true)
  })
})

test('a folder leaves no part of a file, names none that is being written, and lets nobody else read', async () => {
  const store = folderStore(folder)
  await store.put('1/a', text('a'))
  writeFileSync(join(folder, '1', '.partial-7-dead'), 'half')
  expect(await store.list('')).toEqual(['1/a'])
  expect(statSync(join(folder, '1', 'a')).mode & 0o077).toBe(0)
  mkdirSync(join(folder, '1', 'b'))
  await expect(store.put('1/b', text('b'))).rejects.toThrow()
  expect(readdirSync(join(folder, '1')).sort()).toEqual(['.partial-7-dead', 'a', 'b'])
})

test.each(['../a', '/etc/a', '1//a', '.partial-1', 'A'])('a folder takes no path like %s', async (path) => {
  await expect(folderStore(folder).put(path, text('a'))).rejects.toThrow('Not a path of ours')
})

test.each([
  ['another secret', { secret: 'wrong' }],
  ['another key', { keyId: 'AKIDOTHER' }],
  ['another region', { region: 'us-east-1' }],
])('a bucket refuses %s', async (_, over) => {
  await expect(remote(over).put('a', text('a'))).rejects.toThrow('The second place answered 403 to the writing of a.')
  await expect(remote(over).get('a')).rejects.toThrow('The second place answered 403 to the reading of a.')
  await expect(remote(over).list('')).rejects.toThrow('The second place answered 403 to a listing.')
  expect(s3.objects.size).toBe(0)
})

test.each([301, 307, 500, 503])('an answer of %i is a failure at once, and nobody is followed', async (status) => {
  s3.trouble = (_, response) => {
    response.writeHead(status, { location: `${s3.url}/elsewhere` }).end('busy')
    return true
  }
  await expect(remote().put('a', text('a'))).rejects.toThrow(`answered ${status}`)
  await expect(remote().get('a')).rejects.toThrow(`answered ${status}`)
  expect(s3.asked).toEqual(['PUT /bucket/deep/er/a', 'GET /bucket/deep/er/a'])
})

test('one that hangs up, never answers or is not there is a failure with its reason', async () => {
  s3.trouble = (request) => {
    request.socket.destroy()
    return true
  }
  await expect(remote().put('a', text('a'))).rejects.toThrow(/^The second place does not answer: /)
  s3.trouble = () => true
  await expect(remote({ timeoutMs: 200 }).get('a')).rejects.toThrow(/^The second place does not answer: .*timeout/i)
  await expect(remote({ url: 'http://127.0.0.1:9/bucket' }).get('a')).rejects.toThrow(
    'The second place does not answer: ',
  )
})

test('an answer that is cut off is a failure, not a shorter object', async () => {
  s3.trouble = (_, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('half')
    setTimeout(() => response.destroy(), 50)
    return true
  }
  await expect(remote().get('a')).rejects.toThrow('The second place does not answer')
})

test('which store it is follows from the setting, and its name has no secret', () => {
  const settings = { SECOND_PLACE_KEY_ID: KEY_ID, SECOND_PLACE_SECRET: SECRET, SECOND_PLACE_REGION: REGION }
  expect(openStore({ ...settings, SECOND_PLACE: undefined })).toBeUndefined()
  expect(openStore({ ...settings, SECOND_PLACE: '/mnt/second' })?.place).toBe('/mnt/second')
  expect(openStore({ ...settings, SECOND_PLACE: 'https://store.example/bucket/' })?.place).toBe(
    'https://store.example/bucket/',
  )
  expect(() =>
    openStore({ ...settings, SECOND_PLACE: 'https://store.example/bucket', SECOND_PLACE_SECRET: undefined }),
  ).toThrow('needs a key id and a secret')
})
