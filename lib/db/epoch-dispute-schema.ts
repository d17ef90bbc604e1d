import { sql } from 'drizzle-orm'
import { index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { chainId, hex, time } from './columns'

/** A provider says that the inputs of an epoch are wrong. The evidence is a file of bounded size, kept here with its hash. */
export const epochDisputes = pgTable(
  'epoch_disputes',
  {
    chainId: chainId(),
    id: text('id').notNull(),
    /** Who opened it: the provider or whom it is paid to. */
    account: hex('account').notNull(),
    provider: hex('provider').notNull(),
    /** `epoch 2950`. */
    label: text('label').notNull(),
    say: text('say').notNull(),
    evidenceName: text('evidence_name'),
    evidenceKind: text('evidence_kind'),
    evidenceBytes: integer('evidence_bytes'),
    /** SHA-256 of the file. */
    evidenceHash: hex('evidence_hash'),
    /** The file as base64: backups write rows as text. */
    evidence: text('evidence'),
    openedAt: time('opened_at').notNull(),
    /** Until then it is to be answered. */
    dueAt: time('due_at').notNull(),
    decidedAt: time('decided_at'),
    decision: text('decision').$type<'accepted' | 'rejected'>(),
    decidedBy: hex('decided_by'),
    reason: text('reason'),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.id] }),
    index('epoch_disputes_by_account').on(t.chainId, t.account),
    uniqueIndex('epoch_disputes_open').on(t.chainId, t.provider, t.label).where(sql`${t.decidedAt} is null`),
  ],
)
