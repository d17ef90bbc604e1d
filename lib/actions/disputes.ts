'use server'

import { z } from 'zod'
import { decisionBody, disputeBody } from '../data/disputes'
import { decideAsFinance, openOwnDispute } from '../data/own-disputes'
import { type ActionResult, runAction } from './run-action'

/** Opens a dispute about a receipt of the signed-in account. */
export async function disputeReceipt(value: z.input<typeof disputeBody>): Promise<ActionResult<void>> {
  return runAction(() => openOwnDispute(disputeBody.parse(value)))
}

/** FINANCE ends a dispute: a credit note of a part or all of it, or words. */
export async function endDispute(id: string, value: z.input<typeof decisionBody>): Promise<ActionResult<void>> {
  return runAction(() => decideAsFinance(z.uuid().parse(id), decisionBody.parse(value)))
}
