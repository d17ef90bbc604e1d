'use server'

import { isHash } from 'viem'
import { z } from 'zod'
import { beginDrill, type DrillView, keepDrillBanner, keepDrillPause } from '../data/drills'
import { type ActionResult, runAction } from './run-action'

const id = z.uuid()
const hash = z.custom<`0x${string}`>((value) => typeof value === 'string' && isHash(value))
/** A scope each makes six transactions at most; an interaction is a tick, a word or a press. */
const paused = z.object({ id, hashes: z.array(hash).min(1).max(6), interactions: z.int().min(1).max(1_000) })

/** Starts the clock of a drill. */
export async function startDrill(): Promise<ActionResult<{ id: string }>> {
  return runAction(beginDrill)
}

/** The pause was mined. */
export async function drillPaused(value: z.input<typeof paused>): Promise<ActionResult<void>> {
  return runAction(() => keepDrillPause(paused.parse(value)))
}

/** The banner stood on another page. */
export async function drillSeen(value: string): Promise<ActionResult<DrillView>> {
  return runAction(() => keepDrillBanner(id.parse(value)))
}
