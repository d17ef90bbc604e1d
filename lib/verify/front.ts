import { vested } from '../domain/emission'
import { type Month, monthBounds, previousMonth } from '../domain/month'
import { secondsOf } from '../domain/time'
import { chainBuckets } from '../reports/chain-buckets'
import { gatesOf } from '../reports/gates'
import { type FigureFacts, figuresOfMonth } from '../reports/month-figures'
import { burnLines } from '../reports/sheet/burns'
import { reconciliationLines } from '../reports/sheet/chain-reconciliation'
import { emissionLines, tranchesAt } from '../reports/sheet/emissions'
import { GATE_COLUMNS, gateTable } from '../reports/sheet/gate-list'
import { splitLines } from '../reports/sheet/split'
import { SUMMARY_COLUMNS, summaryTable } from '../reports/sheet/summary'
import { rollForward } from '../reports/sheet/supply-roll-forward'
import type { ChainMonth } from './chain-month'
import type { Expected } from './expected'

const NO_VIEWS: FigureFacts['views'] = { lines: [], bridges: [], result: { cash: 0n, accrual: 0n, normalised: 0n } }
const NO_AMOUNTS: FigureFacts['exact'] = { year: new Map(), opening: new Map(), closing: new Map() }

/** Figures of tokens of a month, up to a block; those of dollars are attested, so what they come from is left out. */
function factsOf({ ledger }: ChainMonth, month: Month, block: bigint): FigureFacts {
  const flows = ledger.flows.between(month, month)
  const tranches = tranchesAt(
    ledger.tranches.filter(({ blockNumber }) => blockNumber <= block),
    block,
  )
  return {
    ...{ flows, views: NO_VIEWS, exact: NO_AMOUNTS, supply: rollForward(flows, null) },
    flowsOfYear: ledger.flows.between(`${month.slice(0, 4)}-01` as Month, month),
    emissions: emissionLines(ledger.emissionDays(month), tranches, monthBounds(month)),
    payments: ledger.paid.get(month)?.payments ?? 0,
  }
}

/** The summary and the gates, as far as the chain knows them. */
export function frontExpected(of: ChainMonth): Expected[] {
  const { month, row, isFirst } = of
  const before = isFirst ? null : factsOf(of, previousMonth(month), row.openingBlock)
  const figures = figuresOfMonth(factsOf(of, month, row.closingBlock), before)
  const isOfChain = (unit: string | null | undefined) => unit !== 'USD'
  const gates = gatesOfChain(of)
  return [
    {
      ...{ sheet: 'summary', columns: SUMMARY_COLUMNS, note: 'figures in USD' },
      rows: summaryTable(figures).filter((line) => isOfChain(line[4])),
      isOurs: ({ unit }) => isOfChain(unit),
    },
    {
      ...{ sheet: 'gates', columns: GATE_COLUMNS, note: 'gates of the books' },
      rows: gateTable(gates),
      isOurs: ({ gate }) => gates.some(({ id }) => id === gate),
    },
  ]
}

function gatesOfChain({ month, row, ledger, reading, balances, isFirst }: ChainMonth) {
  const flows = ledger.flows.between(month, month)
  const tranches = tranchesAt(ledger.tranches, row.closingBlock)
  const burns = ledger.movements.filter(({ toBucket }) => toBucket === 'burned')
  const previous = { month: previousMonth(month), closingBlock: row.openingBlock, closingHash: row.openingHash }
  return gatesOf({
    month: row,
    previous: isFirst ? null : { ...row, ...previous },
    flows,
    rollForward: rollForward(flows, chainBuckets(reading)),
    chain: { reading, lines: reconciliationLines(ledger.flows.accounts(), reading, balances) },
    chainSay: '',
    burns: burnLines(burns, ledger.distributions, ledger.splits),
    split: splitLines(ledger.distributions, ledger.splits),
    emissions: emissionLines(ledger.emissionDays(month), tranches, monthBounds(month)),
    vested: vested(tranches, secondsOf(row.closingTime)),
    payments: ledger.paid.get(month) ?? { payments: 0, amount: 0n, usd: 0n },
  })
}
