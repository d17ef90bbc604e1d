import { sql } from 'drizzle-orm'
import { integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Account } from '../domain/chart'
import type { CloseJobKind, CloseManifest } from '../domain/close-job'
import type { SignOffRole } from '../domain/sign-off'
import { chainId, hex, integral, time } from './columns'

/** A report as it was put up for signing: its files stay as they were, whatever the code or the ledger becomes. */
export const reportVersions = pgTable(
  'report_versions',
  {
    chainId: chainId(),
    id: text('id').notNull(),
    /** `2026-10`. */
    month: text('month').notNull(),
    /** From 1; a restatement is the next. One that was sent back leaves its number to the next try. */
    version: integer('version').notNull(),
    /** SHA-256 of `manifest`, which is manifest.json to the byte: what is signed and anchored. */
    manifestHash: hex('manifest_hash').notNull(),
    dataRoot: hex('data_root').notNull(),
    manifest: text('manifest').notNull(),
    /** The version that this one replaces, and why. */
    supersedes: text('supersedes'),
    reason: text('reason'),
    createdBy: hex('created_by').notNull(),
    createdAt: time('created_at').notNull(),
    returnedBy: hex('returned_by'),
    returnedAt: time('returned_at'),
    returnedReason: text('returned_reason'),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.id] }),
    uniqueIndex('report_versions_live').on(t.chainId, t.month, t.version).where(sql`${t.returnedAt} is null`),
  ],
)

/** EIP-712 signatures over a version's manifest: one for each part, by three accounts. */
export const reportSignatures = pgTable(
  'report_signatures',
  {
    chainId: chainId(),
    versionId: text('version_id').notNull(),
    role: text('role').$type<SignOffRole>().notNull(),
    account: hex('account').notNull(),
    /** Signed with it; empty when there was nothing to say. */
    note: text('note').notNull(),
    signature: hex('signature').notNull(),
    signedAt: time('signed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.versionId, t.role] }),
    uniqueIndex('report_signatures_account').on(t.chainId, t.versionId, t.account),
  ],
)

/** Files of a version, compressed and in pieces: gzip as base64, because backups write rows as text. */
export const reportFiles = pgTable(
  'report_files',
  {
    chainId: chainId(),
    versionId: text('version_id').notNull(),
    name: text('name').notNull(),
    seq: integer('seq').notNull(),
    data: text('data').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.versionId, t.name, t.seq] })],
)

/** What finance books by hand, with its evidence; it counts once somebody else has approved it. */
export const adjustments = pgTable(
  'adjustments',
  {
    chainId: chainId(),
    id: text('id').notNull(),
    /** Booked at its end. */
    month: text('month').notNull(),
    /** The month it belongs to by its event, when that one is final. */
    originalPeriod: text('original_period'),
    debit: text('debit').$type<Account>().notNull(),
    credit: text('credit').$type<Account>().notNull(),
    cents: integral('cents').notNull(),
    memo: text('memo').notNull(),
    evidenceName: text('evidence_name'),
    evidenceKind: text('evidence_kind'),
    evidenceBytes: integer('evidence_bytes'),
    /** SHA-256 of the evidence, whether or not the file is here. */
    evidenceHash: hex('evidence_hash').notNull(),
    /** The file as base64: backups write rows as text. */
    evidence: text('evidence'),
    /** The adjustment that this one takes back. */
    reverses: text('reverses'),
    createdBy: hex('created_by').notNull(),
    createdAt: time('created_at').notNull(),
    decision: text('decision').$type<'approved' | 'rejected'>(),
    decidedBy: hex('decided_by'),
    decidedAt: time('decided_at'),
    decisionReason: text('decision_reason'),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.id] }),
    uniqueIndex('adjustments_reversed').on(t.chainId, t.reverses).where(sql`${t.decision} is distinct from 'rejected'`),
  ],
)

/** What the worker makes for finance: a version to sign, or a file to take away. */
export const closeJobs = pgTable(
  'close_jobs',
  {
    chainId: chainId(),
    id: text('id').notNull(),
    kind: text('kind').$type<CloseJobKind>().notNull(),
    /** `2026-10`, `2026-Q3`, `2026`. */
    period: text('period').notNull(),
    /** Of a version to sign: why it replaces another. */
    reason: text('reason'),
    state: text('state').$type<'waiting' | 'running' | 'done' | 'failed'>().notNull(),
    /** What it is doing, and how far it has come, in thousandths. */
    step: text('step').notNull(),
    done: integer('done').notNull(),
    /** Why it failed. */
    say: text('say'),
    requestedBy: hex('requested_by').notNull(),
    requestedAt: time('requested_at').notNull(),
    /** A running one that has not moved since was left by its worker. */
    movedAt: time('moved_at').notNull(),
    endedAt: time('ended_at'),
    fileName: text('file_name'),
    bytes: integer('bytes'),
    sha256: text('sha256'),
    /** Of a month: its manifest as it came out. */
    manifest: jsonb('manifest').$type<CloseManifest>(),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.id] }),
    // Asked for twice, it is made once.
    uniqueIndex('close_jobs_open').on(t.chainId, t.kind, t.period).where(sql`${t.state} in ('waiting', 'running')`),
  ],
)

export const closeJobParts = pgTable(
  'close_job_parts',
  {
    chainId: chainId(),
    jobId: text('job_id').notNull(),
    seq: integer('seq').notNull(),
    data: text('data').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.jobId, t.seq] })],
)
