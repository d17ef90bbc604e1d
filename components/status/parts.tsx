import { Price } from '@/components/ui/amount'
import { grouped } from '@/components/ui/amount-text'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Section } from '@/components/ui/section'
import { ageText, momentText } from '@/components/ui/time-text'
import type { Status } from '@/lib/data/status'
import { parts } from '@/messages/parts'
import { status as texts } from '@/messages/status'

const TONES: Record<Status['health']['status'], BadgeTone> = {
  ok: 'success',
  behind: 'warning',
  halted: 'danger',
  down: 'danger',
}

const words = texts.parts

export function Verdict({ health }: { health: Status['health'] }) {
  const { word, say } = texts.verdicts[health.status]
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      <Badge tone={TONES[health.status]}>{word}</Badge> {say}
    </span>
  )
}

/** Chain, indexer and price as pairs. */
export function Parts({ status: { health, ledger, say } }: { status: Status }) {
  return (
    <Section title={words.title}>
      <KeyValues>
        <KeyValue name={words.chain}>
          {health.block === null ? (
            <Badge tone="danger">{words.noAnswer}</Badge>
          ) : (
            words.chainAt(health.chainId, grouped(BigInt(health.block)))
          )}
        </KeyValue>
        <KeyValue name={words.ledger}>
          {ledger ? words.ledgerAt(grouped(ledger.block), momentText(ledger.time)) : <Badge tone="danger">{say}</Badge>}
        </KeyValue>
        {ledger && (
          <>
            <KeyValue name={words.indexer}>
              {ledger.state === 'halted' ? (
                <Badge tone="danger">{words.halted(ledger.reason)}</Badge>
              ) : (
                words.states[ledger.state]
              )}
            </KeyValue>
            <KeyValue name={words.behind}>
              {health.lagSeconds === null ? words.noChain : words.lag(health.lagSeconds)}
            </KeyValue>
            <KeyValue name={words.phase}>{words.phases[ledger.phase] ?? parts.notKnown}</KeyValue>
            <PriceRows price={ledger.price} />
          </>
        )}
      </KeyValues>
    </Section>
  )
}

function PriceRows({ price }: { price: NonNullable<Status['ledger']>['price'] }) {
  if (!price) return <KeyValue name={words.price}>{words.noPrice}</KeyValue>
  const age = ageText(Number(price.ageSeconds))
  return (
    <>
      <KeyValue name={words.price}>
        <Price wad={price.wad} /> {words.perCxpt}
      </KeyValue>
      <KeyValue name={words.posted}>
        {words.postedAt(momentText(price.postedAt), age)}{' '}
        {price.isFresh === false && <Badge tone="warning">{words.stale}</Badge>}
      </KeyValue>
      <KeyValue name={words.goodFor}>
        {price.maxAgeSeconds === null ? parts.notKnown : ageText(Number(price.maxAgeSeconds))}
      </KeyValue>
    </>
  )
}
