'use server'

import { z } from 'zod'
import { holdPrice, letPriceMove } from '../data/service-prices'
import { SERVICES } from '../domain/service'
import { type ActionResult, runAction } from './run-action'

const input = z.object({ service: z.enum(SERVICES), reason: z.string().trim().min(1).max(2_000), hold: z.boolean() })

/** Holds the price of a service, or lets it move again; with a reason, which the audit log keeps. */
export async function changePriceHold(value: z.input<typeof input>): Promise<ActionResult<void>> {
  return runAction(async () => {
    const { hold, ...hand } = input.parse(value)
    await (hold ? holdPrice(hand) : letPriceMove(hand))
  })
}
