import { type DemoName, demoAccount } from '../../contracts/deploy/demo-accounts'

export type Screen = {
  /** Of its files. */
  name: string
  path: string
  /** Only one of many, such as a payment: the first link on `path` whose address begins so is followed. */
  first?: string
  /** What one sees there, in one sentence. */
  say: string
  /** Who has signed in. */
  who?: DemoName
  /** Also in the dark theme, and as a phone shows it. */
  isMain?: true
}

const CUSTOMER = demoAccount('customer').address
const PROVIDER = demoAccount('provider').address

export const SCREENS: readonly Screen[] = [
  { name: 'overview', path: '/', isMain: true, say: 'Supply, emission against burn, and what happened today.' },
  { name: 'token', path: '/token', say: 'Price, market value, and the facts of the token.' },
  {
    name: 'burns',
    path: '/burns',
    say: 'What was burned, for which service, and the latest burns with their transactions.',
  },
  { name: 'emissions', path: '/emissions', say: 'What was unlocked and emitted against the schedule.' },
  { name: 'usage', path: '/usage', isMain: true, say: 'Metered use by service, and where each payment goes.' },
  { name: 'network', path: '/network', say: 'Prices by service, their index, and how concentrated rewards are.' },
  { name: 'status', path: '/status', say: 'What runs, what is paused, and whether the ledger matches the chain.' },
  { name: 'jobs', path: '/status/jobs', say: 'When each job ran last, and what it said.' },
  { name: 'verify', path: '/verify', say: 'A report checked in the browser, with a node alone.' },
  {
    name: 'payment',
    path: `/account?as=${CUSTOMER}`,
    first: '/payments/',
    say: 'One payment: what left, and where it went.',
  },
  {
    name: 'plans',
    path: '/plans',
    isMain: true,
    say: 'Four plans in dollars and CXPT, beside one’s own use and workload.',
  },
  {
    name: 'plans-sheet',
    path: '/plans?plan=1',
    say: 'What leaves the wallet, what is received and where it goes, before signing.',
  },
  { name: 'terms', path: '/plans/terms', say: 'The terms that a first purchase agrees to.' },
  {
    name: 'account',
    path: `/account?as=${CUSTOMER}`,
    isMain: true,
    say: 'Allowance, credits, plan and history of one address.',
  },
  {
    name: 'account-usage',
    path: '/account/usage',
    who: 'customer',
    say: 'One’s own use by service, day and key, down to receipts.',
  },
  {
    name: 'account-invoices',
    path: '/account/invoices',
    who: 'customer',
    say: 'Invoices and credit notes, as PDF and CSV.',
  },
  { name: 'account-keys', path: '/account/keys', who: 'customer', say: 'API keys with their limits.' },
  {
    name: 'receipt',
    path: '/account/usage',
    first: '/account/usage/',
    who: 'customer',
    say: 'One receipt, and its proof checked in the browser.',
  },
  {
    name: 'members',
    path: '/account/members',
    who: 'customer',
    say: 'Who else may use the allowance, and how much of it.',
  },
  { name: 'memberships', path: '/account/memberships', who: 'customer', say: 'Whose allowance one may use.' },
  {
    name: 'rewards',
    path: `/rewards?as=${CUSTOMER}`,
    say: 'What is earned by referrals and loyalty, held or to claim.',
  },
  {
    name: 'provider',
    path: `/provider?as=${PROVIDER}`,
    isMain: true,
    say: 'A provider’s four numbers, earnings by factor, uptime and claims.',
  },
  { name: 'addresses', path: '/addresses', say: 'One’s own names for addresses.' },
  { name: 'exit', path: '/exit', say: 'A file that takes credits and rewards out without this site.' },
  {
    name: 'queue',
    path: '/admin',
    who: 'admin',
    isMain: true,
    say: 'What is scheduled, by whom, and when it can be executed.',
  },
  {
    name: 'operation',
    path: '/admin',
    first: '/operations/',
    who: 'admin',
    say: 'One change for anybody to review, with its calldata.',
  },
  {
    name: 'split',
    path: '/admin/split',
    who: 'admin',
    isMain: true,
    say: 'The split of revenue now and as drafted, replayed on past revenue.',
  },
  { name: 'emission', path: '/admin/emission', who: 'admin', say: 'The emission schedule and its guard.' },
  { name: 'prices', path: '/admin/prices', who: 'admin', say: 'Prices of services, which a guardian can hold.' },
  {
    name: 'parameters',
    path: '/admin/parameters',
    who: 'admin',
    say: 'Every parameter with its bounds and its delay.',
  },
  {
    name: 'pricing',
    path: '/admin/parameters/pricing',
    who: 'admin',
    say: 'One parameter: old and new in money, replayed on the last closed month.',
  },
  {
    name: 'rewards-admin',
    path: '/admin/rewards',
    who: 'admin',
    say: 'Epochs with their inputs, totals, recomputation and window.',
  },
  { name: 'safe', path: '/admin/safe', who: 'admin', say: 'Changes as one batch for a Safe, saved and opened.' },
  { name: 'roles', path: '/admin/roles', who: 'admin', say: 'Who holds which role, and what each may do.' },
  {
    name: 'auditors',
    path: '/admin/auditors',
    who: 'admin',
    say: 'Who reads everything as an auditor, and until when.',
  },
  { name: 'risk', path: '/admin/risk', who: 'admin', say: 'Indicators with thresholds, owners and open breaches.' },
  {
    name: 'gateways',
    path: '/admin/gateways',
    who: 'admin',
    say: 'Who meters usage, with which keys, and when each was used last.',
  },
  { name: 'providers', path: '/admin/providers', who: 'admin', say: 'Who is registered, and whether they answer.' },
  {
    name: 'activity',
    path: '/admin/activity',
    who: 'admin',
    say: 'Every change, role event, pause, sign-in and export.',
  },
  { name: 'requests', path: '/admin/requests', who: 'admin', say: 'Requests for an Enterprise plan.' },
  {
    name: 'disputes',
    path: '/admin/disputes',
    who: 'preparer',
    say: 'Disputes of charges and epochs, with their evidence.',
  },
  { name: 'pause', path: '/admin/pause', who: 'admin', say: 'The emergency pause: what stops and what goes on.' },
  {
    name: 'drill',
    path: '/admin/pause/drill',
    who: 'guardian',
    say: 'A pause practised on the local chain, with its record.',
  },
  { name: 'finance', path: '/finance', who: 'preparer', isMain: true, say: 'The months with their gates.' },
  {
    name: 'month',
    path: '/finance/2026-10',
    who: 'preparer',
    isMain: true,
    say: 'One month: roll-forward, gates, sheets and files.',
  },
  {
    name: 'adjustments',
    path: '/finance/adjustments',
    who: 'preparer',
    say: 'What finance booked by hand, with evidence and who approved it.',
  },
  { name: 'trace', path: '/finance/trace', who: 'preparer', say: 'One payment from its quote to the payout.' },
  { name: 'prices-used', path: '/finance/prices', who: 'preparer', say: 'The prices that a month was paid at.' },
]
