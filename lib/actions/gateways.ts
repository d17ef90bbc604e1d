'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { endGatewayKey, endGatewayOf, giveGatewayKey, nameGateway, replaceGatewayKey } from '../data/gateways'
import { GATEWAY_SCOPES, type IssuedKey } from '../metering/keys'
import { type ActionResult, runAction } from './run-action'

const gateway = z.string().regex(/^[a-z0-9-]{1,40}$/)
const prefix = z.string().regex(/^cxg_[a-z2-9]{8}$/)
const name = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine((text) => !/[\p{Cc}\p{Cf}]/u.test(text))
const naming = z.object({ gateway, name })
const giving = z.object({ gateway, scopes: z.array(z.enum(GATEWAY_SCOPES)).min(1) })
const ofKey = z.object({ gateway, prefix })

/** Names a gateway; its first key is another act. */
export async function newGateway(value: z.input<typeof naming>): Promise<ActionResult<void>> {
  return runAction(async () => {
    const wish = naming.parse(value)
    await nameGateway(wish.gateway, wish.name)
    refresh()
  })
}

/** A key of a gateway. It is shown once. */
export async function newGatewayKey(value: z.input<typeof giving>): Promise<ActionResult<IssuedKey>> {
  return runAction(async () => {
    const wish = giving.parse(value)
    const issued = await giveGatewayKey(wish.gateway, wish.scopes)
    refresh()
    return issued
  })
}

/** A new key in place of one, which works for a day more. */
export async function rotateGateway(value: z.input<typeof ofKey>): Promise<ActionResult<IssuedKey>> {
  return runAction(async () => {
    const key = ofKey.parse(value)
    const issued = await replaceGatewayKey(key.gateway, key.prefix)
    refresh()
    return issued
  })
}

/** Ends a key at once. */
export async function revokeGateway(value: z.input<typeof ofKey>): Promise<ActionResult<void>> {
  return runAction(async () => {
    const key = ofKey.parse(value)
    await endGatewayKey(key.gateway, key.prefix)
    refresh()
  })
}

/** Ends a gateway and all of its keys. */
export async function dropGateway(value: string): Promise<ActionResult<void>> {
  return runAction(async () => {
    await endGatewayOf(gateway.parse(value))
    refresh()
  })
}
