'use server'

import { z } from 'zod'
import { issueOwnKey, revokeOwnKey, rotateOwnKey, setOwnOverage } from '../data/own-keys'
import { type ActionResult, runAction } from './run-action'

const prefix = z.string().regex(/^cxk_[a-z2-9]{8}$/)
const wish = z.object({
  name: z.string().trim().min(1).max(40),
  /** micro-USD a day, as digits; null: none. */
  budgetUsd: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .nullable(),
})

/** A new API key of the signed-in account. It is shown once. */
export async function newKey(value: z.input<typeof wish>): Promise<ActionResult<{ key: string; prefix: string }>> {
  return runAction(async () => {
    const { name, budgetUsd } = wish.parse(value)
    return issueOwnKey({ name, budgetUsd: budgetUsd === null ? null : BigInt(budgetUsd) })
  })
}

/** A new key in place of one, which works on for a day. */
export async function replaceKey(value: string): Promise<ActionResult<{ key: string; prefix: string }>> {
  return runAction(() => rotateOwnKey(prefix.parse(value)))
}

/** Ends a key at once. */
export async function endKey(value: string): Promise<ActionResult<void>> {
  return runAction(() => revokeOwnKey(prefix.parse(value)))
}

/** Whether credits pay for what the allowance does not cover. */
export async function allowOverage(value: boolean): Promise<ActionResult<void>> {
  return runAction(() => setOwnOverage(z.boolean().parse(value)))
}
