import type { SettingId } from '@/lib/domain/setting'

/** A past month under a new value: what is computed again, for whom, and why some changes have none. */
export const replay = {
  title: 'Replay',
  note: (month: string, count: string) => `${month}, ${count}`,
  counts: {
    service: (count: number) => (count === 1 ? '1 receipt' : `${count} receipts`),
    plan: (count: number) => (count === 1 ? '1 plan payment' : `${count} plan payments`),
    day: (count: number) => (count === 1 ? '1 settled payment' : `${count} settled payments`),
    payment: (count: number) => (count === 1 ? '1 payment' : `${count} payments`),
    epoch: (count: number) => (count === 1 ? '1 reward' : `${count} rewards`),
    month: (count: number) => (count === 1 ? '1 reward' : `${count} rewards`),
  },
  off: { cxpt: 'wei', micro: 'micro-USD', nano: 'nano-USD' },
  unchanged: (off: string, unit: string) => `Unchanged value: ${off} ${unit} off`,
  table: (month: string) => `${month} under the new value`,
  parts: {
    service: 'Service',
    plan: 'Plan',
    day: 'Day',
    payment: 'Payments',
    epoch: 'Epoch',
    month: 'Month',
  },
  units: { cxpt: 'CXPT', micro: 'USD', nano: 'USD' },
  paymentKinds: { settled: 'Usage, settled', charged: 'Plans' } as Record<string, string>,
  real: (unit: string) => `Real, ${unit}`,
  next: (unit: string) => `New value, ${unit}`,
  delta: 'Δ',
  total: 'Month',
  most: 'Ten most affected',
  mostNote: (shown: number, affected: number) => (affected > shown ? `of ${affected}` : 'all of them'),
  nobody: 'Nobody’s amount of the month differs.',
  sides: { payers: 'Payer', providers: 'Paid to', referrers: 'Referrer', customers: 'Customer' },
  mostTable: { payers: 'Payers', providers: 'Providers', referrers: 'Referrers', customers: 'Customers' },
  daysWithoutChange: (count: number) =>
    count === 1 ? '1 day without a difference is left out.' : `${count} days without a difference are left out.`,
  running: 'Computing the month again',
  posts: (posted: number, refused: number) =>
    `${posted} prices were posted; ${refused} of them would have been refused.`,
  refusals: (band: number, tooSoon: number, step: number) =>
    `Out of the band ${band}, too soon ${tooSoon}, too large a step ${step}.`,
  noMonth: 'No closed month has anything of this to compute again.',
  waitForDraft: 'Fill in the form: the month is then computed again under it.',

  /** What is held still in a replay of each kind. */
  basis: {
    rates: 'Usage, allowances, demand and availability as they were; each receipt is rounded as it was charged.',
    pricing: 'Load, reporters and holds of each hour as they were seen, each hour on the one before.',
    'curve-availability': 'Load, reporters and holds of each hour as they were seen, each hour on the one before.',
    'curve-uptime': 'Epochs that ended in the month, from the inputs their roots were computed from.',
    'curve-response': 'Epochs that ended in the month, from the inputs their roots were computed from.',
    'curve-demand': 'Epochs that ended in the month; use of each hour as it was, and the daily limit holds.',
    weights: 'Epochs that ended in the month, from the inputs their roots were computed from.',
    'points-rate': 'Epochs that ended in the month; what an epoch adds more, the next one finds allocated.',
    'epoch-pool': 'Epochs that ended in the month; what an epoch adds more, the next one finds allocated.',
    'tiers-referral':
      'What those that were brought spent, at the price of the closing Monday, within the month’s pool.',
    'tiers-loyalty':
      'Months in a row and use as they were, at the price of the closing Monday, within the month’s pool.',
    'tiers-usage': 'Months in a row and use as they were, at the price of the closing Monday, within the month’s pool.',
    plan: 'Every whole period that was paid, as if it had been of the new plan, by whoever it is offered to. An offer moves nobody: this is what it would come to.',
    'retire-plan': 'What subscribers of the plan paid in the month is paid no more; others stay.',
    'daily-cap': 'In the order in which usage was settled; what does not fit into a day waits for the next.',
    'oracle-config':
      'A refused price leaves the one before in force; without a fresh one nothing is paid. A feed’s own prices are not in the ledger.',
    tranche: 'Epochs that ended in the month, as if the tranche had begun with it.',
  } as Record<string, string>,

  /** Why a change has no replay. */
  none: {
    phase: 'A phase opens features of the console; no amount of a past month depends on it.',
    'vault-oracle': 'What another oracle would have said in a past month is not known.',
    'oracle-reset': 'A reset sets one price from now on; no past price depends on it.',
    'max-step-provider': 'The largest step only stops a root: it changes no reward, so a past month is the same.',
    'max-step-referral': 'The largest step only stops a root: it changes no reward, so a past month is the same.',
    'max-step-loyalty': 'The largest step only stops a root: it changes no reward, so a past month is the same.',
    'treasury-withdraw': 'A withdrawal happens once; no past month would have been another.',
    'treasury-fund': 'Funding happens once; no past month would have been another.',
    'treasury-move': 'A move between buckets happens once; no past month would have been another.',
    'rewards-defund': 'What is taken back now was there then; no past month would have been another.',
    'rewards-migrate': 'A migration happens once; no past month would have been another.',
    'role-grant': 'Roles and delays decide who acts, and no amount of a past month depends on them.',
    'role-revoke': 'Roles and delays decide who acts, and no amount of a past month depends on them.',
  } as Partial<Record<SettingId, string>>,

  split: {
    payers: 'Payers, what of their payments was burned',
    providers: 'Providers, how much of their rewards revenue paid for',
    payersTable: 'Payers whose payments are burned otherwise',
    providersTable: 'Providers whose rewards are funded otherwise',
    note: 'of the ten largest, in proportion, rounded down',
    same: 'Neither the burn nor the providers’ share differs: nobody’s part does.',
  },
}
