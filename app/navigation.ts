import {
  Activity,
  BookOpenCheck,
  ChartNoAxesColumn,
  Coins,
  Flame,
  Gauge,
  Gift,
  Inbox,
  KeyRound,
  Layers,
  LayoutDashboard,
  ListChecks,
  MessageSquareWarning,
  Network,
  OctagonPause,
  ReceiptText,
  Server,
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

const OVERVIEW: NavPage = { href: '/', label: 'Overview', icon: LayoutDashboard, exact: true }
const STATUS: NavPage = { href: '/status', label: 'Status', icon: Activity }
const QUEUE: NavPage = { href: '/admin', label: 'Queue', icon: ListChecks, exact: true }
const SPLIT: NavPage = { href: '/admin/split', label: 'Split', icon: Split }
const EMISSION: NavPage = { href: '/admin/emission', label: 'Emission', icon: TrendingDown }
const PRICES: NavPage = { href: '/admin/prices', label: 'Prices', icon: Gauge }
const PARAMETERS: NavPage = { href: '/admin/parameters', label: 'Parameters', icon: SlidersHorizontal }
const SAFE: NavPage = { href: '/admin/safe', label: 'Safe batches', icon: Layers }
const ROLES: NavPage = { href: '/admin/roles', label: 'Roles', icon: KeyRound }
const REQUESTS: NavPage = { href: '/admin/requests', label: 'Requests', icon: Inbox }
const DISPUTES: NavPage = { href: '/admin/disputes', label: 'Disputes', icon: MessageSquareWarning }
const MONTHS: NavPage = { href: '/finance', label: 'Months', icon: BookOpenCheck }

export const PAUSE_PAGE: NavPage = { href: '/admin/pause', label: 'Pause', icon: OctagonPause }

/** Public and wallet pages: what one looks at, what one owns, how it runs. `thumb`: in the bottom bar itself, the others under "More". */
export const SITE_GROUPS: readonly (readonly NavPage[])[] = [
  [
    { ...OVERVIEW, thumb: true },
    { href: '/token', label: 'Token', icon: Coins },
    { href: '/burns', label: 'Burns', icon: Flame },
    { href: '/emissions', label: 'Emissions', icon: Sprout },
    { href: '/usage', label: 'Usage', icon: ChartNoAxesColumn, thumb: true },
    { href: '/network', label: 'Network', icon: Network },
  ],
  [
    { href: '/plans', label: 'Plans', icon: ReceiptText, thumb: true },
    { href: '/account', label: 'Account', icon: Wallet, thumb: true },
    { href: '/rewards', label: 'Rewards', icon: Gift },
    { href: '/provider', label: 'Provider', icon: Server },
  ],
  [STATUS, { href: '/admin', label: 'Console', icon: ShieldCheck }],
]

export const CONSOLE_GROUPS: readonly NavGroup[] = [
  { title: 'Administration', pages: [QUEUE, SPLIT, EMISSION, PRICES, PARAMETERS, SAFE, ROLES, REQUESTS] },
  { title: 'Finance', pages: [MONTHS, DISPUTES] },
  { title: 'Public', pages: [OVERVIEW, STATUS] },
]

export const CONSOLE_THUMB: readonly NavPage[] = [QUEUE, SPLIT, EMISSION, MONTHS, PAUSE_PAGE]

const KEEP: readonly PalettePage[] = [
  { href: '/account/keys', label: 'API keys' },
  { href: '/account/members', label: 'Members' },
  { href: '/account/memberships', label: 'Memberships' },
  { href: '/addresses', label: 'Address book' },
]

/** Everything the palette leads to; the same page once. */
export const PALETTE_PAGES: readonly PalettePage[] = [
  ...SITE_GROUPS.flat().map(({ href, label }) => ({ href, label })),
  ...KEEP,
  ...CONSOLE_GROUPS.filter(({ title }) => title !== 'Public').flatMap(({ title, pages }) =>
    pages.map(({ href, label }) => ({ href, label, group: title })),
  ),
  { href: PAUSE_PAGE.href, label: PAUSE_PAGE.label, group: 'Administration' },
]
