import { join } from 'node:path'
import { connect } from '../../lib/db/connect'
import { readJournal } from '../simulate/metering/journal'
import { loadMetered } from '../simulate/metering/load'
import { LOCAL_CHAIN_ID } from './anvil'

/** Beside the chain it belongs to, and removed with it. */
export const journalOf = (data: string): string => join(data, 'chain', 'metered.jsonl')

/** Brings what the simulated history metered into the database, once. Returns the number of receipts written. */
export async function loadHistory(databaseUrl: string, data: string): Promise<number> {
  const metered = readJournal(journalOf(data))
  if (!metered) return 0
  const { db, close } = connect(databaseUrl)
  try {
    return await loadMetered(db, LOCAL_CHAIN_ID, metered)
  } finally {
    await close()
  }
}
