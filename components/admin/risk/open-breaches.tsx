import { AddressText } from '@/components/ui/address'
import { grouped } from '@/components/ui/amount-text'
import { Badge } from '@/components/ui/badge'
import { Empty } from '@/components/ui/empty'
import { Act } from '@/components/ui/read-only'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { BreachView, RiskView } from '@/lib/data/risk'
import { indicators, inUnit, risk as words } from '@/messages/risk'
import { Acknowledge } from './acknowledge'

/** Breaches that go on: how far, since when, whose, who knows of it and what is to do. */
export function OpenBreaches({ risks }: { risks: readonly RiskView[] }) {
  const open = risks.flatMap((risk) => (risk.breach ? [{ risk, breach: risk.breach }] : []))
  return (
    <Section
      title={words.breaches}
      note={open.length > 0 ? words.breachesNote(open.length) : undefined}
      className="mt-5"
    >
      {open.length === 0 ? (
        <Empty>{words.noBreach}</Empty>
      ) : (
        <ul className="grid grid-cols-1 gap-4">
          {open.map(({ risk, breach }) => (
            <li key={breach.id}>
              <Breach risk={risk} breach={breach} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Breach({ risk, breach }: { risk: RiskView; breach: BreachView }) {
  const { name, act } = indicators[risk.id]
  const { beganAt, beganBlock, worst, worstAt, acknowledged } = breach
  return (
    <article aria-label={name} className="border-b border-rule pb-3 text-table">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3>{name}</h3>
        <Badge tone={acknowledged ? 'warning' : 'danger'}>{acknowledged ? words.acknowledged : words.open}</Badge>
        <span className="ml-auto text-caption text-ink-3">
          {words.owner} <span className="mono">{risk.owner}</span>
        </span>
      </div>
      <p className="mt-1 tabular-nums">
        {risk.value === null ? risk.reason : inUnit(risk.id, risk.value)}, {words.limit(risk.id, breach.threshold)};{' '}
        {words.since(momentText(beganAt), grouped(beganBlock))};{' '}
        {words.worst(inUnit(risk.id, worst), momentText(worstAt))}
      </p>
      <p className="mt-1 text-ink-2">
        {words.act}: {act}
      </p>
      {acknowledged && (
        <p className="mt-1 break-words text-ink-2">
          {words.acknowledged} {momentText(acknowledged.at)} {words.by} <AddressText address={acknowledged.by} />:{' '}
          {acknowledged.note}
        </p>
      )}
      <Act>
        <div className="mt-2">
          <Acknowledge id={breach.id} name={name} isAgain={acknowledged !== null} />
        </div>
      </Act>
    </article>
  )
}
