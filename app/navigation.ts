import {
  Activity,
  BookOpenCheck,
  ChartNoAxesColumn,
  CircleDollarSign,
  Coins,
  Eye,
  FileCheck,
  Flame,
  Gauge,
  Gift,
  History,
  Inbox,
  KeyRound,
  Layers,
  LayoutDashboard,
  ListChecks,
  MessageSquareWarning,
  Network,
  OctagonPause,
  PencilLine,
  RadioTower,
  ReceiptText,
  Route,
  Server,
  ShieldAlert,
  ShieldCheck,
  SlidersHorizontal,
  Split,
  Sprout,
  TrendingDown,
  Wallet,
} from 'lucide-react'
import type { PalettePage } from '@/components/palette/items'
import type { NavGroup } from '@/components/ui/console-shell'
import type { NavPage } from '@/components/ui/site-shell'
import { shell } from '@/messages/shell'

const { groups, pages } = shell

const OVERVIEW: NavPage = { href: '/', label: pages.overview, icon: LayoutDashboard, exact: true }
const STATUS: NavPage = { href: '/status', label: pages.status, icon: Activity }
const VERIFY: NavPage = { href: '/verify', label: pages.verify, icon: FileCheck }
const QUEUE: NavPage = { href: '/admin', label: pages.queue, icon: ListChecks, exact: true }
const SPLIT: NavPage = { href: '/admin/split', label: pages.split, icon: Split }
const EMISSION: NavPage = { href: '/admin/emission', label: pages.emission, icon: TrendingDown }
const PRICES: NavPage = { href: '/admin/prices', label: pages.prices, icon: Gauge }
const PARAMETERS: NavPage = { href: '/admin/parameters', label: pages.parameters, icon: SlidersHorizontal }
const REWARDS: NavPage = { href: '/admin/rewards', label: pages.rewards, icon: Gift }
const SAFE: NavPage = { href: '/admin/safe', label: pages.safe, icon: Layers }
const ROLES: NavPage = { href: '/admin/roles', label: pages.roles, icon: KeyRound }
const AUDITORS: NavPage = { href: '/admin/auditors', label: pages.auditors, icon: Eye }
const GATEWAYS: NavPage = { href: '/admin/gateways', label: pages.gateways, icon: RadioTower }
const PROVIDERS: NavPage = { href: '/admin/providers', label: pages.providers, icon: Server }
const ACTIVITY: NavPage = { href: '/admin/activity', label: pages.activity, icon: History }
const RISK: NavPage = { href: '/admin/risk', label: pages.risk, icon: ShieldAlert }
const REQUESTS: NavPage = { href: '/admin/requests', label: pages.requests, icon: Inbox }
const DISPUTES: NavPage = { href: '/admin/disputes', label: pages.disputes, icon: MessageSquareWarning }
const MONTHS: NavPage = { href: '/finance', label: pages.months, icon: BookOpenCheck, exact: true }

const ADJUSTMENTS: NavPage = { href: '/finance/adjustments', label: pages.adjustments, icon: PencilLine }
const FINANCE_PRICES: NavPage = { href: '/finance/prices', label: pages.financePrices, icon: CircleDollarSign }
const TRACE: NavPage = { href: '/finance/trace', label: pages.trace, icon: Route }

export const PAUSE_PAGE: NavPage = { href: '/admin/pause', label: pages.pause, icon: OctagonPause }

/** Public and wallet pages: what one looks at, what one owns, how it runs. `thumb`: in the bottom bar itself, the others under "More". */
export const SITE_GROUPS: readonly (readonly NavPage[])[] = [
  [
    { ...OVERVIEW, thumb: true },
    { href: '/token', label: pages.token, icon: Coins },
    { href: '/burns', label: pages.burns, icon: Flame },
    { href: '/emissions', label: pages.emissions, icon: Sprout },
    { href: '/usage', label: pages.usage, icon: ChartNoAxesColumn, thumb: true },
    { href: '/network', label: pages.network, icon: Network },
  ],
  [
    { href: '/plans', label: pages.plans, icon: ReceiptText, thumb: true },
    { href: '/account', label: pages.account, icon: Wallet, thumb: true },
    { href: '/rewards', label: pages.rewards, icon: Gift },
    { href: '/provider', label: pages.provider, icon: Server },
  ],
  [STATUS, VERIFY, { href: '/admin', label: pages.console, icon: ShieldCheck }],
]

export const CONSOLE_GROUPS: readonly NavGroup[] = [
  {
    title: groups.administration,
    pages: [
      QUEUE,
      SPLIT,
      EMISSION,
      PRICES,
      PARAMETERS,
      REWARDS,
      SAFE,
      ROLES,
      AUDITORS,
      GATEWAYS,
      PROVIDERS,
      RISK,
      ACTIVITY,
      REQUESTS,
    ],
  },
  { title: groups.finance, pages: [MONTHS, ADJUSTMENTS, TRACE, FINANCE_PRICES, DISPUTES] },
  { title: groups.open, pages: [OVERVIEW, STATUS] },
]

export const CONSOLE_THUMB: readonly NavPage[] = [QUEUE, SPLIT, EMISSION, MONTHS, PAUSE_PAGE]

const KEEP: readonly PalettePage[] = [
  { href: '/account/keys', label: pages.keys },
  { href: '/account/members', label: pages.members },
  { href: '/account/memberships', label: pages.memberships },
  { href: '/addresses', label: pages.addresses },
]

/** Everything the palette leads to; the same page once. */
export const PALETTE_PAGES: readonly PalettePage[] = [
  ...SITE_GROUPS.flat().map(({ href, label }) => ({ href, label })),
  ...KEEP,
  ...CONSOLE_GROUPS.filter(({ title }) => title !== groups.open).flatMap(({ title, pages: ofGroup }) =>
    ofGroup.map(({ href, label }) => ({ href, label, group: title })),
  ),
  { href: PAUSE_PAGE.href, label: PAUSE_PAGE.label, group: groups.administration },
]
