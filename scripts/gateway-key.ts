/**
 * Keys of gateways: `node scripts/run.mjs gateway-key issue|list|rotate|revoke GATEWAY [--scopes usage,entitlements] [--prefix cxg_…]`.
 * A key is printed once.
 */
import { parseArgs } from 'node:util'
import { connect } from '../lib/db/connect'
import { insertGateway } from '../lib/db/metering-key-rows'
import { env } from '../lib/env/env'
import {
  GATEWAY_SCOPES,
  type GatewayScope,
  issueKey,
  listKeys,
  prefixOf,
  revokeKey,
  rotateKey,
} from '../lib/metering/keys'

const isScope = (text: string): text is GatewayScope => (GATEWAY_SCOPES as readonly string[]).includes(text)

async function main(): Promise<number> {
  const options = { scopes: { type: 'string' }, prefix: { type: 'string' } } as const
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const [act, gateway] = positionals
  const scopes = (values.scopes ?? 'usage,entitlements,introspect').split(',')
  const prefix = values.prefix ?? ''
  if (!gateway || !/^[a-z0-9-]{1,40}$/.test(gateway) || !scopes.every(isScope)) {
    console.error(`Name a gateway (a–z, 0–9, -) and scopes of ${GATEWAY_SCOPES.join(', ')}.`)
    return 2
  }
  const { db, close } = connect(env.DATABASE_URL)
  const now = new Date()
  try {
    if (act === 'issue') {
      await insertGateway(db, { id: gateway, name: gateway, createdAt: now })
      const { key } = await issueKey(db, { gateway }, { name: gateway, scopes }, now)
      console.log(`${key}\nShown once. Its prefix is ${prefixOf(key)}.`)
    } else if (act === 'rotate') {
      console.log(
        `${(await rotateKey(db, { gateway }, prefix, now)).key}\nShown once. ${prefix} works for 24 hours more.`,
      )
    } else if (act === 'revoke') await revokeKey(db, { gateway }, prefix, now)
    else if (act === 'list') console.table(await listKeys(db, { gateway }))
    else {
      console.error('Say issue, list, rotate or revoke.')
      return 2
    }
    return 0
  } finally {
    await close()
  }
}

process.exitCode = await main()
