import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect, type Db } from '../../lib/db/connect'
import { insertGateway } from '../../lib/db/metering-key-rows'
import { endOf, findKey, type GatewayScope, issueKey } from '../../lib/metering/keys'
import { PROBERS } from '../simulate/metering/network'
import { GATEWAYS } from '../simulate/usage'

/** Who the live traffic reports as, and what each may: the gateways and probers of the history. */
const SCOPES: Record<string, readonly GatewayScope[]> = {
  [GATEWAYS[0]]: ['usage', 'capacity', 'probe'],
  ...Object.fromEntries(PROBERS.map((prober) => [prober, ['probe'] as const])),
}

/** Keys for the traffic of this installation, as JSON by name: made once, and anew when the database does not know them. */
export async function trafficKeys(databaseUrl: string, data: string): Promise<string> {
  const path = join(data, 'traffic-keys.json')
  const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {}
  const { db, close } = connect(databaseUrl)
  try {
    const keys: Record<string, string> = {}
    for (const [name, scopes] of Object.entries(SCOPES)) keys[name] = await keyOf(db, name, scopes, kept[name] ?? '')
    const text = JSON.stringify(keys)
    writeFileSync(path, text, { mode: 0o600 })
    return text
  } finally {
    await close()
  }
}

async function keyOf(db: Db, name: string, scopes: readonly GatewayScope[], kept: string): Promise<string> {
  const now = new Date()
  const found = await findKey(db, kept)
  if (found && !endOf(found, now)) return kept
  await insertGateway(db, { id: name, name, createdAt: now })
  return (await issueKey(db, { gateway: name }, { name: 'traffic of the local chain', scopes }, now)).key
}
