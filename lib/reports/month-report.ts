import type { Queryable } from '../db/connect'
import {
  accountsAt,
  accountsOf,
  burnRows,
  distributionRows,
  emissionDays,
  eventRows,
  findGenesisTime,
  findLedgerHead,
  findMonth,
  flows,
  type MonthRow,
  paymentTotals,
  type Span,
  splitRows,
  trancheRows,
} from '../db/report-rows'
import { findStalePayment } from '../db/stale-rows'
import { listProgress } from '../db/version-rows'
import type { Chart } from '../domain/chart'
import { vested } from '../domain/emission'
import { type Month, monthBounds, monthOf, previousMonth } from '../domain/month'
import { secondsOf } from '../domain/time'
import { AppError } from '../errors/app-error'
import { toAppError } from '../errors/say'
import { bookGatesOf } from './book-gates'
import { calendarOf, type MonthCalendar } from './calendar'
import { chainBuckets } from './chain-buckets'
import { askChain, type ChainAnswers, type ChainMemory } from './chain-memory'
import { assertAnswers, type ChainSource } from './chain-reading'
import type { Gate } from './gate'
import { gatesOf } from './gates'
import { type AccountsOf, booksAt } from './month-accounts'
import { figuresOfMonth } from './month-figures'
import { figureFactsOf } from './month-front'
import { once } from './once'
import { addressLines, registeredOwners } from './sheet/address-register'
import { burnLines } from './sheet/burns'
import { reconciliationLines } from './sheet/chain-reconciliation'
import { emissionLines, tranchesAt } from './sheet/emissions'
import { splitLines } from './sheet/split'
import { rollForward } from './sheet/supply-roll-forward'
import { viewFactsOf } from './view-facts'
import { viewsOf } from './views'

/**
 * `chart`: what the accounts are called in the books of whoever imports the journals. `commit`: of the code that runs. `site`: where reports are verified,
 * printed as a code on the PDF; without it there is none.
 */
export type ReportSource = {
  db: Queryable
  chain: ChainSource
  memory?: ChainMemory
  chart?: Chart
  commit?: string
  site?: string
}

export type MonthReport = ReturnType<typeof reportOf>

/**
 * The report of a month that is over. Refuses, each with its own code: a month before genesis, one that is not over or whose closing
 * block is not final, and a ledger that has not caught up with the chain.
 */
export async function openReport(source: ReportSource, month: Month): Promise<MonthReport> {
  const { db, chain } = source
  const { chainId } = chain.deployment
  const [head, genesis, row] = await Promise.all([
    findLedgerHead(db, chainId),
    findGenesisTime(db, chainId),
    findMonth(db, chainId, month),
  ])
  if (!head || !genesis) throw new AppError('LEDGER_EMPTY')
  if (month < monthOf(genesis)) throw new AppError('MONTH_NOT_FOUND', { month })
  const { end } = monthBounds(month)
  if (secondsOf(head.blockTime) < end && secondsOf(head.headTime) >= end) {
    throw new AppError('LEDGER_BEHIND', { indexed: head.blockNumber.toString(), block: head.headNumber.toString() })
  }
  if (secondsOf(head.blockTime) < end || !row) throw new AppError('MONTH_NOT_CLOSED', { month })
  const previous = await findMonth(db, chainId, previousMonth(month))
  const progress = (await listProgress(db, chainId, month)).get(month)
  return reportOf(source, { month, row, previous, calendar: calendarOf(month, secondsOf(head.blockTime), progress) })
}

type Subject = { month: Month; row: MonthRow; previous: MonthRow | null; calendar: MonthCalendar }

/** What the chain said, or the sentence why it said nothing. */
export type Answered = { answers: ChainAnswers; say: null } | { answers: null; say: string }

/** The parts of one report; each is read once, when first asked for. */
export function reportOf(source: ReportSource, subject: Subject) {
  const parts = partsOf(source, subject)
  return { ...parts, ...frontOf(source, parts), gates: once(() => gatesOfParts(parts)) }
}

/** Every gate. One that needs the chain waits while it does not answer. */
export const gatesOfReport = (report: MonthReport): Promise<Gate[]> => report.gates()

function partsOf(source: ReportSource, { month, row, previous, calendar }: Subject) {
  const { db, chain } = source
  const { chainId } = chain.deployment
  const span: Span = { chainId, opening: row.openingBlock, closing: row.closingBlock }

  const ledger = once(() => flows(db, span))
  const accounts = once(() => accountsAt(db, chainId, span.closing))
  const answers = once(async () => {
    // First whether it answers at all: every account that ever was takes longer to read.
    await assertAnswers(chain, span.closing)
    return askChain(chain, { block: span.closing, hash: row.closingHash }, await accounts(), source.memory)
  })
  const splits = once(() => splitRows(db, chainId, span.closing))
  const distributions = once(() => distributionRows(db, span))
  const tranches = once(async () => tranchesAt(await trancheRows(db, chainId, span.closing), span.closing))
  return {
    ...{ db, chainId, month, row, previous, calendar, span },
    deployment: chain.deployment,
    accounts,
    books: booksAt(booksOf(source, row)),
    /** Of the month before, read by itself; null for the first one. */
    booksBefore: previous && booksAt(booksOf(source, previous)),
    commit: source.commit ?? 'unknown',
    site: source.site ?? null,
    ledger,
    /** Rejects when the chain does not answer; files are never written without it. */
    answers,
    answered: once(() => orSaid(answers)),
    /** Sheet 3 without the chain's side. */
    ledgerSupply: once(async () => rollForward(await ledger(), null)),
    supply: once(async () => rollForward(await ledger(), chainBuckets((await answers()).reading))),
    reconciliation: once(async () => {
      const { reading, balances } = await answers()
      return reconciliationLines(await accounts(), reading, balances)
    }),
    split: once(async () => splitLines(await distributions(), await splits())),
    burns: once(async () => burnLines(await burnRows(db, span), await distributions(), await splits())),
    emissions: once(async () => emissionLines(await emissionDays(db, span), await tranches(), calendar)),
    vestedAtClosing: once(async () => vested(await tranches(), secondsOf(row.closingTime))),
    payments: once(() => paymentTotals(db, span)),
  }
}

function booksOf({ db, chain, chart }: ReportSource, row: MonthRow): AccountsOf {
  const month = row.month as Month
  const span = { chainId: chain.deployment.chainId, opening: row.openingBlock, closing: row.closingBlock }
  return { db, month, span, ...monthBounds(month), closingTime: row.closingTime, chart }
}

type Parts = ReturnType<typeof partsOf>

/** What stands before the sheets of a month and compares it with the one before. */
function frontOf(source: ReportSource, parts: Parts) {
  const { db, span, books, booksBefore, previous } = parts
  const before = async () => {
    if (!previous || !booksBefore) return null
    const of = booksOf(source, previous)
    const tranches = tranchesAt(await trancheRows(db, span.chainId, of.span.closing), of.span.closing)
    const emissions = emissionLines(await emissionDays(db, of.span), tranches, of)
    const { payments } = await paymentTotals(db, of.span)
    return figureFactsOf({ of, books: booksBefore, own: await flows(db, of.span), emissions, payments })
  }
  return {
    views: once(async () => viewsOf(viewFactsOf(await books.ledger(), booksOf(source, parts.row)))),
    figures: once(async () => {
      const { payments } = await parts.payments()
      const emissions = await parts.emissions()
      const facts = { of: booksOf(source, parts.row), books, own: await parts.ledger(), emissions, payments }
      return figuresOfMonth(await figureFactsOf(facts), await before())
    }),
    addresses: once(async () => {
      const roleEvents = await eventRows(db, { ...span, opening: -1n }, ['RoleGranted', 'RoleRevoked'])
      const owners = registeredOwners(roleEvents)
      const accounts = await accountsOf(db, { chainId: span.chainId, block: span.closing, owners })
      return addressLines({ contracts: parts.deployment.contracts, accounts, roleEvents })
    }),
  }
}

/** All that gates look at is asked for at once: a database with several connections answers together what it would one by one. */
async function gatesOfParts(report: Parts): Promise<Gate[]> {
  const [chain, books] = await Promise.all([chainGatesOf(report), booksGatesOf(report)])
  return [...chain, ...books]
}

async function chainGatesOf(report: Parts): Promise<Gate[]> {
  const { answers, say } = await report.answered()
  const [flows, rollForward, burns, split, emissions, vested, payments] = await Promise.all([
    report.ledger(),
    answers ? report.supply() : report.ledgerSupply(),
    report.burns(),
    report.split(),
    report.emissions(),
    report.vestedAtClosing(),
    report.payments(),
  ])
  const chain = answers && { reading: answers.reading, lines: await report.reconciliation() }
  const { row: month, previous } = report
  const facts = { month, previous, flows, rollForward, chain, chainSay: say ?? '' }
  return gatesOf({ ...facts, burns, split, emissions, vested, payments })
}

async function booksGatesOf(report: Parts): Promise<Gate[]> {
  const { books, booksBefore } = report
  const [ledger, before, rollForward, balances, revenue, roots, unknownLeaves, stale] = await Promise.all([
    books.ledger(),
    booksBefore?.ledger() ?? null,
    report.ledgerSupply(),
    books.balances(),
    books.revenue(),
    books.roots(),
    books.unknownLeaves(),
    findStalePayment(report.db, report.span),
  ])
  const trialBefore = before?.trial ?? null
  return bookGatesOf({ ledger, trialBefore, rollForward, balances, revenue, roots, unknownLeaves, stale })
}

/** Failures of the chain become a sentence; those of the database, and bugs, stay failures. */
async function orSaid(answers: () => Promise<ChainAnswers>): Promise<Answered> {
  try {
    return { answers: await answers(), say: null }
  } catch (error) {
    const { code, say } = toAppError(error)
    if (code === 'UNEXPECTED' || code === 'DATABASE_AWAY') throw error
    return { answers: null, say }
  }
}
