'use server'

import { refresh } from 'next/cache'
import { type Address, getAddress, isAddress } from 'viem'
import { z } from 'zod'
import { assignOwnKey, changeOwnMember, inviteOwnMember, issueOwnMemberKey, removeOwnMember } from '../data/members'
import { type ActionResult, runAction } from './run-action'

const address = z
  .string()
  .refine((text) => isAddress(text))
  .transform((text): Address => getAddress(text))
/** Shown to others: nothing that turns the direction of text. */
const name = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .refine((text) => !/[\p{Cc}\p{Cf}]/u.test(text))
const above0 = (digits: number) =>
  z
    .string()
    .regex(new RegExp(`^[1-9]\\d{0,${digits - 1}}$`))
    .transform(BigInt)
    .nullable()
/** nano-USD and tokens of a month as digits; null: none. */
const limit = z.object({ chargeNano: above0(18), tokens: above0(15) })
const member = z.object({ member: address, name, limit })
const gift = member.extend({ budgetUsd: above0(15) })
const move = z.object({ prefix: z.string().regex(/^cxk_[a-z2-9]{8}$/), member: address.nullable(), limit })

/** The signed-in account lets another one use what it pays for. */
export async function addMember(value: z.input<typeof member>): Promise<ActionResult<void>> {
  return runAction(async () => {
    await inviteOwnMember(member.parse(value))
    refresh()
  })
}

/** Another name, other limits. */
export async function setMember(value: z.input<typeof member>): Promise<ActionResult<void>> {
  return runAction(async () => {
    await changeOwnMember(member.parse(value))
    refresh()
  })
}

/** Takes a member off and ends his keys. */
export async function endMember(value: string): Promise<ActionResult<void>> {
  return runAction(async () => {
    await removeOwnMember(address.parse(value))
    refresh()
  })
}

/** A new key for a member. It is shown once. */
export async function newMemberKey(
  value: z.input<typeof gift>,
): Promise<ActionResult<{ key: string; prefix: string }>> {
  return runAction(async () => {
    const issued = await issueOwnMemberKey(gift.parse(value))
    refresh()
    return issued
  })
}

/** Gives a key to a member, with limits, or takes it back. */
export async function moveKey(value: z.input<typeof move>): Promise<ActionResult<void>> {
  return runAction(async () => {
    const { prefix, ...to } = move.parse(value)
    await assignOwnKey(prefix, to)
    refresh()
  })
}
