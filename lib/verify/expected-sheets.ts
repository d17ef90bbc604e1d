import { keccak256, stringToHex } from 'viem'
import { verifyReport as say } from '@/messages/verify-report'
import { BUCKETS } from '../domain/buckets'
import type { Chart } from '../domain/chart'
import { monthBounds } from '../domain/month'
import { chainBuckets } from '../reports/chain-buckets'
import { ADDRESS_COLUMNS, addressLines, addressTable } from '../reports/sheet/address-register'
import { BURN_COLUMNS, burnLines, burnTable } from '../reports/sheet/burns'
import { RECONCILIATION_COLUMNS, reconciliationLines, reconciliationTable } from '../reports/sheet/chain-reconciliation'
import { COVER_COLUMNS, coverLines, coverTable } from '../reports/sheet/cover'
import { BALANCE_COLUMNS, balanceTable, creditLines, withSums } from '../reports/sheet/customer-balances'
import { EMISSION_COLUMNS, emissionLines, emissionTable, tranchesAt } from '../reports/sheet/emissions'
import { JOURNAL_COLUMNS, journalTable, quantityEntries } from '../reports/sheet/journals'
import { type Balances, MOVEMENT_COLUMNS, movementLines } from '../reports/sheet/movements'
import { PARAMETER_COLUMNS, parameterTable } from '../reports/sheet/parameter-changes'
import { PAYMENT_COLUMNS, paymentLines } from '../reports/sheet/payments'
import { PRICE_COLUMNS, priceTable } from '../reports/sheet/prices'
import { SPLIT_COLUMNS, splitLines, splitTable } from '../reports/sheet/split'
import { ROLL_FORWARD_COLUMNS, rollForward, rollForwardTable } from '../reports/sheet/supply-roll-forward'
import { TREASURY_COLUMNS, treasuryLines, treasuryTable } from '../reports/sheet/treasury'
import { TRIAL_COLUMNS, trialTable } from '../reports/sheet/trial-balance'
import { VIEW_COLUMNS, viewTable } from '../reports/sheet/view-list'
import { viewFactsOf } from '../reports/view-facts'
import { viewsOf } from '../reports/views'
import type { ChainBooks } from './books'
import type { ChainMonth } from './chain-month'
import type { Expected } from './expected'
import { rewardsExpected } from './expected-rewards'
import { frontExpected } from './front'

export type ReportFacts = { dataRoot: string; commit: string; chart: Chart }

/** Entries that follow from the chain to the cent. Those of withdrawals do not: what earlier ones were for is not in this report. */
const CHAIN_JOURNALS: readonly string[] = [
  ...['J2', 'J5', 'J6', 'J7', 'J7q', 'J8', 'J9', 'J9r', 'J9f', 'J9c', 'J9x', 'J14'],
]
/** Their reference is the label of a root, which is ours. */
const LABELLED: readonly string[] = ['J7', 'J9', 'J9r', 'J9x']

/** Every sheet that the chain has something to say about. */
export function expectedSheets(of: ChainMonth, books: ChainBooks, facts: ReportFacts): Expected[] {
  return [
    coverExpected(of, facts),
    ...frontExpected(of),
    viewsExpected(of, books),
    ...supplyExpected(of),
    ...eventSheets(of),
    balancesExpected(of),
    rewardsExpected(of, books),
    treasuryExpected(of, books),
    journalsExpected(of, books, facts),
    trialExpected(of, facts),
  ]
}

function coverExpected({ row, contracts, ledger }: ChainMonth, { dataRoot, commit }: ReportFacts): Expected {
  const named = Object.entries(contracts).map(([name, { address }]) => [name, address] as const)
  const lines = coverLines({ month: row, contracts: named, commit, changes: ledger.events, dataRoot })
  return {
    ...{ sheet: 'cover', columns: COVER_COLUMNS, rows: coverTable(lines), note: 'the commit of the code' },
    attested: ({ part, item }) => (part === 'report' && item === 'code commit' ? ['value'] : []),
  }
}

function viewsExpected({ month, row }: ChainMonth, books: ChainBooks): Expected {
  const of = { ...monthBounds(month), span: { opening: row.openingBlock } }
  const isCash = (view: unknown) => view === 'cash'
  return {
    ...{ sheet: 'views', columns: VIEW_COLUMNS, note: 'accrual, normalised and the bridges, which follow from usage' },
    rows: [...viewTable(viewsOf(viewFactsOf(books, of)))].filter(([view]) => isCash(view)),
    isOurs: ({ view }) => isCash(view),
  }
}

function supplyExpected({ month, ledger, reading, balances, contracts, row }: ChainMonth): Expected[] {
  const flows = ledger.flows.between(month, month)
  const accounts = ledger.flows.accounts()
  const roleEvents = ledger.events.filter(({ name }) => name === 'RoleGranted' || name === 'RoleRevoked')
  const tranches = tranchesAt(ledger.tranches, row.closingBlock)
  const lines = rollForward(flows, null)
  const at = (when: 'opening' | 'closing') =>
    Object.fromEntries(
      [...BUCKETS, 'burned'].map((name) => [name, lines.find(({ account }) => account === name)?.[when] ?? 0n]),
    ) as Balances
  return [
    {
      ...{ sheet: 'supply-roll-forward', columns: ROLL_FORWARD_COLUMNS, note: '' },
      rows: rollForwardTable(rollForward(flows, chainBuckets(reading))),
    },
    {
      ...{ sheet: 'address-register', columns: ADDRESS_COLUMNS, note: '' },
      rows: addressTable(addressLines({ contracts, accounts, roleEvents })),
    },
    {
      ...{ sheet: 'chain-reconciliation', columns: RECONCILIATION_COLUMNS, note: '' },
      rows: reconciliationTable(reconciliationLines(accounts, reading, balances)),
    },
    {
      ...{ sheet: 'emissions', columns: EMISSION_COLUMNS, note: '' },
      rows: emissionTable(emissionLines(ledger.emissionDays(month), tranches, monthBounds(month))),
    },
    {
      ...{ sheet: 'movements', columns: MOVEMENT_COLUMNS, note: '' },
      rows: movementLines(ledger.movements, at('opening'), at('closing')),
    },
  ]
}

/** Sheets with a line for each event of the month. */
function eventSheets({ month, ledger, row }: ChainMonth): Expected[] {
  const { distributions, splits, movements } = ledger
  const burns = movements.filter(({ toBucket }) => toBucket === 'burned')
  const before = ledger.prices.findLast(({ blockNumber }) => blockNumber <= row.openingBlock)
  const during = ledger.prices.filter(({ blockNumber }) => blockNumber > row.openingBlock)
  const totals = ledger.paid.get(month) ?? { payments: 0, amount: 0n, usd: 0n }
  const changes = ledger.events.filter(({ blockNumber }) => blockNumber > row.openingBlock)
  return [
    {
      ...{ sheet: 'burns', columns: BURN_COLUMNS, note: '' },
      rows: burnTable(burnLines(burns, distributions, splits)),
    },
    {
      ...{ sheet: 'split', columns: SPLIT_COLUMNS, note: '' },
      rows: splitTable(splitLines(distributions, splits)),
    },
    { ...{ sheet: 'payments', columns: PAYMENT_COLUMNS, note: '' }, rows: paymentLines(ledger.payments, totals) },
    {
      ...{ sheet: 'prices', columns: PRICE_COLUMNS, note: '' },
      rows: priceTable([...(before ? [before] : []), ...during], monthBounds(month).end),
    },
    {
      ...{ sheet: 'parameter-changes', columns: PARAMETER_COLUMNS, note: 'the reasons' },
      rows: parameterTable(changes),
      attested: () => ['reason'],
    },
  ]
}

function balancesExpected({ ledger }: ChainMonth): Expected {
  return {
    ...{ sheet: 'customer-balances', columns: BALANCE_COLUMNS },
    note: 'contract liability, rewards and credit notes, which follow from usage and leaves',
    rows: balanceTable(withSums(ledger.creditFlows().flatMap(creditLines))),
    isOurs: ({ section }) => section === 'credits',
  }
}

function treasuryExpected({ row }: ChainMonth, books: ChainBooks): Expected {
  return {
    ...{ sheet: 'treasury', columns: TREASURY_COLUMNS, note: '' },
    rows: treasuryTable(treasuryLines(books.movements, row.openingBlock, books.prices), books.books),
    rule: ({ reason, ref }) => (reason != null && keccak256(stringToHex(reason)) !== ref ? say.reasonHash : null),
  }
}

function journalsExpected({ ledger }: ChainMonth, books: ChainBooks, { chart }: ReportFacts): Expected {
  const posted = books.posted.filter(({ journal }) => CHAIN_JOURNALS.includes(journal))
  return {
    ...{ sheet: 'journals', columns: JOURNAL_COLUMNS },
    note: 'entries of usage and of withdrawals, numbers of entries, names of epochs',
    rows: journalTable(posted, quantityEntries(ledger.movementDays()), chart),
    isOurs: ({ ledger: book, journal }) => book === 'Q' || CHAIN_JOURNALS.includes(journal ?? ''),
    attested: ({ ledger: book, journal }) => {
      if (book === 'Q') return []
      return LABELLED.includes(journal ?? '') ? ['entry', 'ref'] : ['entry']
    },
  }
}

function trialExpected({ month, ledger }: ChainMonth, { chart }: ReportFacts): Expected {
  const supply = rollForward(ledger.flows.between(month, month), null)
  return {
    ...{ sheet: 'trial-balance', columns: TRIAL_COLUMNS, note: 'ledger U' },
    rows: [...trialTable([], supply, chart)].filter(([book]) => book === 'Q'),
    isOurs: ({ ledger: book }) => book === 'Q',
  }
}
