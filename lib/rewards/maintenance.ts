import type { z } from 'zod'
import type { Db } from '../db/connect'
import { findProvider, insertExclusion, listMaintenance, updateProvider } from '../db/provider-rows'
import { isMaintenanceWithin, MAINTENANCE_NOTICE } from '../domain/provider'
import { maintenanceHash } from '../domain/provider-message'
import { dateOf, secondsOf } from '../domain/time'
import { AppError } from '../errors/app-error'
import type { maintenanceSchema } from './provider-input'
import { assertSigned, type Verifier } from './signed-message'

/**
 * Takes an announcement of maintenance that the provider signed: a day ahead, and no 30 days with more than 240 minutes of it. Returns its id, the
 * hash of the message.
 */
export async function announceMaintenance(
  db: Db,
  verifier: Verifier,
  { message, signature }: z.infer<typeof maintenanceSchema>,
): Promise<{ id: string }> {
  const id = maintenanceHash(verifier.chainId, message)
  await assertSigned(verifier, message, id, signature)
  const { chainId, now } = verifier
  const { provider, from, until, reason, issuedAt } = message
  if (until <= from) throw new AppError('BAD_INPUT', { field: 'message.until' })
  if (from < now + MAINTENANCE_NOTICE) throw new AppError('MAINTENANCE_NOTICE')
  await db.transaction(async (tx) => {
    const row = await findProvider(tx, chainId, provider, true)
    if (!row) throw new AppError('PROVIDER_NOT_FOUND', { provider })
    if (dateOf(issuedAt) <= row.messageAt) throw new AppError('PROVIDER_MESSAGE_OLD')
    const before = (await listMaintenance(tx, chainId, provider)).map((one) => ({
      from: secondsOf(one.from),
      until: secondsOf(one.until),
    }))
    if (!isMaintenanceWithin([...before, { from, until }])) throw new AppError('MAINTENANCE_TOO_MUCH')
    const span = { from: dateOf(from), until: dateOf(until), announcedAt: dateOf(now) }
    await insertExclusion(tx, { chainId, id, provider, ...span, reason })
    await updateProvider(tx, row, { messageAt: dateOf(issuedAt) })
  })
  return { id }
}
