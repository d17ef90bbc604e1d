'use server'

import { refresh } from 'next/cache'
import type { Hex } from 'viem'
import { z } from 'zod'
import { askVersion, checkAnchor, putSignature, sendBack } from '../data/close'
import { askExport, askPack, askReview, getJobs, type JobView } from '../data/close-jobs'
import { MONTH_EXPORTS } from '../domain/close-job'
import { SIGN_OFF_ROLES } from '../domain/sign-off'
import { type ActionResult, runAction } from './run-action'

/** Signed and shown to others: no control characters but line ends, and nothing that turns the direction of text. */
const words = z
  .string()
  .max(1_000)
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .refine((text) => !/[\p{Cc}\p{Cf}]/u.test(text.replaceAll('\n', '')))
const reason = words.refine((text) => text.length >= 1)
const signing = z.object({
  id: z.uuid(),
  role: z.enum(SIGN_OFF_ROLES),
  note: words,
  // Of a contract wallet it is longer than 65 bytes.
  signature: z
    .string()
    .regex(/^0x([0-9a-fA-F]{2}){1,4096}$/)
    .transform((text) => text as Hex),
})

/** Puts the report of a month up for signing; `why` only when it replaces a final one. */
export async function putUpForSigning(month: string, why: string | null): Promise<ActionResult<void>> {
  return runAction(async () => {
    await askVersion(z.string().parse(month), why === null ? null : reason.parse(why))
    refresh()
  })
}

export async function signReport(value: z.input<typeof signing>): Promise<ActionResult<void>> {
  return runAction(async () => {
    await putSignature(signing.parse(value))
    refresh()
  })
}

export async function returnReport(id: string, why: string): Promise<ActionResult<void>> {
  return runAction(async () => {
    await sendBack(z.uuid().parse(id), reason.parse(why))
    refresh()
  })
}

/** The last look before the wallet opens for an anchor. */
export async function mayAnchor(id: string): Promise<ActionResult<void>> {
  return runAction(() => checkAnchor(z.uuid().parse(id)))
}

/** Asks for a file of a month. */
export async function exportMonth(month: string, kind: string): Promise<ActionResult<void>> {
  return runAction(async () => {
    await askExport(z.string().parse(month), z.enum(MONTH_EXPORTS).parse(kind))
    refresh()
  })
}

/** Asks for the audit pack of a quarter. */
export async function exportPack(quarter: string): Promise<ActionResult<void>> {
  return runAction(async () => {
    await askPack(z.string().parse(quarter))
    refresh()
  })
}

/** Asks for the annual review of a year. */
export async function exportReview(year: string): Promise<ActionResult<void>> {
  return runAction(async () => {
    await askReview(z.string().parse(year))
    refresh()
  })
}

/** How far the work for a month, a quarter or a year has come. */
export async function readJobs(period: string): Promise<ActionResult<JobView[]>> {
  return runAction(() => getJobs(z.string().max(10).parse(period)))
}
