import canonicalize from 'canonicalize'
import { type Address, getAddress, type Hex, isAddress } from 'viem'
import { z } from 'zod'
import { verifyReport as say } from '@/messages/verify-report'
import { getContract } from '../chain/contract'
import { ROLES } from '../domain/roles'
import { SIGN_OFF_ROLES, signOffTypedData } from '../domain/sign-off'
import type { ChainSource } from '../reports/chain-reading'
import { ATTESTATION } from '../reports/format'
import { type ReportFiles, textOf } from '../reports/verify/files'
import type { Manifest } from '../reports/verify/manifest'

const HEX = z
  .string()
  .regex(/^0x[0-9a-f]*$/i)
  .transform((text) => text as Hex)
const SHAPE = z.object({
  format: z.literal('cxpt-attestation/1'),
  chainId: z.int(),
  month: z.string(),
  version: z.int().positive(),
  manifestHash: HEX,
  dataRoot: HEX,
  signatures: z.array(
    z.object({
      role: z.enum(SIGN_OFF_ROLES),
      account: z
        .string()
        .refine((text) => isAddress(text))
        .transform((text): Address => getAddress(text)),
      note: z.string(),
      signature: HEX,
    }),
  ),
})

/** What attestation.json comes to; a report without one is a draft, which is no fault. */
export type Attested = { say: string; isGood: boolean }
type Of = { manifest: Manifest; manifestHash: string }

/**
 * Holds the signatures beside a report against its manifest: three parts, three accounts, each signature over this very hash. Contract wallets are asked on the
 * chain. Who held FINANCE when he signed is said by nobody but us; who holds it now, by the chain.
 */
export async function readAttestation(files: ReportFiles, source: ChainSource, of: Of): Promise<Attested | null> {
  if (!(await files.list()).includes(ATTESTATION)) return null
  const read = await parsed(files)
  if (!read) return { say: say.badAttestation, isGood: false }
  const isOfThis =
    read.manifestHash.toLowerCase() === `0x${of.manifestHash}` &&
    read.dataRoot.toLowerCase() === `0x${of.manifest.dataRoot}` &&
    read.month === of.manifest.month &&
    read.version === of.manifest.version &&
    read.chainId === of.manifest.chainId
  if (!isOfThis) return { say: say.otherAttestation, isGood: false }
  const accounts = new Set(read.signatures.map(({ account }) => account))
  const isComplete = SIGN_OFF_ROLES.every((role, i) => read.signatures[i]?.role === role)
  for (const one of read.signatures) {
    if (!(await isSigned(source, read, one))) return { say: say.badSignature(one.role, one.account), isGood: false }
  }
  if (accounts.size !== read.signatures.length) return { say: say.sameSigner, isGood: false }
  if (!isComplete) return { say: say.unsigned(read.signatures.length), isGood: true }
  const left = await withoutRole(source, [...accounts])
  const signed = say.signed(read.signatures.map(({ role, account }) => `${account} (${role})`).join(', '))
  return {
    say: left.length === 0 ? `${signed} ${say.roleHeld}` : `${signed} ${say.roleLost(left.join(', '))}`,
    isGood: true,
  }
}

type Attestation = z.infer<typeof SHAPE>

async function parsed(files: ReportFiles): Promise<Attestation | null> {
  try {
    const text = await textOf(files, ATTESTATION)
    const value: unknown = JSON.parse(text)
    return canonicalize(value) === text ? SHAPE.parse(value) : null
  } catch {
    return null
  }
}

function isSigned(
  { client, deployment }: ChainSource,
  { chainId, month, version, manifestHash, dataRoot }: Attestation,
  { role, account, note, signature }: Attestation['signatures'][number],
): Promise<boolean> {
  const { address: reports } = getContract(deployment, 'Reports')
  const message = { role, month, version: BigInt(version), manifestHash, dataRoot, note }
  return client.verifyTypedData({ ...signOffTypedData(chainId, reports, message), address: account, signature })
}

/** Those who do not hold FINANCE at the newest block. */
async function withoutRole({ client, deployment }: ChainSource, accounts: readonly Address[]): Promise<Address[]> {
  const manager = getContract(deployment, 'AccessManager')
  const left: Address[] = []
  for (const account of accounts) {
    const args = [ROLES.FINANCE.id, account] as const
    const [isMember] = await client.readContract({ ...manager, functionName: 'hasRole', args })
    if (!isMember) left.push(account)
  }
  return left
}
