'use client'

import { useId, useState } from 'react'
import { Amount } from '@/components/ui/amount'
import { cxptText } from '@/components/ui/amount-text'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/field'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { type Earning, earn, minutesAt } from '@/lib/domain/earning'
import { serviceName } from '@/lib/domain/service-name'
import { provider as words } from '@/messages/provider'
import { countText, factorText, shareText } from './factor-text'
import './provider.css'

/** The share of good minutes that the sentence is about, ppm. */
const GOAL = 999_000n
/** Under this many requests R is neutral, whatever the p95. */
const FEW = 200n
/** What the chain allows D to be, ppm. */
const DEMAND = { least: 500_000, most: 2_000_000 }

type Changed = Pick<Earning, 'goodMinutes' | 'classes'>

/** The epoch again under other values, by the very functions that closed it. Unchanged it gives what was earned, to the wei. */
export function WhatIf({ earning }: { earning: Earning }) {
  const [changed, setChanged] = useState<Changed | null>(null)
  const [service, setService] = useState(earning.classes[0]?.service)
  const now = { ...earning, ...changed }
  const was = earn(earning).amount
  const would = earn(now).amount
  const one = now.classes.find((other) => other.service === service)
  const before = earning.classes.find((other) => other.service === service)
  const setClass = (part: Partial<Earning['classes'][number]>) =>
    setChanged({
      goodMinutes: now.goodMinutes,
      classes: now.classes.map((other) => (other.service === service ? { ...other, ...part } : other)),
    })
  return (
    <div className="grid gap-4">
      <p className="text-body">
        <b>{goalText(earning, was)}</b>
      </p>
      {earning.eligibleMinutes > 0n && (
        <Slider
          label={words.whatIfUptime}
          value={Number(now.goodMinutes)}
          least={0}
          most={Number(earning.eligibleMinutes)}
          was={Number(earning.goodMinutes)}
          shown={shareText(now.goodMinutes, earning.eligibleMinutes) ?? 'n/a'}
          said={words.minutes(countText(now.goodMinutes), countText(earning.eligibleMinutes))}
          onChange={(value) => setChanged({ classes: now.classes, goodMinutes: BigInt(value) })}
        />
      )}
      {one && before && (
        <>
          {earning.classes.length > 1 && (
            <Select label={words.service_} value={service} onChange={(event) => setService(event.target.value)}>
              {earning.classes.map(({ service: name }) => (
                <option key={name} value={name}>
                  {serviceName(name)}
                </option>
              ))}
            </Select>
          )}
          <Slider
            label={words.whatIfResponse}
            value={Number(one.p95)}
            least={0}
            most={Math.max(Number(one.target) * 2, Number(before.p95))}
            was={Number(before.p95)}
            shown={`${countText(one.p95)} ${words.ms}`}
            said={one.requests < FEW ? words.fewRequests : `${words.target} ${countText(one.target)} ${words.ms}`}
            onChange={(value) => setClass({ p95: BigInt(value) })}
          />
          <Slider
            label={words.whatIfDemand}
            value={Number(one.demand)}
            least={DEMAND.least}
            most={DEMAND.most}
            was={Number(before.demand)}
            shown={factorText(one.demand)}
            said={words.demandTarget}
            onChange={(value) => setClass({ demand: BigInt(value) })}
          />
        </>
      )}
      <div aria-live="polite">
        <KeyValues>
          <KeyValue name={words.asEarned}>
            <Amount wei={was} />
          </KeyValue>
          <KeyValue name={words.wouldEarn}>
            <Amount wei={would} rounding="down" unit copy />
          </KeyValue>
        </KeyValues>
        <p className="mt-2 text-table text-ink-2">
          {changed === null ? words.unchanged(cxptText(was, 18)) : differenceText(words.withChanges, would - was)}
        </p>
      </div>
      {changed !== null && (
        <Button size="table" className="justify-self-start" onClick={() => setChanged(null)}>
          {words.reset}
        </Button>
      )}
    </div>
  )
}

/** "At 99.9% uptime you would have earned 41 CXPT more." */
function goalText(earning: Earning, was: bigint): string {
  const goodMinutes = minutesAt(earning.eligibleMinutes, GOAL)
  const at = earn({ ...earning, goodMinutes }).amount
  return differenceText(words.at('99.9%'), at - was)
}

function differenceText(change: string, difference: bigint): string {
  if (difference === 0n) return words.same(change)
  const amount = cxptText(difference < 0n ? -difference : difference, 4, { rounding: 'down' })
  return difference > 0n ? words.more(change, amount) : words.less(change, amount)
}

type SliderProps = {
  label: string
  value: number
  least: number
  most: number
  /** The value as it was: marked under the track. */
  was: number
  shown: string
  said: string
  onChange: (value: number) => void
}

/** A whole number on a track. The browser's own slider: arrow keys, page keys and touch come with it. */
function Slider({ label, value, least, most, was, shown, said, onChange }: SliderProps) {
  const id = useId()
  const place = most === least ? 0 : ((was - least) / (most - least)) * 100
  return (
    <div className="what-if">
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id} className="num">
        {shown}
      </output>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        step={1}
        value={value}
        aria-valuetext={`${shown}, ${said}`}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <span className="what-if-was" aria-hidden="true">
        <span style={{ left: `${place.toFixed(2)}%` }} />
      </span>
      <small>{said}</small>
    </div>
  )
}
