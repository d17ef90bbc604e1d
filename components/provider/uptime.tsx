import Link from 'next/link'
import type { ReactNode } from 'react'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { dayText, momentText } from '@/components/ui/time-text'
import type { UptimeView } from '@/lib/data/uptime'
import { countStates, MINUTE_STATES, type MinuteCounts, type MinuteState } from '@/lib/domain/minute-grid'
import { provider as words } from '@/messages/provider'
import { countText, shareText } from './factor-text'
import { MinuteGrid, MinuteKey, MinutePatterns } from './minute-grid'

type Props = {
  view: UptimeView
  hrefOf: (day: string) => string
  /** Of the inputs the epoch was closed with; null while it is open. */
  inputs: { good: bigint; eligible: bigint } | null
}

const nameOf = (day: string): string => dayText(new Date(`${day}T00:00:00Z`), { year: true })

/** A week by day, and every minute of one of its days. */
export function Uptime({ view, hrefOf, inputs }: Props) {
  const { days, day, states, excluded } = view
  const sums = days.map(({ counts }) => counts).reduce(add, countStates([]))
  const used = MINUTE_STATES.filter((state) => sums[state] > 0)
  const differs = inputs && (BigInt(sums.good) !== inputs.good || BigInt(sums.good + sums.bad) !== inputs.eligible)
  return (
    <Section title={words.uptime} note={words.uptimeNote} id="uptime">
      <MinutePatterns />
      {differs && <Note className="mb-3">{words.differs}</Note>}
      <div className="grid gap-6 lg:grid-cols-12 lg:gap-10">
        <div className="min-w-0 lg:col-span-5">
          <Table label={words.uptime} rows={34}>
            <thead>
              <tr>
                <Th>{words.day}</Th>
                {used.map((state) => (
                  <Th key={state} num wide={state === 'unknown' || state === 'before' || state === 'excluded'}>
                    {words.stateName[state]}
                  </Th>
                ))}
                <Th num>{words.uptime}</Th>
              </tr>
            </thead>
            <tbody>
              {days.map((one) => (
                <tr key={one.day} data-selected={one.day === day || undefined}>
                  <RowHead>
                    <Link
                      prefetch={false}
                      href={hrefOf(one.day)}
                      scroll={false}
                      aria-current={one.day === day ? 'true' : undefined}
                    >
                      {dayText(new Date(`${one.day}T00:00:00Z`))}
                    </Link>
                  </RowHead>
                  {used.map((state) => (
                    <Td key={state} num wide={state === 'unknown' || state === 'before' || state === 'excluded'}>
                      <Count value={one.counts[state]} />
                    </Td>
                  ))}
                  <Td num>{shareText(BigInt(one.counts.good), BigInt(one.counts.good + one.counts.bad)) ?? 'n/a'}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
          <ul className="mt-3 grid gap-1 text-caption text-ink-2">
            {excluded.map((one) => (
              <li key={`${one.from.toISOString()} ${one.reason}`}>{spanText(one)}</li>
            ))}
          </ul>
        </div>
        <div className="min-w-0 lg:col-span-7">
          <h3 className="mb-2">{nameOf(day)}</h3>
          <MinuteGrid states={states} label={words.gridLabel(nameOf(day), countsText(countStates(states)))} />
          <Legend states={used} />
        </div>
      </div>
    </Section>
  )
}

function Count({ value }: { value: number }): ReactNode {
  return value === 0 ? <span className="text-ink-3">0</span> : countText(value)
}

function Legend({ states }: { states: readonly MinuteState[] }) {
  return (
    <ul className="mt-3 grid gap-1 text-caption text-ink-2">
      {states.map((state) => (
        <li key={state}>
          <MinuteKey state={state} /> <b>{words.stateName[state]}</b>: {words.stateSay[state]}
        </li>
      ))}
    </ul>
  )
}

function countsText(counts: MinuteCounts): string {
  return MINUTE_STATES.filter((state) => counts[state] > 0)
    .map((state) => words.countOf(counts[state], words.stateName[state]))
    .join(', ')
}

function spanText({ from, until, reason, isOwn }: UptimeView['excluded'][number]): string {
  const [start, end] = [momentText(from, { year: false }), momentText(until, { year: false })]
  return isOwn ? words.maintenance(start, end, reason) : words.incident(start, end, reason)
}

function add(a: MinuteCounts, b: MinuteCounts): MinuteCounts {
  return {
    good: a.good + b.good,
    bad: a.bad + b.bad,
    excluded: a.excluded + b.excluded,
    unknown: a.unknown + b.unknown,
    before: a.before + b.before,
  }
}
