'use server'

import { z } from 'zod'
import { agree, answerPlanRequest, askForPlan, hasAgreed } from '../data/own-plans'
import { parseAddress } from './reading'
import { type ActionResult, runAction } from './run-action'

/** Whether an address agreed to the terms in force. */
export async function readConsent(address: string): Promise<ActionResult<boolean>> {
  return runAction(() => hasAgreed(parseAddress(address)))
}

/** Stores that an address agrees to the terms in force. */
export async function agreeToTerms(address: string): Promise<ActionResult<void>> {
  return runAction(() => agree(parseAddress(address)))
}

const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Cf}]+$/u)
const request = z.object({
  company: text(120),
  email: z.email().max(200),
  tokens: z.string().regex(/^[1-9]\d{8,14}$/),
  say: text(1_000),
})

/** Asks for an Enterprise plan, as the signed-in account. */
export async function requestPlan(value: z.input<typeof request>): Promise<ActionResult<void>> {
  return runAction(() => {
    const { tokens, ...wish } = request.parse(value)
    return askForPlan({ ...wish, tokens: BigInt(tokens) })
  })
}

/** PARAMS takes a request off the list. */
export async function endRequest(id: string, answer: string): Promise<ActionResult<void>> {
  return runAction(() => answerPlanRequest(z.uuid().parse(id), text(1_000).parse(answer)))
}
