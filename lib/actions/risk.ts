'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { acknowledgeRisk, moveThreshold } from '../data/risk'
import { THRESHOLD_IDS } from '../domain/threshold'
import { type ActionResult, runAction } from './run-action'

/** Shown to others and kept for good: nothing that turns the direction of text. */
const plain = z
  .string()
  .trim()
  .max(500)
  .refine((text) => !/[\p{Cc}\p{Cf}]/u.test(text))
const acknowledgement = z.object({ id: z.uuid(), note: plain })
const threshold = z.object({ id: z.enum(THRESHOLD_IDS), value: z.string().max(40), reason: plain })

/** Says that somebody knows of a running breach, and what is done about it. */
export async function acknowledgeBreach(value: z.input<typeof acknowledgement>): Promise<ActionResult<void>> {
  return runAction(async () => {
    const { id, note } = acknowledgement.parse(value)
    await acknowledgeRisk(id, note)
    refresh()
  })
}

/** Moves a threshold of risk or of an alert, with a reason, which the audit log keeps. */
export async function setThreshold(value: z.input<typeof threshold>): Promise<ActionResult<void>> {
  return runAction(async () => {
    await moveThreshold(threshold.parse(value))
    refresh()
  })
}
