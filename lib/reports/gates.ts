import type { Flow, MonthRow, PaymentTotals } from '../db/report-rows'
import { MAX_SUPPLY } from '../domain/units'
import type { ChainReading } from './chain-reading'
import type { Gate, GateId } from './gate'
import type { BurnLine } from './sheet/burns'
import type { ReconciliationLine } from './sheet/chain-reconciliation'
import type { EmissionLine } from './sheet/emissions'
import type { SplitLine } from './sheet/split'
import type { RollForwardRow } from './sheet/supply-roll-forward'
import type { SheetName } from './sheet-names'

export type GateFacts = {
  month: MonthRow
  /** The month before, when the ledger has it. */
  previous: MonthRow | null
  flows: readonly Flow[]
  rollForward: readonly RollForwardRow[]
  /** Null while the chain does not answer. */
  chain: { reading: ChainReading; lines: readonly ReconciliationLine[] } | null
  /** Why it does not. */
  chainSay: string
  burns: readonly BurnLine[]
  split: readonly SplitLine[]
  emissions: readonly EmissionLine[]
  /** `Rewards.vested` as our formula has it at the closing block's time. */
  vested: bigint
  payments: PaymentTotals
}

/** What must hold before a month can become final, each with the sheet that shows it. */
export function gatesOf(facts: GateFacts): Gate[] {
  const gate = (id: GateId, title: string, sheet: SheetName, finding: Finding): Gate => {
    if (finding === WAITING) return { id, title, sheet, state: 'waiting', detail: facts.chainSay }
    return { id, title, sheet, state: finding === null ? 'passed' : 'failed', detail: finding ?? '' }
  }
  return [
    gate('foots', 'Supply foots to 1e27 wei', 'supply-roll-forward', foots(facts)),
    gate('unclassified', 'Nothing unclassified', 'supply-roll-forward', unclassified(facts)),
    gate('opening', 'Opening equals the prior closing', 'supply-roll-forward', opening(facts)),
    gate('chain', 'Chain and ledger differ by 0 wei', 'chain-reconciliation', chain(facts)),
    gate('closing_block', 'Closing block is still on the chain', 'chain-reconciliation', closingBlock(facts)),
    gate('emission', 'Emission vested equals the contract', 'emissions', emission(facts)),
    gate('burns', 'Burns equal their share', 'burns', burns(facts)),
    gate('split', 'Split parts equal the basis', 'split', split(facts)),
    gate('payments', 'Payments equal what reached vault revenue', 'payments', payments(facts)),
  ]
}

const WAITING = Symbol('waiting')

/** Null: it holds. Text: the first thing that does not. */
type Finding = string | null | typeof WAITING

function foots({ rollForward, flows }: GateFacts): Finding {
  const proof = rollForward.find(({ row }) => row === 'proof')
  if (!proof) return 'the roll-forward has no proof'
  if (proof.closing !== MAX_SUPPLY) return `buckets and burned close at ${proof.closing} wei`
  const isAfterGenesis = flows.some(({ from, before }) => from === 'genesis' && before > 0n)
  const expected = isAfterGenesis ? MAX_SUPPLY : 0n
  if (proof.opening !== expected) return `buckets and burned open at ${proof.opening} wei`
  const off = rollForward.find(({ check }) => check !== 0n)
  if (off) return `${off.account} does not roll forward by ${off.check} wei`
  const total = rollForward.find(({ row }) => row === 'total')
  if (total && total.internalIn !== total.internalOut) {
    return `internal in and out differ by ${total.internalIn - total.internalOut} wei`
  }
  const negative = rollForward.find(({ closing }) => closing < 0n)
  return negative ? `${negative.account} closes below zero at ${negative.closing} wei` : null
}

function unclassified({ flows, rollForward }: GateFacts): Finding {
  const flow = flows.find(({ from, to, entries }) => entries > 0 && (from === 'unclassified' || to === 'unclassified'))
  if (flow) return `${flow.during} wei went from ${flow.from} to ${flow.to} without an explanation`
  const closing = rollForward.find(({ account }) => account === 'unclassified')?.closing ?? 0n
  return closing === 0n ? null : `${closing} wei are in no bucket we can name`
}

function opening({ month, previous, rollForward }: GateFacts): Finding {
  if (previous) {
    return previous.closingHash === month.openingHash && previous.closingBlock === month.openingBlock
      ? null
      : `block ${month.openingBlock} opens, block ${previous.closingBlock} closed ${previous.month}`
  }
  const first = rollForward.find(({ opening }) => opening !== 0n)
  return first ? `${first.account} opens at ${first.opening} wei, and there is no month before` : null
}

function chain({ chain, rollForward }: GateFacts): Finding {
  if (!chain) return WAITING
  const row = rollForward.find(({ difference }) => difference !== 0n)
  if (row) return `${row.account} differs by ${row.difference ?? 'an unknown number of'} wei`
  const line = chain.lines.find(({ difference }) => difference !== 0n)
  return line ? `${line.bucket} ${line.owner} differs by ${line.difference} wei`.replace('  ', ' ') : null
}

function closingBlock({ chain, month }: GateFacts): Finding {
  if (!chain) return WAITING
  return chain.reading.hash === month.closingHash
    ? null
    : `block ${month.closingBlock} is ${chain.reading.hash} on the chain and ${month.closingHash} here`
}

function emission({ chain, vested, emissions }: GateFacts): Finding {
  const above = emissions.find(({ used, vested }) => used > vested)
  if (above) return `${above.used} wei were used when ${above.vested} had vested`
  if (!chain) return WAITING
  return chain.reading.vested === vested
    ? null
    : `the contract says ${chain.reading.vested} wei, the schedule ${vested}`
}

function burns({ burns }: GateFacts): Finding {
  const line = burns.find(({ difference }) => difference !== 0n)
  return line ? `${line.row.txHash} burned ${line.difference} wei more than its share` : null
}

function split({ split }: GateFacts): Finding {
  const line = split.find(({ isExact, variance }) => !isExact || variance !== 0n)
  if (!line) return null
  if (!line.split) return `version ${line.row.splitVersion} of the split is not known`
  return `${line.row.txHash} is not split as version ${line.row.splitVersion} says`
}

function payments({ flows, payments }: GateFacts): Finding {
  const moved = flows
    .filter(({ from, to }) => from === 'vault_credits' && to === 'vault_revenue')
    .reduce((sum, { during }) => sum + during, 0n)
  return moved === payments.amount ? null : `payments are ${payments.amount} wei, ${moved} wei reached vault revenue`
}
