'use server'

import { refresh } from 'next/cache'
import type { Hex } from 'viem'
import { z } from 'zod'
import { decide, enter, reverse } from '../data/adjustments'
import { parseCents } from '../domain/adjustment'
import { type Month, parseMonth } from '../domain/month'
import { fileOf } from './form-file'
import { type ActionResult, runAction } from './run-action'

/** Shown to others and written into journals: no control characters, and nothing that turns the direction of text. */
const words = z
  .string()
  .transform((text) => text.trim())
  .refine((text) => text.length >= 1 && text.length <= 300)
  .refine((text) => !/[\p{Cc}\p{Cf}]/u.test(text))
const month = z.string().transform((text, context): Month => {
  const parsed = parseMonth(text)
  if (parsed) return parsed
  context.addIssue({ code: 'custom', message: 'no month' })
  return z.NEVER
})
const cents = z.string().transform((text, context): bigint => {
  const parsed = parseCents(text)
  if (parsed !== null) return parsed
  context.addIssue({ code: 'custom', message: 'no amount' })
  return z.NEVER
})
const none = z.literal('').transform(() => null)
const wish = z.object({
  month,
  originalPeriod: month.or(none),
  debit: z.string().max(8),
  credit: z.string().max(8),
  amount: cents,
  memo: words,
  hash: z
    .string()
    .regex(/^(0x)?[0-9a-fA-F]{64}$/)
    .transform((text) => `0x${text.replace(/^0x/, '').toLowerCase()}` as Hex)
    .or(none),
})
const FIELDS = Object.keys(wish.shape)

/** FINANCE enters an adjustment, with a file or the SHA-256 of one. */
export async function enterAdjustment(form: FormData): Promise<ActionResult<void>> {
  return runAction(async () => {
    const { amount, ...given } = wish.parse(Object.fromEntries(FIELDS.map((name) => [name, form.get(name) ?? ''])))
    await enter({ ...given, cents: amount, file: await fileOf(form.get('evidence')) })
    refresh()
  })
}

export async function decideAdjustment(id: string, decision: string, reason: string): Promise<ActionResult<void>> {
  return runAction(async () => {
    await decide(z.uuid().parse(id), z.enum(['approved', 'rejected']).parse(decision), words.parse(reason))
    refresh()
  })
}

export async function reverseAdjustment(id: string, memo: string): Promise<ActionResult<void>> {
  return runAction(async () => {
    await reverse(z.uuid().parse(id), words.parse(memo))
    refresh()
  })
}
