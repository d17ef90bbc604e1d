'use server'

import { z } from 'zod'
import { setOwnLowCredits } from '../data/own-notices'
import { type ActionResult, runAction } from './run-action'

/** Wei as digits; null: no word. */
const limit = z
  .string()
  .regex(/^[1-9]\d{0,27}$/)
  .nullable()

/** Below how many credits the signed-in account is told. */
export async function keepLowCredits(value: z.input<typeof limit>): Promise<ActionResult<void>> {
  return runAction(() => {
    const wei = limit.parse(value)
    return setOwnLowCredits(wei === null ? null : BigInt(wei))
  })
}
