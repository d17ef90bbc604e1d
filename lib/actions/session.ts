'use server'

import { signOutEverywhere } from '../auth/session'
import { type ActionResult, runAction } from './run-action'

/** Ends every session of the signed-in account, this one too. Says how many there were. */
export async function endAllSessions(): Promise<ActionResult<number>> {
  return runAction(signOutEverywhere)
}
