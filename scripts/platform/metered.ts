import { join } from 'node:path'
import { connect } from '../../lib/db/connect'
import { firstRootOf, readJournal } from '../simulate/metering/journal'
import { isLoaded, loadMetered } from '../simulate/metering/load'
import { LOCAL_CHAIN_ID } from './anvil'

/** Beside the chain it belongs to, and removed with it. */
export const journalOf = (data: string): string => join(data, 'chain', 'metered.jsonl')

/** Brings what the simulated history metered into the database, once, while the ledger is made of its chain. */
export async function loadHistory(databaseUrl: string, data: string, ledger: Promise<unknown>): Promise<void> {
  const path = journalOf(data)
  const firstRoot = firstRootOf(path)
  if (!firstRoot) return
  const { db, close } = connect(databaseUrl)
  try {
    if (await isLoaded(db, LOCAL_CHAIN_ID, firstRoot)) return
    const metered = readJournal(path)
    if (metered) await loadMetered(db, LOCAL_CHAIN_ID, metered, ledger)
  } finally {
    await close()
  }
}
