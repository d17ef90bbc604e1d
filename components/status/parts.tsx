import { Price } from '@/components/ui/amount'
import { grouped } from '@/components/ui/amount-text'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Section } from '@/components/ui/section'
import { ageText, momentText } from '@/components/ui/time-text'
import type { Status } from '@/lib/data/status'

const PHASES = ['Testnet points', 'Mainnet launch', 'Full']
const STATES = { backfill: 'reading history', live: 'following the chain', halted: 'halted' } as const

const VERDICT: Record<Status['health']['status'], { tone: BadgeTone; word: string; say: string }> = {
  ok: { tone: 'success', word: 'Working', say: 'Every part answers, and the ledger is at the head of the chain.' },
  behind: {
    tone: 'warning',
    word: 'Behind',
    say: 'Figures are right as of the block shown. They catch up by themselves when the chain answers.',
  },
  halted: {
    tone: 'danger',
    word: 'Ledger halted',
    say: 'The indexer met something it may not guess about. Figures are right up to the block shown.',
  },
  down: {
    tone: 'danger',
    word: 'Ledger away',
    say: 'The database does not answer. The chain goes on and nothing is lost; figures return by themselves.',
  },
}

export function Verdict({ health }: { health: Status['health'] }) {
  const { tone, word, say } = VERDICT[health.status]
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      <Badge tone={tone}>{word}</Badge> {say}
    </span>
  )
}

/** Chain, indexer and price as pairs. */
export function Parts({ status: { health, ledger, say } }: { status: Status }) {
  return (
    <Section title="Parts">
      <KeyValues>
        <KeyValue name="Chain">
          {health.block === null ? (
            <Badge tone="danger">Does not answer</Badge>
          ) : (
            `chain ${health.chainId}, block ${grouped(BigInt(health.block))}`
          )}
        </KeyValue>
        <KeyValue name="Ledger">
          {ledger ? `block ${grouped(ledger.block)}, ${momentText(ledger.time)}` : <Badge tone="danger">{say}</Badge>}
        </KeyValue>
        {ledger && (
          <>
            <KeyValue name="Indexer">
              {ledger.state === 'halted' ? (
                <Badge tone="danger">halted: {ledger.reason ?? 'no reason stored'}</Badge>
              ) : (
                STATES[ledger.state]
              )}
            </KeyValue>
            <KeyValue name="Behind the chain">
              {health.lagSeconds === null ? 'n/a, the chain does not answer' : `${health.lagSeconds} s of block time`}
            </KeyValue>
            <KeyValue name="Phase">{PHASES[ledger.phase] ?? 'n/a'}</KeyValue>
            <PriceRows price={ledger.price} />
          </>
        )}
      </KeyValues>
    </Section>
  )
}

function PriceRows({ price }: { price: NonNullable<Status['ledger']>['price'] }) {
  if (!price) return <KeyValue name="Price">n/a, none was posted yet</KeyValue>
  const age = ageText(Number(price.ageSeconds))
  return (
    <>
      <KeyValue name="Price">
        <Price wad={price.wad} /> per CXPT
      </KeyValue>
      <KeyValue name="Posted">
        {momentText(price.postedAt)}, {age} ago{' '}
        {price.isFresh === false && <Badge tone="warning">Stale: no quotes, withdrawing works</Badge>}
      </KeyValue>
      <KeyValue name="Good for">{price.maxAgeSeconds === null ? 'n/a' : ageText(Number(price.maxAgeSeconds))}</KeyValue>
    </>
  )
}
