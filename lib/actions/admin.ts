'use server'

import { isHex } from 'viem'
import { z } from 'zod'
import { keepReason } from '../data/admin'
import { parseAddress } from './reading'
import { type ActionResult, runAction } from './run-action'

const input = z.object({
  target: z.string(),
  data: z.string().refine((value) => isHex(value) && value.length <= 20_000),
  text: z.string().min(1).max(2_000),
  /** The sentence behind the call's `ref`, where it has one. */
  preimage: z.string().min(1).max(400).optional(),
})

/** Stores why a call is proposed, before the wallet is asked; answers the operation it belongs to. */
export async function giveReason(
  value: z.input<typeof input>,
): Promise<ActionResult<{ operationId: `0x${string}`; hash: `0x${string}` }>> {
  return runAction(async () => {
    const { target, data, text, preimage } = input.parse(value)
    return keepReason({ target: parseAddress(target), data: data as `0x${string}`, text, preimage })
  })
}
