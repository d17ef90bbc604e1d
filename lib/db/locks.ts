/**
 * Keys of the database's advisory locks, all in one place so that no two are the same: any fixed numbers of this application. Locks of single
 * things (a sender, an alert) hash their name instead; the indexer's is its chain's.
 */
export const LOCKS = {
  /** Processes that start together apply the migrations one after the other. */
  migrations: 7_294_381_001n,
  /** pg-boss deadlocks when two processes make its tables at once. */
  queue: 7_294_381_002n,
  /** Two processes that make the same partition take turns. */
  partitions: 7_294_381_003n,
  /** Writers of the audit log take turns, so that its chain never forks. */
  audit: 7_294_381_004n,
  /** Held shared by whoever adds receipts: who has it alone sees all up to the newest `seq`, and none with a lower one appears later. */
  receipts: 7_294_381_010n,
} as const
