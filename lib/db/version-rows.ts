import { and, asc, eq, type InferSelectModel, inArray, isNull } from 'drizzle-orm'
import type { Hex } from 'viem'
import { type CloseProgress, closeProgress, type VersionFacts, versionState } from '../domain/close-state'
import { periodOf, SIGN_OFF_ROLES } from '../domain/sign-off'
import { reportFiles, reportSignatures, reportVersions } from './close-schema'
import type { Queryable } from './connect'
import { events } from './schema'

export type VersionRow = InferSelectModel<typeof reportVersions>
export type SignatureRow = InferSelectModel<typeof reportSignatures>
/** An anchor of `Reports` on the chain. */
export type AnchorRow = {
  period: number
  version: number
  manifestHash: Hex
  uri: string
  tx: Hex
  block: bigint
  time: Date
}

/** A version with all that makes it final: signatures, and the first anchor of its manifest. */
export type ReportVersion = VersionRow & { signatures: SignatureRow[]; anchor: AnchorRow | null }

/** Versions of one month, or of all of them, the oldest first. */
export async function listVersions(db: Queryable, chainId: number, month?: string): Promise<ReportVersion[]> {
  const rows = await db
    .select()
    .from(reportVersions)
    .where(and(eq(reportVersions.chainId, chainId), month ? eq(reportVersions.month, month) : undefined))
    .orderBy(asc(reportVersions.month), asc(reportVersions.version), asc(reportVersions.createdAt))
  return withFacts(db, chainId, rows)
}

export async function findVersion(db: Queryable, chainId: number, id: string): Promise<ReportVersion | null> {
  const rows = await db.select().from(reportVersions).where(ofVersion(chainId, id))
  const [found] = await withFacts(db, chainId, rows)
  return found ?? null
}

/** The same, locked to the end of the transaction: two who sign take turns. */
export async function lockVersion(tx: Queryable, chainId: number, id: string): Promise<ReportVersion | null> {
  const rows = await tx.select().from(reportVersions).where(ofVersion(chainId, id)).for('update')
  const [found] = await withFacts(tx, chainId, rows)
  return found ?? null
}

const ofVersion = (chainId: number, id: string) => and(eq(reportVersions.chainId, chainId), eq(reportVersions.id, id))

async function withFacts(db: Queryable, chainId: number, rows: VersionRow[]): Promise<ReportVersion[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const signatures = await db
    .select()
    .from(reportSignatures)
    .where(and(eq(reportSignatures.chainId, chainId), inArray(reportSignatures.versionId, ids)))
  const anchors = await listAnchors(db, chainId)
  return rows.map((row) => ({
    ...row,
    signatures: SIGN_OFF_ROLES.flatMap((role) =>
      signatures.filter((one) => one.versionId === row.id && one.role === role),
    ),
    anchor: anchors.find((one) => one.period === periodOf(row.month) && one.manifestHash === row.manifestHash) ?? null,
  }))
}

/** All there are: a handful a year. */
export async function listAnchors(db: Queryable, chainId: number): Promise<AnchorRow[]> {
  const rows = await db
    .select()
    .from(events)
    .where(and(eq(events.chainId, chainId), eq(events.contract, 'Reports'), eq(events.name, 'Anchored')))
    .orderBy(asc(events.blockNumber), asc(events.logIndex))
  return rows.map(({ args, txHash, blockNumber, blockTime }) => ({
    period: Number(args.period),
    version: Number(args.version),
    manifestHash: String(args.manifestHash).toLowerCase() as Hex,
    uri: String(args.uri),
    tx: txHash,
    block: blockNumber,
    time: blockTime,
  }))
}

const factsOf = ({ version, returnedAt, anchor, signatures }: ReportVersion): VersionFacts => ({
  version,
  isReturned: returnedAt !== null,
  isAnchored: anchor !== null,
  signatures,
})

export const stateOf = (version: ReportVersion) => versionState(factsOf(version))

/** How far people have come with each month that has a version. */
export async function listProgress(
  db: Queryable,
  chainId: number,
  month?: string,
): Promise<ReadonlyMap<string, CloseProgress>> {
  const versions = await listVersions(db, chainId, month)
  const progressOf = (name: string) => closeProgress(versions.filter((one) => one.month === name).map(factsOf))
  return new Map(versions.map(({ month: name }) => [name, progressOf(name)]))
}

/** False when another version of this number is under way. */
export async function insertVersion(tx: Queryable, row: VersionRow): Promise<boolean> {
  const { rowCount } = await tx.insert(reportVersions).values(row).onConflictDoNothing()
  return rowCount === 1
}

export async function insertSignature(tx: Queryable, row: SignatureRow): Promise<void> {
  await tx.insert(reportSignatures).values(row)
}

/** False when it was sent back before. */
export async function returnRow(
  tx: Queryable,
  { chainId, id }: Pick<VersionRow, 'chainId' | 'id'>,
  returned: Pick<VersionRow, 'returnedAt' | 'returnedBy' | 'returnedReason'>,
): Promise<boolean> {
  const { rowCount } = await tx
    .update(reportVersions)
    .set(returned)
    .where(and(ofVersion(chainId, id), isNull(reportVersions.returnedAt)))
  return rowCount === 1
}

type FileRow = InferSelectModel<typeof reportFiles>

export async function insertFilePart(tx: Queryable, row: FileRow): Promise<void> {
  await tx.insert(reportFiles).values(row)
}

/** One piece of a file of a version, compressed, as base64; null behind the last. */
export async function readFilePart(db: Queryable, at: Omit<FileRow, 'data'>): Promise<string | null> {
  const [row] = await db
    .select({ data: reportFiles.data })
    .from(reportFiles)
    .where(
      and(
        eq(reportFiles.chainId, at.chainId),
        eq(reportFiles.versionId, at.versionId),
        eq(reportFiles.name, at.name),
        eq(reportFiles.seq, at.seq),
      ),
    )
  return row?.data ?? null
}
