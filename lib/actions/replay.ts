'use server'

import { z } from 'zod'
import { type ReplayView, replaySetting, replayTranche } from '../data/replay'
import { SETTING_IDS } from '../domain/setting'
import { type ActionResult, runAction } from './run-action'

/** As the form reads them: whole numbers, addresses, names. */
const rows = z.array(z.record(z.string().max(40), z.string().max(100))).max(64)
const setting = z.object({ id: z.enum(SETTING_IDS), rows })
const tranche = z.object({ start: z.bigint(), end: z.bigint(), amount: z.bigint().positive() })

/** Computes the last closed month again under these values. Reads only. */
export async function askReplay(value: z.input<typeof setting>): Promise<ActionResult<ReplayView>> {
  return runAction(async () => {
    const asked = setting.parse(value)
    return replaySetting(asked.id, asked.rows)
  })
}

/** The same with a tranche more. */
export async function askTrancheReplay(value: z.input<typeof tranche>): Promise<ActionResult<ReplayView>> {
  return runAction(async () => replayTranche(tranche.parse(value)))
}
