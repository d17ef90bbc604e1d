import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from '../../lib/db/connect'
import { insertGateway } from '../../lib/db/metering-key-rows'
import { endOf, findKey, issueKey } from '../../lib/metering/keys'
import { GATEWAYS } from '../simulate/usage'

/** The gateway that the live traffic reports as: one of the history's. */
const [gateway] = GATEWAYS

/** A gateway's key for the traffic of this installation: made once, and anew when the database does not know it. */
export async function trafficKey(databaseUrl: string, data: string): Promise<string> {
  const path = join(data, 'gateway-key')
  const kept = existsSync(path) ? readFileSync(path, 'utf8').trim() : ''
  const { db, close } = connect(databaseUrl)
  const now = new Date()
  try {
    const found = await findKey(db, kept)
    if (found && !endOf(found, now)) return kept
    await insertGateway(db, { id: gateway, name: gateway, createdAt: now })
    const { key } = await issueKey(db, { gateway }, { name: 'traffic of the local chain', scopes: ['usage'] }, now)
    writeFileSync(path, key, { mode: 0o600 })
    return key
  } finally {
    await close()
  }
}
