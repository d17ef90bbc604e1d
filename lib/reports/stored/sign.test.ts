import { type Address, type Hex, verifyTypedData } from 'viem'
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../scripts/testing/database'
import type { Connection } from '../../db/connect'
import { events } from '../../db/schema'
import { findVersion, insertVersion, listVersions, stateOf, type VersionRow } from '../../db/version-rows'
import type { Month } from '../../domain/month'
import { type SignOffRole, signOffTypedData } from '../../domain/sign-off'
import { attestationOf } from './attestation'
import { replacedBy } from './make-version'
import { returnVersion, type SignContext, signVersion } from './sign'

const CHAIN = 31_337
const REPORTS: Address = '0x00000000000000000000000000000000000000f1'
const NOW = new Date('2026-11-05T00:00:00Z')
const hashOf = (digit: string): Hex => `0x${digit.repeat(64)}`

let server: TestServer
let open: Connection
let context: SignContext
const [preparer, reviewer, approver] = [1, 2, 3].map(() => privateKeyToAccount(generatePrivateKey())) as [
  PrivateKeyAccount,
  PrivateKeyAccount,
  PrivateKeyAccount,
]

beforeAll(async () => {
  server = await startTestServer()
  open = await server.open('sign')
  context = {
    db: open.db,
    chainId: CHAIN,
    reports: REPORTS,
    isSignedBy: (address, data, signature) => verifyTypedData({ ...data, address, signature }),
  }
})
afterAll(() => server.stop())
beforeEach(() => open.pool.query('truncate report_versions, report_signatures, events, audit'))

const row = (more: Partial<VersionRow> = {}): VersionRow => ({
  chainId: CHAIN,
  id: 'v1',
  month: '2026-10',
  version: 1,
  manifestHash: hashOf('a'),
  dataRoot: hashOf('b'),
  manifest: '{"files":[]}',
  supersedes: null,
  reason: null,
  createdBy: preparer.address.toLowerCase() as Hex,
  createdAt: NOW,
  returnedBy: null,
  returnedAt: null,
  returnedReason: null,
  ...more,
})

type Signed = { by: PrivateKeyAccount; as: SignOffRole; note?: string }

async function sign(
  { by, as: role, note = '' }: Signed,
  more: { manifestHash?: Hex; as?: Address; chain?: number } = {},
) {
  const message = {
    ...{ role, month: '2026-10', version: 1n, dataRoot: hashOf('b'), note },
    manifestHash: more.manifestHash ?? hashOf('a'),
  }
  const signature = await by.signTypedData(signOffTypedData(more.chain ?? CHAIN, REPORTS, message))
  return signVersion(context, { id: 'v1', role, note, signature, account: more.as ?? by.address, now: NOW })
}

async function signAll() {
  await sign({ by: preparer, as: 'preparer' })
  await sign({ by: reviewer, as: 'reviewer', note: 'Late items were looked at one by one.' })
  await sign({ by: approver, as: 'approver' })
}

const anchor = (manifestHash: Hex, version = 1) =>
  open.db.insert(events).values({
    ...{ chainId: CHAIN, blockNumber: 9n, logIndex: version, blockTime: NOW, txHash: hashOf('e'), txIndex: 0 },
    ...{ contract: 'Reports', name: 'Anchored' },
    args: { period: '202610', version: String(version), manifestHash, uri: 'https://console.example/verify' },
  })

const found = async () => {
  const version = await findVersion(open.db, CHAIN, 'v1')
  if (!version) throw new Error('no version')
  return version
}

describe('signing', () => {
  beforeEach(() => insertVersion(open.db, row()))

  test('three accounts sign in order; anchored on the chain it is final', async () => {
    await signAll()
    expect(stateOf(await found())).toBe('signed')
    await anchor(hashOf('a'))
    const version = await found()
    expect(stateOf(version)).toBe('final')
    expect(version.signatures.map(({ role, note }) => [role, note])).toEqual([
      ['preparer', ''],
      ['reviewer', 'Late items were looked at one by one.'],
      ['approver', ''],
    ])
    const { rows } = await open.pool.query("select detail ->> 'role' as role from audit order by seq")
    expect(rows.map(({ role }) => role)).toEqual(['preparer', 'reviewer', 'approver'])
  })

  test('an anchor of another manifest, or without the signatures, makes nothing final', async () => {
    await anchor(hashOf('c'))
    expect((await found()).anchor).toBeNull()
    await anchor(hashOf('a'), 2)
    expect(stateOf(await found())).toBe('signing')
  })

  test.each([
    ['the reviewer before the preparer', () => sign({ by: reviewer, as: 'reviewer' }), 'SIGN_OFF_ORDER'],
    [
      'the signature of another account',
      () => sign({ by: reviewer, as: 'preparer' }, { as: preparer.address }),
      'SIGN_OFF_SIGNATURE',
    ],
    [
      'a signature over another manifest',
      () => sign({ by: preparer, as: 'preparer' }, { manifestHash: hashOf('d') }),
      'SIGN_OFF_SIGNATURE',
    ],
    ['a signature for another chain', () => sign({ by: preparer, as: 'preparer' }, { chain: 1 }), 'SIGN_OFF_SIGNATURE'],
  ])('%s is refused, and nothing is stored', async (_, act, code) => {
    await expect(act()).rejects.toMatchObject({ code })
    expect((await found()).signatures).toEqual([])
  })

  test('the preparer neither reviews nor approves', async () => {
    await sign({ by: preparer, as: 'preparer' })
    await expect(sign({ by: preparer, as: 'reviewer' })).rejects.toMatchObject({ code: 'SIGN_OFF_SAME', status: 409 })
    await sign({ by: reviewer, as: 'reviewer' })
    await expect(sign({ by: preparer, as: 'approver' })).rejects.toMatchObject({ code: 'SIGN_OFF_SAME' })
    await expect(sign({ by: reviewer, as: 'approver' })).rejects.toMatchObject({ code: 'SIGN_OFF_SAME' })
  })

  test('a fourth signature, and one on what was sent back, are refused', async () => {
    await signAll()
    await expect(sign({ by: approver, as: 'approver' })).rejects.toMatchObject({ code: 'SIGN_OFF_DONE' })
    await returnVersion(context, { id: 'v1', reason: 'A receipt is missing.', account: reviewer.address, now: NOW })
    await expect(sign({ by: approver, as: 'approver' })).rejects.toMatchObject({ code: 'VERSION_RETURNED' })
  })

  test('of two who sign at once as the same part one is told that the next signs', async () => {
    const both = await Promise.allSettled([
      sign({ by: preparer, as: 'preparer' }),
      sign({ by: reviewer, as: 'preparer' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await found()).signatures).toHaveLength(1)
  })

  test('what was sent back makes room for a new one; what is final cannot be sent back', async () => {
    expect(await insertVersion(open.db, row({ id: 'v2' }))).toBe(false)
    await returnVersion(context, { id: 'v1', reason: 'A receipt is missing.', account: reviewer.address, now: NOW })
    expect(await insertVersion(open.db, row({ id: 'v2' }))).toBe(true)
    const again = returnVersion(context, { id: 'v1', reason: 'Again.', account: reviewer.address, now: NOW })
    await expect(again).rejects.toMatchObject({ code: 'VERSION_RETURNED' })
    await anchor(hashOf('a'))
    const final = returnVersion(context, { id: 'v2', reason: 'Late.', account: reviewer.address, now: NOW })
    await expect(final).rejects.toMatchObject({ code: 'VERSION_FINAL' })
  })

  test('the attestation names who signed what, in order, and the anchor', async () => {
    await signAll()
    await anchor(hashOf('a'))
    const read = JSON.parse(attestationOf(await found(), REPORTS, null))
    expect(read).toMatchObject({
      format: 'cxpt-attestation/1',
      month: '2026-10',
      manifestHash: hashOf('a'),
      anchor: { block: '9', version: 1, transaction: hashOf('e') },
      supersedes: null,
    })
    expect(read.signatures.map(({ role, account }: { role: string; account: string }) => [role, account])).toEqual([
      ['preparer', preparer.address],
      ['reviewer', reviewer.address],
      ['approver', approver.address],
    ])
  })
})

describe('a version that replaces another', () => {
  const wish = { month: '2026-10' as Month, reason: null }

  test('one that is being signed is finished first', async () => {
    await insertVersion(open.db, row())
    const versions = await listVersions(open.db, CHAIN, '2026-10')
    expect(() => replacedBy(versions, { ...wish, reason: 'Late receipts' })).toThrowError(/being signed/)
  })

  test('a final one is replaced with a reason only', async () => {
    await insertVersion(open.db, row())
    await signAll()
    await anchor(hashOf('a'))
    const versions = await listVersions(open.db, CHAIN)
    expect(() => replacedBy(versions, wish)).toThrowError(/say why/)
    expect(replacedBy(versions, { ...wish, reason: 'Late receipts' })?.id).toBe('v1')
  })
})
