import { Amount, Price, ShortAmount, Usd } from '@/components/ui/amount'
import { grouped, shortText, usdText } from '@/components/ui/amount-text'
import { NotKnown } from '@/components/ui/figure'
import { Section } from '@/components/ui/section'
import { Stat, Stats } from '@/components/ui/stat'
import { ageText, dayText, momentText } from '@/components/ui/time-text'
import type { Overview } from '@/lib/data/overview'
import type { MetricId } from '@/lib/domain/metrics'
import { usdOf } from '@/lib/domain/money'
import { supplyFigures } from '@/messages/supply-figures'

const { today: words } = supplyFigures

/** The figures of the moment. "30 d" are the last 30 complete UTC days. */
export function Today({ overview }: { overview: Overview }) {
  const { price, payments, asOf } = overview
  const of = (id: MetricId) => overview.metrics[id]
  const circulating = of('circulating')?.value
  const isShort = of('gross_burn')?.value === null
  return (
    <Section
      title={words.title}
      aside={<span className="text-ink-3">{words.window(dayText(yesterday(asOf.time)))}</span>}
    >
      <Stats>
        <Stat
          label={words.price}
          note={
            price
              ? words.posted(
                  momentText(price.postedAt),
                  ageText((asOf.time.getTime() - price.postedAt.getTime()) / 1_000),
                )
              : undefined
          }
        >
          <Price wad={price?.wad ?? null} reason={words.noPrice} />
        </Stat>
        <Stat
          label={words.circulating}
          note={
            <>
              {words.ofSupply(percent(of('float_pct')?.value))}
              {price && circulating && ` · ${usdText(usdOf(BigInt(circulating), price.wad), { digits: 0 })}`}
            </>
          }
        >
          <ShortAmount wei={circulating ?? null} />
        </Stat>
        <Stat
          label={words.burned}
          note={
            isShort
              ? undefined
              : words.burnRates(percent(of('burn_rate_float')?.value), percent(of('burn_rate_supply')?.value))
          }
        >
          <Amount wei={of('gross_burn')?.value ?? null} digits={0} unit reason={of('gross_burn')?.reason} />
        </Stat>
        <Stat label={words.ratio} note={words.ratioNote}>
          <Ratio value={of('burn_emission_ratio')?.value} reason={of('burn_emission_ratio')?.reason} />
        </Stat>
        <Stat label={words.paid} note={words.debited(shortText(payments.amount, 18))}>
          <Usd micro={payments.usd} digits={0} />
        </Stat>
        <Stat label={words.credits} note={<CreditsNote of={of} />}>
          <ShortAmount wei={of('credits_outstanding')?.value ?? null} />
        </Stat>
        <Stat label={words.runway} note={<RunwayNote days={of('runway_schedule_days')?.value} />}>
          <Days value={of('runway_rate_days')?.value} reason={of('runway_rate_days')?.reason} />
        </Stat>
      </Stats>
    </Section>
  )
}

type Of = (id: MetricId) => Overview['metrics'][MetricId]

function CreditsNote({ of }: { of: Of }) {
  const [loaded, spent] = [of('credits_loaded')?.value, of('credits_spent')?.value]
  return loaded && spent ? words.creditsNote(shortText(loaded, 18), shortText(spent, 18)) : null
}

function RunwayNote({ days }: { days: string | null | undefined }) {
  return days ? words.runwayEnd(whole(days)) : words.runwayNote
}

function Ratio({ value, reason }: { value?: string | null; reason?: string }) {
  if (!value) return <NotKnown reason={reason} />
  const [integer, fraction = ''] = value.split('.')
  return (
    <span className="num">
      {integer}.{fraction.slice(0, 3).padEnd(3, '0')}
    </span>
  )
}

function Days({ value, reason }: { value?: string | null; reason?: string }) {
  if (!value) return <NotKnown reason={reason} />
  return <span className="num">{words.days(whole(value))}</span>
}

/** The integer part of a decimal string, grouped. */
function whole(value: string): string {
  return grouped(BigInt(value.split('.')[0] ?? '0'))
}

/** `9.243771` → `9.244%`, cut to three decimals. */
function percent(value: string | null | undefined): string {
  if (!value) return 'n/a'
  const [integer, fraction = ''] = value.split('.')
  return `${integer}.${fraction.slice(0, 3).padEnd(3, '0')}%`
}

function yesterday(time: Date): Date {
  return new Date(time.getTime() - 86_400_000)
}
