import { type DemoName, demoAccount } from '../../contracts/deploy/demo-accounts'

const CUSTOMER = demoAccount('customer').address
const PROVIDER = demoAccount('provider').address

/** Kinds of pages, by what a visitor's browser has to load for them. */
export const PAGES = {
  'public without a chart': ['/status', '/status/jobs', '/exit', `/payments/0x${'1'.repeat(64)}`],
  'public with a chart': ['/', '/token', '/burns', '/emissions', '/usage', '/network'],
  wallet: [
    '/plans',
    '/plans?plan=1',
    '/plans/terms',
    `/account?as=${CUSTOMER}`,
    `/rewards?as=${PROVIDER}`,
    `/provider?as=${PROVIDER}`,
    '/addresses',
    '/finance',
    '/admin',
  ],
} as const satisfies Record<string, readonly string[]>

export type Kind = keyof typeof PAGES

/** What is there only after signing in, and by whom it is read. */
export const SIGNED_IN: readonly { who: DemoName; paths: readonly string[] }[] = [
  { who: 'customer', paths: ['/account', '/account/usage', '/account/invoices', '/account/keys', '/plans'] },
  {
    who: 'admin',
    paths: ['/admin', '/admin/split', '/admin/emission', '/admin/prices', '/admin/parameters', '/admin/roles'],
  },
  { who: 'preparer', paths: ['/finance', '/finance/2026-10'] },
]

/** Audited five times each, so the ones that matter; the same parts make up the others. */
export const AUDITED: Record<'public' | 'wallet', readonly string[]> = {
  public: ['/', '/token', '/usage', '/network', '/status', '/exit'],
  wallet: ['/plans', `/account?as=${CUSTOMER}`, `/provider?as=${PROVIDER}`, '/admin'],
}

/** The name of a page in the table: whose it is does not matter there. */
export const nameOf = (path: string): string => path.replace(/0x[0-9a-fA-F]{40,64}/, '0x…')
