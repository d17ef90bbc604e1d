import canonicalize from 'canonicalize'
import { hashTypedData, recoverTypedDataAddress } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { expect, test } from 'vitest'
import { SIGN_OFF_ROLES, type SignOffRole, signOffTypedData } from '../domain/sign-off'
import type { ChainSource } from '../reports/chain-reading'
import type { ReportFiles } from '../reports/verify/files'
import type { Manifest } from '../reports/verify/manifest'
import { readAttestation } from './attestation'

const CHAIN = 31_337
const REPORTS = '0x00000000000000000000000000000000000000f1'
const MANIFEST_HASH = 'a'.repeat(64)
const ROOT = 'b'.repeat(64)
const manifest = { chainId: CHAIN, month: '2026-10', version: 1, dataRoot: ROOT } as Manifest
const keys = [1, 2, 3].map(() => privateKeyToAccount(generatePrivateKey()))
type TypedData = ReturnType<typeof signOffTypedData>

/** A node that checks signatures of plain keys, and says who holds FINANCE. */
const source = (members: readonly string[] = keys.map(({ address }) => address)): ChainSource =>
  ({
    client: {
      verifyTypedData: async ({ address, signature, ...data }: TypedData & { address: string; signature: never }) => {
        expect(hashTypedData(data)).toMatch(/^0x/)
        return (await recoverTypedDataAddress({ ...data, signature }).catch(() => '')) === address
      },
      readContract: async ({ args }: { args: [bigint, string] }) => [args[0] === 10n && members.includes(args[1]), 0],
    },
    deployment: {
      chainId: CHAIN,
      contracts: { Reports: { address: REPORTS }, AccessManager: { address: REPORTS } },
    },
  }) as never

const filesWith = (text: string | null): ReportFiles => ({
  list: async () => (text === null ? ['manifest.json'] : ['attestation.json', 'manifest.json']),
  read: async function* () {
    yield new TextEncoder().encode(text ?? '')
  },
})

async function signed(role: SignOffRole, key: (typeof keys)[number] | undefined, note = '') {
  if (!key) throw new Error('no key')
  const message = { role, month: '2026-10', version: 1n, note }
  const hashes = { manifestHash: `0x${MANIFEST_HASH}`, dataRoot: `0x${ROOT}` } as const
  const signature = await key.signTypedData(signOffTypedData(CHAIN, REPORTS, { ...message, ...hashes }))
  return { role, account: key.address, note, signature, signedAt: '2026-11-05T00:00:00Z' }
}

const all = () => Promise.all(SIGN_OFF_ROLES.map((role, i) => signed(role, keys[i])))

const text = (more: Record<string, unknown>) =>
  canonicalize({
    ...{ format: 'cxpt-attestation/1', chainId: CHAIN, month: '2026-10', version: 1, anchor: null, supersedes: null },
    ...{ manifestHash: `0x${MANIFEST_HASH}`, dataRoot: `0x${ROOT}`, contract: REPORTS },
    ...more,
  }) ?? ''
const read = (of: string | null, from = source()) =>
  readAttestation(filesWith(of), from, { manifest, manifestHash: MANIFEST_HASH })

test('none is no fault, three good signatures name who signed', async () => {
  expect(await read(null)).toBeNull()
  const good = await read(text({ signatures: await all() }))
  expect(good).toEqual({ isGood: true, say: expect.stringContaining(`${keys[1]?.address} (reviewer)`) })
  expect(good?.say).toContain('Each of them holds FINANCE now.')
})

test('who lost the role since is named, and his signature stays', async () => {
  const left = await read(text({ signatures: await all() }), source([]))
  expect(left).toEqual({ isGood: true, say: expect.stringContaining('does not hold FINANCE now') })
})

test('the first of three is no fault either', async () => {
  const one = await read(text({ signatures: (await all()).slice(0, 1) }))
  expect(one).toEqual({ isGood: true, say: '1 of three signatures are there, and they are right.' })
})

test.each([
  [
    'another manifest',
    async () => text({ signatures: await all(), manifestHash: `0x${'c'.repeat(64)}` }),
    'another report',
  ],
  ['another month', async () => text({ signatures: await all(), month: '2026-09' }), 'another report'],
  [
    'a note that was changed afterwards',
    async () => text({ signatures: (await all()).map((one) => ({ ...one, note: 'Seen.' })) }),
    'is not one of',
  ],
  [
    'the signature of another account',
    async () => text({ signatures: (await all()).map((one) => ({ ...one, account: keys[0]?.address })) }),
    'is not one of',
  ],
  [
    'one account three times',
    async () => text({ signatures: await Promise.all(SIGN_OFF_ROLES.map((role) => signed(role, keys[0]))) }),
    'three different accounts',
  ],
  ['other bytes for the same', async () => `${text({ signatures: await all() })} `, 'not written as it must be'],
  ['no attestation', async () => '{}', 'not written as it must be'],
])('%s is red', async (_, made, say) => {
  expect(await read(await made())).toEqual({ isGood: false, say: expect.stringContaining(say) })
})
