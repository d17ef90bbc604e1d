'use server'

import { refresh } from 'next/cache'
import { type Address, getAddress, isAddress } from 'viem'
import { z } from 'zod'
import { answerAsFinance, openEpochDispute } from '../data/epoch-disputes'
import { fileOf } from './form-file'
import { type ActionResult, runAction } from './run-action'

/** Shown to others: no control characters but line ends, and nothing that turns the direction of text. */
const words = z
  .string()
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .refine((text) => text.length >= 1 && text.length <= 1_000)
  .refine((text) => !/[\p{Cc}\p{Cf}]/u.test(text.replaceAll('\n', '')))
const wish = z.object({
  provider: z
    .string()
    .refine((text) => isAddress(text))
    .transform((text): Address => getAddress(text)),
  epoch: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(BigInt),
  say: words,
})
const answer = z.object({ decision: z.enum(['accepted', 'rejected']), reason: words })

/** The signed-in provider says that an epoch's inputs are wrong. Answers the SHA-256 of what was stored. */
export async function disputeEpoch(form: FormData): Promise<ActionResult<{ hash: string | null }>> {
  return runAction(async () => {
    const { provider, epoch, say } = wish.parse(
      Object.fromEntries(['provider', 'epoch', 'say'].map((name) => [name, form.get(name)])),
    )
    const dispute = await openEpochDispute({ provider, epoch, say, file: await fileOf(form.get('evidence')) })
    refresh()
    return { hash: dispute.evidence?.hash ?? null }
  })
}

/** FINANCE upholds a dispute of an epoch or rejects it, with a reason that the provider reads. */
export async function answerDispute(id: string, value: z.input<typeof answer>): Promise<ActionResult<void>> {
  return runAction(async () => {
    await answerAsFinance(z.uuid().parse(id), answer.parse(value))
    refresh()
  })
}
