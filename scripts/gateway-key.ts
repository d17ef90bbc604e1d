/**
 * Keys of gateways: `node scripts/run.mjs gateway-key issue|list|rotate|revoke GATEWAY [--scopes usage,entitlements] [--prefix cxg_…] [--by NAME]`.
 * A key is printed once. Whoever changes something says who he is: it is in the audit log, like the same act on `/admin/gateways`.
 * Exit code 0: done; 1: refused, with the reason; 2: the arguments make no sense.
 */
import { parseArgs } from 'node:util'
import { connect, type Db } from '../lib/db/connect'
import { listGateways } from '../lib/db/gateway-rows'
import { env } from '../lib/env/env'
import { sayError } from '../lib/errors/say'
import { addGateway, issueGatewayKey, revokeGatewayKey, rotateGatewayKey } from '../lib/metering/gateways'
import { GATEWAY_SCOPES, type GatewayScope, listKeys } from '../lib/metering/keys'

const USAGE = `Usage: node scripts/run.mjs gateway-key issue|list|rotate|revoke GATEWAY
  list needs nothing else; the others --by NAME, who does it
  issue takes --scopes, of ${GATEWAY_SCOPES.join(',')}
  rotate and revoke need --prefix cxg_…
GATEWAY is of a–z, 0–9 and -.`
const ACTS = ['issue', 'list', 'rotate', 'revoke'] as const

type Wish = { act: (typeof ACTS)[number]; gateway: string; scopes: GatewayScope[]; prefix: string; by: string }

const isScope = (text: string): text is GatewayScope => (GATEWAY_SCOPES as readonly string[]).includes(text)
const text = { type: 'string' } as const

function readArguments(): Wish | null {
  try {
    const { values, positionals } = parseArgs({
      options: { scopes: text, prefix: text, by: text },
      allowPositionals: true,
    })
    const act = ACTS.find((one) => one === positionals[0])
    const [, gateway = '', ...more] = positionals
    const scopes = (values.scopes ?? 'usage,entitlements,introspect').split(',')
    const [prefix, by] = [values.prefix ?? '', values.by?.trim() ?? '']
    if (!act || !/^[a-z0-9-]{1,40}$/.test(gateway) || !scopes.every(isScope) || more.length > 0) return null
    if ((act === 'rotate' || act === 'revoke') && !prefix) return null
    return act !== 'list' && !by ? null : { act, gateway, scopes, prefix, by }
  } catch {
    return null
  }
}

/** What is printed. */
async function run(db: Db, { act, gateway, scopes, prefix, by }: Wish, now: Date): Promise<void> {
  if (act === 'list') return console.table(await listKeys(db, { gateway }))
  if (act === 'revoke') return revokeGatewayKey(db, { gateway, by, prefix }, now)
  if (act === 'rotate') {
    const { key } = await rotateGatewayKey(db, { gateway, by, prefix }, now)
    return console.log(`${key}\nShown once. ${prefix} works for 24 hours more.`)
  }
  const isThere = (await listGateways(db)).some(({ id }) => id === gateway)
  if (!isThere) await addGateway(db, { gateway, by, name: gateway }, now)
  const issued = await issueGatewayKey(db, { gateway, by, scopes }, now)
  console.log(`${issued.key}\nShown once. Its prefix is ${issued.prefix}.`)
}

async function main(): Promise<number> {
  const wish = readArguments()
  if (!wish) {
    console.error(USAGE)
    return 2
  }
  const { db, close } = connect(env.DATABASE_URL, { max: 1, applicationName: 'cxpt-gateway-key' })
  try {
    await run(db, wish, new Date())
    return 0
  } catch (error) {
    console.error(sayError(error).say)
    return 1
  } finally {
    await close()
  }
}

process.exitCode = await main()
