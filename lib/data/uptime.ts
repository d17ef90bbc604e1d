import 'server-only'
import type { Address } from 'viem'
import { requireSession } from '../auth/session'
import { listExclusions } from '../db/provider-rows'
import type { Between } from '../db/reward-source-rows'
import { listJobMinutes, listProbedMinutes } from '../db/uptime-rows'
import { epochBounds } from '../domain/epoch'
import { countStates, type MinuteCounts, type MinuteState, minuteStates, type Seen } from '../domain/minute-grid'
import { lesser } from '../domain/money'
import { dateOf, MINUTE, secondsOf } from '../domain/time'
import { PROBERS_UP } from '../rewards/uptime'
import { requireProvider } from './provider-owner'
import { atOneBlock } from './snapshot'

const MINUTES_A_DAY = 1_440

export type UptimeDay = { day: string; counts: MinuteCounts; isRunning: boolean }

/** A week, day by day, and every minute of one day of it. */
export type UptimeView = {
  provider: Address
  days: UptimeDay[]
  day: string
  states: MinuteState[]
  excluded: { from: Date; until: Date; reason: string; isOwn: boolean }[]
}

/** Only for the provider itself or who it is paid to. Minutes that are not over are left out. FORBIDDEN, PROVIDER_NOT_FOUND. */
export async function getUptime(provider: Address, epoch: bigint, wanted: string | null): Promise<UptimeView> {
  const session = await requireSession()
  return atOneBlock(async (at) => {
    const { db, chainId, time } = at
    const row = await requireProvider(at, provider, session.address)
    const { start, end } = epochBounds(epoch)
    const until = lesser(secondsOf(time), end)
    const between: Between = { chainId, start: dateOf(start), end: dateOf(until) }
    const out = (await listExclusions(db, chainId, between.start, between.end)).filter(
      (one) => one.provider === '' || one.provider === row.provider,
    )
    const probed = await listProbedMinutes(db, between, row.provider, PROBERS_UP)
    const seen: Seen = {
      up: new Set(probed.up),
      valid: new Set(probed.valid),
      jobs: new Set(await listJobMinutes(db, between, row.provider)),
      excluded: out.map((one) => ({ from: secondsOf(one.from), until: secondsOf(one.until) })),
      registeredAt: secondsOf(row.registeredAt),
    }
    const states = minuteStates(Number(start / MINUTE), Number(until / MINUTE), seen)
    const days = daysOf(states, start)
    const day = days.find((one) => one.day === wanted)?.day ?? worstOf(days)
    const index = days.findIndex((one) => one.day === day)
    return {
      provider,
      days,
      day,
      states: states.slice(index * MINUTES_A_DAY, (index + 1) * MINUTES_A_DAY),
      excluded: out.map((one) => ({
        from: one.from,
        until: one.until,
        reason: one.reason,
        isOwn: one.provider !== '',
      })),
    }
  })
}

function daysOf(states: readonly MinuteState[], start: bigint): UptimeDay[] {
  const days: UptimeDay[] = []
  for (let from = 0; from < states.length; from += MINUTES_A_DAY) {
    const part = states.slice(from, from + MINUTES_A_DAY)
    const day = dateOf(start + BigInt(from) * MINUTE)
      .toISOString()
      .slice(0, 10)
    days.push({ day, counts: countStates(part), isRunning: part.length < MINUTES_A_DAY })
  }
  return days
}

/** The day with most bad minutes, the later of two: it is what one comes to see. */
function worstOf(days: readonly UptimeDay[]): string {
  return days.reduce((worst, one) => (one.counts.bad >= worst.counts.bad ? one : worst), days[0] ?? NO_DAY).day
}

const NO_DAY: UptimeDay = { day: '', counts: countStates([]), isRunning: true }
