import { appendAudit } from '../db/audit-rows'
import type { Queryable } from '../db/connect'
import { addGatewayRow, lockGateway, setGatewayRevoked } from '../db/gateway-rows'
import { AppError } from '../errors/app-error'
import { type GatewayScope, type IssuedKey, issueKey, revokeKey, rotateKey } from './keys'

/** Who does it, on which gateway: an address that signed in, or the name given on the command line. */
export type GatewayAct = { gateway: string; by: string }

/** Locked to the end of the transaction: a gateway that is being ended gets no key. GATEWAY_NOT_FOUND, GATEWAY_ENDED. */
async function requireGateway(tx: Queryable, id: string): Promise<void> {
  const row = await lockGateway(tx, id)
  if (!row) throw new AppError('GATEWAY_NOT_FOUND', { gateway: id })
  if (row.revokedAt) throw new AppError('GATEWAY_ENDED', { gateway: id })
}

/** Who meters usage, runs probes or reports capacity from now on. GATEWAY_THERE. */
export function addGateway(
  db: Queryable,
  { gateway, by, name }: GatewayAct & { name: string },
  now: Date,
): Promise<void> {
  return db.transaction(async (tx) => {
    if (!(await addGatewayRow(tx, { id: gateway, name, createdAt: now }))) {
      throw new AppError('GATEWAY_THERE', { gateway })
    }
    await appendAudit(tx, { actor: by, action: 'gateway added', detail: { gateway, name } }, now)
  })
}

/** A key of a gateway, shown once. GATEWAY_NOT_FOUND, GATEWAY_ENDED. */
export function issueGatewayKey(
  db: Queryable,
  { gateway, by, scopes }: GatewayAct & { scopes: readonly GatewayScope[] },
  now: Date,
): Promise<IssuedKey> {
  return db.transaction(async (tx) => {
    await requireGateway(tx, gateway)
    const issued = await issueKey(tx, { gateway }, { name: gateway, scopes }, now)
    const detail = { gateway, prefix: issued.prefix, scopes: scopes.join(', ') }
    await appendAudit(tx, { actor: by, action: 'gateway key issued', detail }, now)
    return issued
  })
}

/** A new key in place of one, which works for a day more. GATEWAY_NOT_FOUND, GATEWAY_ENDED, GATEWAY_KEY_NOT_FOUND. */
export function rotateGatewayKey(
  db: Queryable,
  { gateway, by, prefix }: GatewayAct & { prefix: string },
  now: Date,
): Promise<IssuedKey> {
  return db.transaction(async (tx) => {
    await requireGateway(tx, gateway)
    const issued = await known(prefix, rotateKey(tx, { gateway }, prefix, now))
    const detail = { gateway, prefix, next: issued.prefix }
    await appendAudit(tx, { actor: by, action: 'gateway key rotated', detail }, now)
    return issued
  })
}

/** Ends a key at once, also one of a gateway that has ended. GATEWAY_KEY_NOT_FOUND. */
export function revokeGatewayKey(
  db: Queryable,
  { gateway, by, prefix }: GatewayAct & { prefix: string },
  now: Date,
): Promise<void> {
  return db.transaction(async (tx) => {
    await known(prefix, revokeKey(tx, { gateway }, prefix, now))
    await appendAudit(tx, { actor: by, action: 'gateway key revoked', detail: { gateway, prefix } }, now)
  })
}

/** Ends a gateway with every key of it, at once. GATEWAY_NOT_FOUND, GATEWAY_ENDED. */
export function endGateway(db: Queryable, { gateway, by }: GatewayAct, now: Date): Promise<void> {
  return db.transaction(async (tx) => {
    await requireGateway(tx, gateway)
    await setGatewayRevoked(tx, gateway, now)
    await appendAudit(tx, { actor: by, action: 'gateway ended', detail: { gateway } }, now)
  })
}

/** `KEY_NOT_FOUND` speaks to a user of his own keys. */
async function known<T>(prefix: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof AppError && error.code === 'KEY_NOT_FOUND')
      throw new AppError('GATEWAY_KEY_NOT_FOUND', { prefix })
    throw error
  }
}
