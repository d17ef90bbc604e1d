'use server'

import { cookies } from 'next/headers'
import { REFERRAL, referrerFrom } from '../domain/referral-link'
import { type ActionResult, runAction } from './run-action'

/** This browser forgets a referrer that it keeps: one's own link brought nobody. Another one that it keeps stays. */
export async function forgetReferrer(value: string): Promise<ActionResult<void>> {
  return runAction(async () => {
    const jar = await cookies()
    const kept = referrerFrom(jar.get(REFERRAL)?.value)
    if (kept !== null && kept === referrerFrom(value)) jar.delete(REFERRAL)
  })
}
