import 'server-only'
import type { Address } from 'viem'
import { database } from '../auth/database'
import { requireRole } from '../auth/roles'
import { listGatewayKeys, listGateways } from '../db/gateway-rows'
import { addGateway, endGateway, issueGatewayKey, revokeGatewayKey, rotateGatewayKey } from '../metering/gateways'
import { endOf, type GatewayScope, type IssuedKey } from '../metering/keys'
import { requireAdminReader } from './admin'

export type GatewayKeyView = {
  prefix: string
  scopes: string[]
  createdAt: Date
  lastUsedAt: Date | null
  /** Of one that was replaced: until when it works. */
  expiresAt: Date | null
  state: 'works' | 'replaced' | 'over' | 'revoked'
}
export type GatewayView = { id: string; name: string; createdAt: Date; endedAt: Date | null; keys: GatewayKeyView[] }
/** What this visitor may do: KEYKEEPER gives keys, GUARDIAN ends them too. */
export type Gateways = { canGive: boolean; canEnd: boolean; gateways: GatewayView[] }

/** Gateways with their keys, without the keys themselves. */
export async function getGateways(): Promise<Gateways> {
  const { roles } = await requireAdminReader()
  const held = new Set(roles.map(({ name }) => name))
  const db = database()
  const now = new Date()
  const [rows, keys] = [await listGateways(db), await listGatewayKeys(db)]
  const viewOf = (key: (typeof keys)[number], gatewayRevokedAt: Date | null): GatewayKeyView => {
    const end = endOf({ ...key, gatewayRevokedAt }, now)
    const { prefix, scopes, createdAt, lastUsedAt, expiresAt } = key
    const works = expiresAt ? 'replaced' : 'works'
    const state = end === 'KEY_REVOKED' ? 'revoked' : end === 'KEY_EXPIRED' ? 'over' : works
    return { prefix, scopes, createdAt, lastUsedAt, expiresAt, state }
  }
  return {
    canGive: held.has('KEYKEEPER'),
    canEnd: held.has('KEYKEEPER') || held.has('GUARDIAN'),
    gateways: rows.map(({ id, name, createdAt, revokedAt }) => ({
      ...{ id, name, createdAt, endedAt: revokedAt },
      keys: keys.filter(({ gateway }) => gateway === id).map((key) => viewOf(key, revokedAt)),
    })),
  }
}

const lower = (address: string) => address.toLowerCase() as Address

async function keeper(): Promise<Address> {
  const { session } = await requireRole('KEYKEEPER')
  return lower(session.address)
}

/** Who stops what goes wrong: a guardian ends, and gives nothing. */
async function stopper(): Promise<Address> {
  const { session } = await requireRole('KEYKEEPER', 'GUARDIAN')
  return lower(session.address)
}

/** KEYKEEPER names a gateway. FORBIDDEN, GATEWAY_THERE. */
export async function nameGateway(gateway: string, name: string): Promise<void> {
  await addGateway(database(), { gateway, name, by: await keeper() }, new Date())
}

/** KEYKEEPER gives a gateway a key; it is in this answer and nowhere else. FORBIDDEN, GATEWAY_NOT_FOUND, GATEWAY_ENDED. */
export async function giveGatewayKey(gateway: string, scopes: readonly GatewayScope[]): Promise<IssuedKey> {
  return issueGatewayKey(database(), { gateway, scopes, by: await keeper() }, new Date())
}

/** KEYKEEPER replaces a key, which works for a day more. FORBIDDEN, GATEWAY_NOT_FOUND, GATEWAY_ENDED, GATEWAY_KEY_NOT_FOUND. */
export async function replaceGatewayKey(gateway: string, prefix: string): Promise<IssuedKey> {
  return rotateGatewayKey(database(), { gateway, prefix, by: await keeper() }, new Date())
}

/** KEYKEEPER or GUARDIAN ends a key at once. FORBIDDEN, GATEWAY_KEY_NOT_FOUND. */
export async function endGatewayKey(gateway: string, prefix: string): Promise<void> {
  await revokeGatewayKey(database(), { gateway, prefix, by: await stopper() }, new Date())
}

/** KEYKEEPER or GUARDIAN ends a gateway and all of its keys. FORBIDDEN, GATEWAY_NOT_FOUND, GATEWAY_ENDED. */
export async function endGatewayOf(gateway: string): Promise<void> {
  await endGateway(database(), { gateway, by: await stopper() }, new Date())
}
