import type { ClaimRow, CreditFlow, MovementDay } from '../db/balance-rows'
import type { AcceptedStep, OwnMovement, PricePoint, ReceivedSum } from '../db/book-rows'
import type {
  DistributionRow,
  EmissionDay,
  EventRow,
  MovementRow,
  PaymentRow,
  PaymentTotals,
  PriceRow,
  SplitRow,
  TrancheRow,
} from '../db/report-rows'
import { OUR_BUCKETS } from '../domain/buckets'
import { type Month, monthOf } from '../domain/month'
import type { EventRow as RawEvent, Rows } from '../indexer/rows'
import { PARAMETER_EVENTS } from '../reports/sheet/parameter-changes'
import { FlowMatrix } from './flow-matrix'

const OURS: readonly string[] = OUR_BUCKETS
/** Movements that come as sums in the books, or are users' own. */
const NOT_OWN: readonly string[] = ['deposit', 'withdrawal', 'charge', 'settlement']
const KEPT_EVENTS: readonly string[] = PARAMETER_EVENTS

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)
const isBefore = (a: Place, b: Place): boolean =>
  a.blockNumber < b.blockNumber || (a.blockNumber === b.blockNumber && a.logIndex < b.logIndex)
type Place = { blockNumber: bigint; logIndex: number }
type Root = Rows['roots'][number]

/**
 * The ledger of one month in memory, from rows in the order of the chain: what the database answers a report with. Everything before the month is
 * kept as sums; rows are kept where the books need each of them.
 */
export class ChainLedger {
  readonly flows = new FlowMatrix()
  readonly movements: MovementRow[] = []
  readonly own: OwnMovement[] = []
  readonly payments: PaymentRow[] = []
  readonly paid = new Map<Month, PaymentTotals>()
  readonly distributions: DistributionRow[] = []
  readonly splits: SplitRow[] = []
  readonly prices: PriceRow[] = []
  readonly tranches: TrancheRow[] = []
  readonly claims: ClaimRow[] = []
  readonly events: EventRow[] = []
  readonly emissions = new Map<string, { used: bigint; claimed: bigint }>()
  private readonly roots: Root[] = []
  private readonly credits = new Map<string, CreditFlow>()
  private readonly days = new Map<string, MovementDay>()
  private readonly received = new Map<string, ReceivedSum>()
  private readonly operations = new Set<string>()
  private distributed = 0

  constructor(private readonly month: Month) {}

  /** The rows of whole blocks, up to the closing block. */
  add(rows: Rows, events: readonly RawEvent[]): void {
    const refs = new Map<string, string>()
    for (const event of events) {
      if (typeof event.args.ref === 'string') refs.set(`${event.blockNumber} ${event.logIndex}`, event.args.ref)
    }
    this.addEvents(rows, events)
    const distributions = rows.distributions.toSorted((a, b) => (isBefore(a, b) ? -1 : 1))
    this.addPayments(rows, distributions)
    for (const row of rows.movements) this.addMovement(row, refs.get(`${row.blockNumber} ${row.logIndex}`) ?? null)
    this.distributions.push(...distributions.filter(({ blockTime }) => monthOf(blockTime) === this.month))
    this.splits.push(...rows.splits)
    this.prices.push(...rows.prices)
    this.addRewards(rows)
  }

  /** Roots alone: the month's last epoch is accepted after it. */
  addRoots = (rows: Rows): void => void this.roots.push(...rows.roots)

  private addEvents({ operations, endedOperations }: Rows, events: readonly RawEvent[]): void {
    for (const { operationId, nonce } of operations) this.operations.add(`${operationId} ${nonce}`)
    const executed = new Map<string, { id: string; nonce: number }>()
    for (const { operationId: id, nonce, as, tx } of endedOperations) {
      if (as !== 'executed' || !this.operations.has(`${id} ${nonce}`)) continue
      const other = executed.get(tx)
      if (!other || id < other.id || (id === other.id && nonce < other.nonce)) executed.set(tx, { id, nonce })
    }
    for (const event of events) {
      if (!KEPT_EVENTS.includes(event.name)) continue
      this.events.push({
        ...event,
        addresses: event.addresses ?? [],
        operationId: executed.get(event.txHash)?.id ?? null,
        reason: null,
      })
    }
  }

  private addPayments({ payments }: Rows, distributions: readonly DistributionRow[]): void {
    let next = 0
    for (const raw of payments.toSorted((a, b) => (isBefore(a, b) ? -1 : 1))) {
      for (let cut = distributions[next]; cut && isBefore(cut, raw); cut = distributions[next]) next += 1
      const row: PaymentRow = { ...raw, plan: raw.plan ?? null, periodIndex: raw.periodIndex ?? null }
      const month = monthOf(row.blockTime)
      if (month === this.month) this.payments.push(row)
      const sums = this.paid.get(month) ?? { payments: 0, amount: 0n, usd: 0n }
      this.paid.set(month, {
        payments: sums.payments + 1,
        amount: sums.amount + row.amount,
        usd: sums.usd + row.usd,
      })
      this.receive(row, this.distributed + next)
    }
    this.distributed += distributions.length
  }

  /** Summed by day, kind, and the distribution that comes next, as the books take them. */
  private receive({ kind, blockNumber, logIndex, blockTime, txHash, usd, amount }: PaymentRow, cut: number): void {
    const key = `${kind} ${dayOf(blockTime)} ${cut}`
    const sum = this.received.get(key)
    this.received.set(key, {
      ...{ block: blockNumber, logIndex, at: blockTime, tx: txHash, kind },
      usd: (sum?.usd ?? 0n) + usd,
      wei: (sum?.wei ?? 0n) + amount,
      count: (sum?.count ?? 0) + 1,
    })
  }

  private addMovement(row: MovementRow, ref: string | null): void {
    const { kind, fromBucket, fromOwner, toBucket, toOwner, amount: wei, blockTime } = row
    const [from, to] = [
      { bucket: fromBucket, owner: fromOwner },
      { bucket: toBucket, owner: toOwner },
    ]
    const month = monthOf(blockTime)
    this.flows.add(month, from, to, wei)
    if (toBucket === 'vault_credits') this.credit(toOwner, row, wei)
    if (fromBucket === 'vault_credits') this.credit(fromOwner, row, -wei)
    this.emit(row)
    if (month === this.month) {
      this.movements.push(row)
      this.sumDay(row)
    }
    if (NOT_OWN.includes(kind) || !(OURS.includes(fromBucket) || OURS.includes(toBucket))) return
    const withdrawal = kind === 'treasury_withdrawal' ? { ref, reason: null } : null
    const { blockNumber: block, logIndex, txHash: tx, seq } = row
    this.own.push({ block, logIndex, at: blockTime, tx, seq, kind, from, to, wei, withdrawal })
  }

  private credit(account: string, { kind, blockTime }: MovementRow, wei: bigint): void {
    const flow = this.credits.get(account) ?? {
      ...{ account, opening: 0n, loaded: 0n, charged: 0n, settled: 0n, withdrawn: 0n, closing: 0n },
    }
    this.credits.set(account, flow)
    flow.closing += wei
    if (monthOf(blockTime) !== this.month) flow.opening += wei
    else if (kind === 'deposit') flow.loaded += wei
    else if (kind === 'charge') flow.charged -= wei
    else if (kind === 'settlement') flow.settled -= wei
    else if (kind === 'withdrawal') flow.withdrawn -= wei
  }

  private emit({ kind, fromBucket, fromOwner, amount, blockTime }: MovementRow): void {
    const isUsed = kind === 'allocate' && fromBucket === 'rewards_emission'
    const isClaimed = kind === 'claim' && fromOwner === 'provider'
    if (!isUsed && !isClaimed) return
    const sums = this.emissions.get(dayOf(blockTime)) ?? { used: 0n, claimed: 0n }
    this.emissions.set(dayOf(blockTime), sums)
    if (isUsed) sums.used += amount
    else sums.claimed += amount
  }

  private sumDay({ kind, fromBucket: from, toBucket: to, amount, blockTime }: MovementRow): void {
    const day = dayOf(blockTime)
    const key = [day, kind, from, to].join(' ')
    const sum = this.days.get(key) ?? { day, kind, from, to, wei: 0n, count: 0 }
    this.days.set(key, sum)
    sum.wei += amount
    sum.count += 1
  }

  private addRewards({ tranches, cancelledTranches, claims, roots }: Rows): void {
    this.tranches.push(...tranches.map((tranche) => ({ ...tranche, cancelledBlock: null })))
    for (const { id, block } of cancelledTranches) {
      const tranche = this.tranches.find((one) => one.id === id)
      if (tranche) tranche.cancelledBlock = block
    }
    for (const { category, account, amount: wei, blockNumber: block, logIndex, blockTime: at, txHash: tx } of claims) {
      if (wei > 0n) this.claims.push({ block, logIndex, at, tx, category, account, wei })
    }
    this.roots.push(...roots)
  }

  /** Days of a month, and all before it under `day` null. */
  emissionDays(month: Month): EmissionDay[] {
    const before: EmissionDay = { day: null, used: 0n, claimed: 0n }
    const days = [...this.emissions].sort().flatMap(([day, sums]): EmissionDay[] => {
      if (day.slice(0, 7) === month) return [{ day, ...sums }]
      if (day.slice(0, 7) < month) {
        before.used += sums.used
        before.claimed += sums.claimed
      }
      return []
    })
    return [before, ...days]
  }

  creditFlows = (): CreditFlow[] =>
    [...this.credits.values()]
      .filter((flow) => flow.opening !== 0n || this.hasMoved(flow))
      .sort((a, b) => (a.account < b.account ? -1 : 1))

  private hasMoved = ({ loaded, charged, settled, withdrawn }: CreditFlow): boolean =>
    loaded !== 0n || charged !== 0n || settled !== 0n || withdrawn !== 0n

  movementDays = (): MovementDay[] => [...this.days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, day]) => day)

  receivedSums = (): ReceivedSum[] =>
    [...this.received.values()].sort((a, b) => Number(a.block - b.block) || a.logIndex - b.logIndex)

  pricePoints = (): PricePoint[] =>
    this.prices.map(({ blockNumber: block, logIndex, blockTime: at, txHash: tx, price }) => ({
      ...{ block, logIndex, at, tx, price },
    }))

  /** Accepted roots in chain order, each with the last time before at which it was proposed. */
  acceptedRoots(): AcceptedStep[] {
    return this.roots.flatMap((root, i): AcceptedStep[] => {
      const { category, blockNumber: block, logIndex, blockTime: at, txHash: tx, total } = root
      if (root.step !== 'accepted') return []
      const proposal = this.roots
        .slice(0, i)
        .findLast((one) => one.step === 'proposed' && one.category === category && one.root === root.root)
      const proposedAt = proposal?.blockTime ?? at
      return [{ block, logIndex, at, tx, category, root: root.root, total: total ?? 0n, proposedAt, label: null }]
    })
  }
}
