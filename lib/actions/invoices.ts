'use server'

import { z } from 'zod'
import { issueOwnInvoices, saveOwnDetails } from '../data/own-invoices'
import { PRINTABLE } from '../domain/printable'
import { type ActionResult, runAction } from './run-action'

const text = (most: number) => z.string().trim().max(most).regex(PRINTABLE)
const details = z.object({
  name: text(120).min(1),
  taxId: text(40),
  address: text(300).min(1),
  country: z.string().regex(/^[A-Z]{2}$/),
})

/** What stands on the signed-in account's documents. */
export async function keepDetails(value: z.input<typeof details>): Promise<ActionResult<void>> {
  return runAction(() => saveOwnDetails(details.parse(value)))
}

/** Writes what has no document yet. */
export async function writeInvoices(): Promise<ActionResult<number>> {
  return runAction(() => issueOwnInvoices())
}
