import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { raiseAlert } from '../db/alert-rows'
import type { Connection } from '../db/connect'
import type { Delivery } from '../db/delivery-rows'
import { SILENT } from '../indexer/log'
import type { JobContext } from './context'
import { deliverAlerts } from './deliver'
import { type EmailSettings, emailChannel, isEncrypted } from './email'

const ALERT: Delivery = {
  id: 'b7e2',
  key: 'oracle-age',
  severity: 'warning',
  say: 'The price is old.',
  detail: {},
  openedAt: new Date('2026-11-02T12:00:00Z'),
  tries: 0,
}
type Mail = { from: string; to: string[]; raw: string }
let smtp: SMTPServer | Server | undefined
let mails: Mail[]

beforeEach(() => {
  mails = []
})
afterEach(async () => {
  await new Promise<void>((done) => (smtp ? smtp.close(() => done()) : done()))
  smtp = undefined
})

/** A real mail server on loopback; `STARTTLS` and `AUTH` are off unless given. */
async function receive(options: SMTPServerOptions = {}): Promise<string> {
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    closeTimeout: 50,
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : ''
        mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(parts).toString() })
        done()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  smtp = server
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
}

const channel = (url: string, over: Partial<EmailSettings> = {}) =>
  emailChannel({
    url,
    from: 'alerts@console.example',
    to: 'staff@console.example',
    origin: 'https://console.example',
    ...over,
  })
/** Name and value of each header of a mail, folded lines put together. */
const headersOf = ({ raw }: Mail) => (raw.split('\r\n\r\n')[0] ?? '').replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')

test('an alert is one mail with what happened, since when, and where to look', async () => {
  await channel(await receive()).send(ALERT)
  expect(mails).toHaveLength(1)
  const [mail] = mails as [Mail]
  expect([mail.from, mail.to]).toEqual(['alerts@console.example', ['staff@console.example']])
  expect(headersOf(mail)).toEqual(
    expect.arrayContaining([
      'Subject: CXPT warning: The price is old.',
      'Message-ID: <b7e2@console.example>',
      'Auto-Submitted: auto-generated',
      'X-Cxpt-Alert: b7e2',
    ]),
  )
  expect(mail.raw).toContain('Since 2 Nov 2026, 12:00 UTC. Kind: oracle-age. Number: b7e2.')
  expect(mail.raw).toContain('https://console.example/status')
})

test.each([
  ['a line break and a header', 'Down.\r\nBcc: evil@example.org'],
  ['a bare line feed', 'Down.\nBcc: evil@example.org'],
  ['a break that Unicode knows', 'Down.\u2028Bcc: evil@example.org\u0085X-Evil: 1'],
  ['a whole other mail', 'Down.\r\n.\r\nMAIL FROM:<evil@example.org>\r\nRCPT TO:<evil@example.org>\r\nDATA\r\n\r\nHi'],
])('%s in an alert makes no other header, receiver or mail', async (_, say) => {
  await channel(await receive()).send({ ...ALERT, say })
  expect(mails.map(({ from, to }) => [from, to])).toEqual([['alerts@console.example', ['staff@console.example']]])
  const [mail] = mails as [Mail]
  const names = headersOf(mail).map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
  expect(names.sort()).toEqual(
    [
      'auto-submitted',
      'content-transfer-encoding',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
      'x-cxpt-alert',
    ].sort(),
  )
})

describe('a failure says what it stood at, and no address:', () => {
  const refusing = (code: number) =>
    Object.assign(new Error('staff@console.example is not here'), { responseCode: code })
  test.each([
    [
      'the receiver',
      { onRcptTo: (_: unknown, __: unknown, done: (e: Error) => void) => done(refusing(550)) },
      'answered 550 at RCPT TO',
    ],
    [
      'the sender',
      { onMailFrom: (_: unknown, __: unknown, done: (e: Error) => void) => done(refusing(451)) },
      'answered 451 at MAIL FROM',
    ],
    [
      'the connection',
      { onConnect: (_: unknown, done: (e: Error) => void) => done(refusing(421)) },
      'answered 421 at CONN',
    ],
  ] as [string, SMTPServerOptions, string][])('%s is refused', async (_, options, words) => {
    const failure = await channel(await receive(options))
      .send(ALERT)
      .catch((error: Error) => error.message)
    expect(failure).toContain(`The mail server ${words}`)
    expect(failure).not.toContain('@')
    expect(mails).toEqual([])
  })

  test('the mail is refused after it was sent', async () => {
    const url = await receive({
      onData(stream, _, done) {
        stream.resume()
        stream.on('end', () => done(refusing(554)))
      },
    })
    await expect(channel(url).send(ALERT)).rejects.toThrow('The mail server answered 554 at DATA')
  })

  test('nobody listens', async () => {
    await expect(channel('smtp://127.0.0.1:9').send(ALERT)).rejects.toThrow('does not answer at CONN: ESOCKET')
  })

  test.each([
    ['never greets', { stepMs: 200, wholeMs: 5_000 }, 'does not answer at CONN: ETIMEDOUT'],
    ['never greets, as a whole', { stepMs: 60_000, wholeMs: 200 }, 'does not answer: EABORT'],
  ])('a server that %s', async (_, timeouts, words) => {
    const silent = createServer(() => {})
    smtp = silent
    await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready))
    const url = `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`
    await expect(channel(url, { timeouts }).send(ALERT)).rejects.toThrow(words)
  })

  test('a wrong password', async () => {
    const url = await receive({
      disabledCommands: ['STARTTLS'],
      onAuth: ({ username, password }, _, done) =>
        username === 'us@er' && password === 'p/w' ? done(null, { user: 1 }) : done(new Error('no')),
    })
    await channel(url.replace('//', '//us%40er:p%2Fw@')).send(ALERT)
    await expect(channel(url.replace('//', '//us%40er:wrong@')).send(ALERT)).rejects.toThrow(/answered 535 at AUTH/)
    expect(mails).toHaveLength(1)
  })
})

test('a server that does not encrypt gets nothing where it must', async () => {
  const url = await receive()
  await expect(channel(url, { isEncrypted: true }).send(ALERT)).rejects.toThrow(/^The mail server/)
  expect(mails).toEqual([])
  expect(isEncrypted(url)).toBe(false)
  expect(isEncrypted('smtp://mail.example:587')).toBe(true)
  expect(isEncrypted('smtp://localhost.example')).toBe(true)
})

test('a server whose certificate nobody signed gets nothing', async () => {
  const url = await receive({ disabledCommands: ['AUTH'] })
  await expect(channel(url, { isEncrypted: true }).send(ALERT)).rejects.toThrow(/^The mail server/)
  expect(mails).toEqual([])
})

describe('as one way of the outbox', () => {
  let server: TestServer
  let c: Connection
  beforeAll(async () => {
    server = await startTestServer()
    c = await server.open('mails')
  })
  afterAll(() => server?.stop())
  beforeEach(() => c.pool.query('truncate alerts, alert_deliveries'))

  const deliver = (...channels: JobContext['channels'] & object) =>
    deliverAlerts({ db: c.db, channels, log: SILENT } as unknown as JobContext)
  const raise = () => raiseAlert(c.db, { key: 'failed x', severity: 'critical', say: 'x failed' })
  const row = async () => (await c.pool.query('select state, tries, error from alert_deliveries')).rows[0]
  const later = (minutes: number) =>
    c.pool.query(`update alert_deliveries set next_at = next_at - interval '${minutes} minutes'`)

  test('five workers at once, and a slow server: one mail', async () => {
    const url = await receive({ onRcptTo: (_, __, done) => setTimeout(done, 500) })
    await raise()
    await c.pool.query("update alerts set opened_at = now() - interval '20 minutes'")
    const first = Promise.all(Array.from({ length: 3 }, () => deliver(channel(url))))
    await expect.poll(row).toMatchObject({ tries: 1 })
    // The next minute's run, while the mail is under way.
    const second = await Promise.all([deliver(channel(url)), deliver(channel(url))])
    expect(second.map(({ say }) => say)).toEqual(['0 sent', '0 sent'])
    expect((await first).map(({ say }) => say).sort()).toEqual(['0 sent', '0 sent', '1 sent'])
    expect(await row()).toEqual({ state: 'sent', tries: 1, error: null })
    expect(mails).toHaveLength(1)
  })

  test('refused mails are tried again with longer and longer pauses, and what was given up is said', async () => {
    let isRefusing = true
    const url = await receive({
      onRcptTo: (_, __, done) => done(isRefusing ? Object.assign(new Error('later'), { responseCode: 450 }) : null),
    })
    await raise()
    const failed = '0 sent, 1 failed: Error: The mail server answered 450 at RCPT TO.'
    expect((await deliver(channel(url))).say).toBe(failed)
    expect((await deliver(channel(url))).say).toBe('0 sent')
    for (const minutes of [1, 2, 4, 8, 16, 32]) {
      await later(minutes - 0.5)
      expect((await deliver(channel(url))).say).toBe('0 sent')
      await later(0.5)
      expect((await deliver(channel(url))).say).toBe(failed)
    }
    await later(64)
    expect((await deliver(channel(url))).alarm).toBe(
      '1 alerts of the last day did not leave the house, the last one by email: Error: The mail server answered 450 at RCPT TO.',
    )
    expect(await row()).toMatchObject({ state: 'failed', tries: 8 })
    isRefusing = false
    expect((await deliver(channel(url))).say).toBe('0 sent')
    await later(24 * 60)
    expect((await deliver(channel(url))).alarm).toBeUndefined()
    expect(mails).toEqual([])
  })

  test('a worker that dies while it sends is taken over, under the same Message-ID', async () => {
    const url = await receive()
    await raise()
    const dying = { name: 'email' as const, send: () => new Promise<void>(() => {}) }
    void deliver(dying)
    await expect.poll(row).toMatchObject({ state: 'waiting', tries: 1 })
    expect((await deliver(channel(url))).say).toBe('0 sent')
    await later(2)
    expect((await deliver(channel(url))).say).toBe('1 sent')
    const { rows } = await c.pool.query('select id from alerts')
    expect(headersOf(mails[0] as Mail)).toContain(`Message-ID: <${rows[0].id}@console.example>`)
  })
})
