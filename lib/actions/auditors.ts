'use server'

import { refresh } from 'next/cache'
import { type Address, getAddress, isAddress } from 'viem'
import { z } from 'zod'
import { endAuditAccess, grantAuditAccess } from '../data/auditors'
import { type ActionResult, runAction } from './run-action'

/** Shown to others and kept for good: nothing that turns the direction of text. */
const plain = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !/[\p{Cc}\p{Cf}]/u.test(text))
const grant = z.object({
  address: z
    .string()
    .refine((text) => isAddress(text))
    .transform((text): Address => getAddress(text)),
  name: plain(80),
  reason: plain(500),
  lastDay: z.iso.date(),
})
const end = z.object({ id: z.uuid(), reason: plain(500) })

/** Lets an address read the console until the end of a day. */
export async function grantAuditor(value: z.input<typeof grant>): Promise<ActionResult<void>> {
  return runAction(async () => {
    await grantAuditAccess(grant.parse(value))
    refresh()
  })
}

/** Ends an access before its day. */
export async function endAuditor(value: z.input<typeof end>): Promise<ActionResult<void>> {
  return runAction(async () => {
    const { id, reason } = end.parse(value)
    await endAuditAccess(id, reason)
    refresh()
  })
}
