import type { Address, Hex } from 'viem'
import { appendAudit } from '../../db/audit-rows'
import type { Db } from '../../db/connect'
import { insertSignature, lockVersion, type ReportVersion, returnRow, stateOf } from '../../db/version-rows'
import { nextRole, type SignOffRole, signOffTypedData } from '../../domain/sign-off'
import { AppError } from '../../errors/app-error'

type TypedData = ReturnType<typeof signOffTypedData>

export type SignContext = {
  db: Db
  chainId: number
  /** Of the contract that anchors. */
  reports: Address
  /** Whether a signature is this account's: contract wallets are asked on the chain. */
  isSignedBy: (account: Address, data: TypedData, signature: Hex) => Promise<boolean>
}

export type Signing = {
  id: string
  role: SignOffRole
  note: string
  signature: Hex
  /** Who is signed in, and holds FINANCE. */
  account: Address
  now: Date
}

/** Refuses whoever may not sign this version now, in this part. */
export function assertMaySign(version: ReportVersion, { role, account }: Pick<Signing, 'role' | 'account'>): void {
  const state = stateOf(version)
  if (state === 'returned') throw new AppError('VERSION_RETURNED')
  if (state === 'final') throw new AppError('VERSION_FINAL')
  const next = nextRole(version.signatures)
  if (next === null) throw new AppError('SIGN_OFF_DONE')
  if (role !== next) throw new AppError('SIGN_OFF_ORDER', { next })
  const own = version.signatures.find((one) => one.account === account.toLowerCase())
  if (own) throw new AppError('SIGN_OFF_SAME', { role: own.role, wanted: role })
}

/**
 * Takes one of the three signatures. VERSION_NOT_FOUND, VERSION_RETURNED, VERSION_FINAL, SIGN_OFF_DONE, SIGN_OFF_ORDER, SIGN_OFF_SAME,
 * SIGN_OFF_SIGNATURE. The signature covers the manifest that is kept here, whatever the page showed.
 */
export async function signVersion(context: SignContext, signing: Signing): Promise<void> {
  const { db, chainId, reports } = context
  const { id, role, note, signature, now } = signing
  const account = signing.account.toLowerCase() as Hex
  await db.transaction(async (tx) => {
    const version = await lockVersion(tx, chainId, id)
    if (!version) throw new AppError('VERSION_NOT_FOUND')
    assertMaySign(version, signing)
    const { month, manifestHash, dataRoot } = version
    const message = { role, month, version: BigInt(version.version), manifestHash, dataRoot, note }
    const data = signOffTypedData(chainId, reports, message)
    if (!(await context.isSignedBy(signing.account, data, signature))) {
      throw new AppError('SIGN_OFF_SIGNATURE', { account: signing.account })
    }
    await insertSignature(tx, { chainId, versionId: id, role, account, note, signature, signedAt: now })
    const detail = { id, month, version: version.version, role, manifestHash }
    await appendAudit(tx, { actor: account, action: 'report signed', detail })
  })
}

/** Sends a version back to the preparer: it is never signed or anchored again, and stays readable with its reason. */
export async function returnVersion(
  { db, chainId }: Pick<SignContext, 'db' | 'chainId'>,
  { id, reason, account, now }: Pick<Signing, 'id' | 'account' | 'now'> & { reason: string },
): Promise<void> {
  const returnedBy = account.toLowerCase() as Hex
  await db.transaction(async (tx) => {
    const version = await lockVersion(tx, chainId, id)
    if (!version) throw new AppError('VERSION_NOT_FOUND')
    if (version.anchor !== null) throw new AppError('VERSION_FINAL')
    const returned = { returnedAt: now, returnedBy, returnedReason: reason }
    if (!(await returnRow(tx, version, returned))) throw new AppError('VERSION_RETURNED')
    const detail = { id, month: version.month, version: version.version, reason }
    await appendAudit(tx, { actor: returnedBy, action: 'report sent back', detail })
  })
}
