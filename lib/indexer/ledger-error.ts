/** The ledger cannot be true: the indexer halts and a hand must look. Nothing is guessed. */
export class LedgerError extends Error {
  override name = 'LedgerError'
}
