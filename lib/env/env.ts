import { z } from 'zod'
import { LOCAL_CHAIN_ID } from './public'

const port = (standard: number) =>
  z.preprocess(
    (value) => value ?? standard,
    z.coerce
      .number('must be a port')
      .int('must be a port')
      .min(1, 'must be a port from 1')
      .max(65_535, 'must be a port up to 65535'),
  )

const url = (protocol: RegExp, hint: string) => z.url({ protocol, error: `must be a URL like ${hint}` })

/** Of this machine's file system, or of Windows'. */
const isAbsolute = (text: string): boolean => /^(\/|[A-Za-z]:[\\/])/.test(text)

/** Without TLS on this machine only, where tests and local stores listen. */
const isStoreUrl = (text: string): boolean =>
  /^(https:\/\/[^/?#@\s]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?)(\/[A-Za-z0-9._-]+)+\/?$/.test(text)

const schema = z.object({
  PORT: port(3000),
  RPC_PORT: port(8545),
  DB_PORT: port(54_320),
  CHAIN_ID: z.preprocess(
    (value) => value ?? LOCAL_CHAIN_ID,
    z.coerce.number('must be a chain id').int('must be a chain id').positive('must be a chain id, like 8453'),
  ),
  /** Proxies of ours in front of the console. */
  TRUSTED_PROXIES: z.coerce
    .number('must be a number of proxies')
    .int('must be a number of proxies')
    .min(1, 'must be 1 or more')
    .default(1),
  DATABASE_URL: url(/^postgres(ql)?$/, 'postgres://user:password@host:5432/name').optional(),
  RPC_URL: url(/^https?$/, 'https://host/path').optional(),
  /** Read by browsers; without it they use the network's own public RPC. */
  PUBLIC_RPC_URL: url(/^https?$/, 'https://host/path').optional(),
  /** What one coin of gas costs in USD, as the operator knows it: a claim that pays less than its gas is said so. */
  GAS_COIN_USD: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,6})?$/, 'must be a price in USD, like 2950.5')
    .optional(),
  /** Without it no browser ever talks to WalletConnect's hosts. */
  WALLETCONNECT_PROJECT_ID: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'must be the 32 hexadecimal digits that WalletConnect gave the project')
    .optional(),
  /** Alerts go there; both or none. */
  ALERT_WEBHOOK_URL: url(/^https$/, 'https://host/path').optional(),
  ALERT_WEBHOOK_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  /** Alerts go there by mail; all three or none. */
  ALERT_SMTP_URL: url(/^smtps?$/, 'smtps://user:password@host:465').optional(),
  ALERT_EMAIL_FROM: z.email('must be an e-mail address').optional(),
  ALERT_EMAIL_TO: z.email('must be one e-mail address').optional(),
  /** Nightly backups go there. */
  BACKUP_DIR: z.string().optional(),
  /** Roots, leaves and receipts are written there too. */
  SECOND_PLACE: z
    .string()
    .refine(
      (text) => isAbsolute(text) || isStoreUrl(text),
      'must be an absolute folder, or a URL like https://host/bucket',
    )
    .optional(),
  SECOND_PLACE_KEY_ID: z.string().optional(),
  SECOND_PLACE_SECRET: z.string().optional(),
  SECOND_PLACE_REGION: z.string().default('us-east-1'),
  CLOCK: z.enum(['machine', 'block'], 'must be machine or block').default('machine'),
  /** Of the code that runs, printed in every report; the platform of this repository asks git. */
  COMMIT: z
    .string()
    .regex(/^[0-9a-f]{40}$/, 'must be the 40 hexadecimal digits of a commit')
    .optional(),
  RETENTION_MONTHS: z.coerce
    .number('must be a number of months')
    .int('must be a number of months')
    .min(3, 'must be 3 months or more: disputes and clawbacks read that far back')
    .optional(),
  /** The legal entity on invoices: all five, or no invoice is written. */
  INVOICE_SELLER_NAME: z.string().max(120).optional(),
  INVOICE_SELLER_TAX_ID: z.string().max(40).optional(),
  INVOICE_SELLER_ADDRESS: z.string().max(300).optional(),
  INVOICE_SELLER_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country of two letters, like DE')
    .optional(),
  INVOICE_PREFIX: z
    .string()
    .regex(/^[A-Z0-9]{1,12}$/, 'must be 1 to 12 capital letters and digits')
    .optional(),
  /** Tax contained in every price, in hundredths of a percent of the net. */
  INVOICE_TAX_BPS: z.coerce
    .number('must be a tax in basis points')
    .int('must be a tax in basis points')
    .min(0, 'must be 0 or more')
    .max(10_000, 'must be 10000 or less')
    .default(0),
  NEXTAUTH_URL: url(/^https?$/, 'https://console.example').optional(),
  NEXTAUTH_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters, as `openssl rand -base64 32` makes them')
    .optional(),
  KEY_PEPPER: z
    .string()
    .min(32, 'must have at least 32 characters, as `openssl rand -base64 32` makes them')
    .optional(),
})

export type Env = {
  /** The embedded database unless set. */
  DATABASE_URL: string
  /** The local chain unless set. */
  RPC_URL: string
  PUBLIC_RPC_URL: string | undefined
  /** USD of one coin of gas. */
  GAS_COIN_USD: string | undefined
  WALLETCONNECT_PROJECT_ID: string | undefined
  ALERT_WEBHOOK_URL: string | undefined
  /** Signs what goes to the webhook. */
  ALERT_WEBHOOK_SECRET: string | undefined
  /** Of a mail server, with user and password. */
  ALERT_SMTP_URL: string | undefined
  ALERT_EMAIL_FROM: string | undefined
  ALERT_EMAIL_TO: string | undefined
  BACKUP_DIR: string | undefined
  /** An absolute folder, or the URL of a bucket, which needs the next two. */
  SECOND_PLACE: string | undefined
  SECOND_PLACE_KEY_ID: string | undefined
  SECOND_PLACE_SECRET: string | undefined
  SECOND_PLACE_REGION: string
  COMMIT: string | undefined
  RETENTION_MONTHS: number | undefined
  INVOICE_SELLER_NAME: string | undefined
  INVOICE_SELLER_TAX_ID: string | undefined
  INVOICE_SELLER_ADDRESS: string | undefined
  INVOICE_SELLER_COUNTRY: string | undefined
  /** Begins every number of the legal entity. */
  INVOICE_PREFIX: string | undefined
  INVOICE_TAX_BPS: number
  CHAIN_ID: number
  /** What metering calls now; `block` only on a local chain with a clock of its own. */
  CLOCK: 'machine' | 'block'
  /** How many addresses at the end of X-Forwarded-For are of our own proxies' making. */
  TRUSTED_PROXIES: number
  PORT: number
  RPC_PORT: number
  DB_PORT: number
  NEXTAUTH_URL: string
  NEXTAUTH_SECRET: string
  /** Mixed into the stored hash of every API key: who reads the database alone cannot try keys against it. */
  KEY_PEPPER: string
}

/** Sessions of the local chain only: a cookie alone opens nothing, it names a row of `sessions`. */
const LOCAL_SECRET = 'cxpt-console-local-chain-only-secret'
const LOCAL_PEPPER = 'cxpt-console-local-chain-only-pepper'

/** Throws one sentence that names the variable. An empty variable counts as not set. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const result = schema.safeParse(given)
  if (!result.success) {
    const [issue] = result.error.issues
    throw new Error(`The environment variable ${String(issue?.path[0])} ${issue?.message ?? 'cannot be used'}.`)
  }
  const { data } = result
  if (data.ALERT_WEBHOOK_URL && !data.ALERT_WEBHOOK_SECRET) {
    throw new Error('The environment variable ALERT_WEBHOOK_SECRET must be set when ALERT_WEBHOOK_URL is.')
  }
  for (const name of ['ALERT_EMAIL_FROM', 'ALERT_EMAIL_TO'] as const) {
    if (data.ALERT_SMTP_URL && !data[name]) {
      throw new Error(`The environment variable ${name} must be set when ALERT_SMTP_URL is.`)
    }
  }
  if (data.SECOND_PLACE && !isAbsolute(data.SECOND_PLACE)) {
    for (const name of ['SECOND_PLACE_KEY_ID', 'SECOND_PLACE_SECRET'] as const) {
      if (!data[name]) throw new Error(`The environment variable ${name} must be set when SECOND_PLACE is a URL.`)
    }
  }
  const isLocal = data.CHAIN_ID === LOCAL_CHAIN_ID
  if (!isLocal && data.CLOCK === 'block') {
    throw new Error(`The environment variable CLOCK must be machine when CHAIN_ID is ${data.CHAIN_ID}.`)
  }
  for (const name of ['RPC_URL', 'DATABASE_URL', 'NEXTAUTH_URL', 'NEXTAUTH_SECRET', 'KEY_PEPPER'] as const) {
    if (!isLocal && data[name] === undefined) {
      throw new Error(`The environment variable ${name} must be set when CHAIN_ID is ${data.CHAIN_ID}.`)
    }
  }
  return {
    ...data,
    GAS_COIN_USD: data.GAS_COIN_USD,
    ALERT_WEBHOOK_URL: data.ALERT_WEBHOOK_URL,
    ALERT_SMTP_URL: data.ALERT_SMTP_URL,
    ALERT_EMAIL_FROM: data.ALERT_EMAIL_FROM,
    ALERT_EMAIL_TO: data.ALERT_EMAIL_TO,
    BACKUP_DIR: data.BACKUP_DIR,
    SECOND_PLACE: data.SECOND_PLACE,
    SECOND_PLACE_KEY_ID: data.SECOND_PLACE_KEY_ID,
    SECOND_PLACE_SECRET: data.SECOND_PLACE_SECRET,
    COMMIT: data.COMMIT,
    RETENTION_MONTHS: data.RETENTION_MONTHS,
    INVOICE_SELLER_NAME: data.INVOICE_SELLER_NAME,
    INVOICE_SELLER_TAX_ID: data.INVOICE_SELLER_TAX_ID,
    INVOICE_SELLER_ADDRESS: data.INVOICE_SELLER_ADDRESS,
    INVOICE_SELLER_COUNTRY: data.INVOICE_SELLER_COUNTRY,
    INVOICE_PREFIX: data.INVOICE_PREFIX,
    ALERT_WEBHOOK_SECRET: data.ALERT_WEBHOOK_SECRET,
    PUBLIC_RPC_URL: data.PUBLIC_RPC_URL,
    WALLETCONNECT_PROJECT_ID: data.WALLETCONNECT_PROJECT_ID,
    DATABASE_URL: data.DATABASE_URL ?? `postgres://cxpt:cxpt@127.0.0.1:${data.DB_PORT}/cxpt`,
    RPC_URL: data.RPC_URL ?? `http://127.0.0.1:${data.RPC_PORT}`,
    NEXTAUTH_URL: data.NEXTAUTH_URL ?? `http://localhost:${data.PORT}`,
    NEXTAUTH_SECRET: data.NEXTAUTH_SECRET ?? LOCAL_SECRET,
    KEY_PEPPER: data.KEY_PEPPER ?? LOCAL_PEPPER,
  }
}

let parsed: Env | undefined

/** Server only. Parsed at the first use and not at import, so that a build needs no environment. */
export const env: Env = new Proxy({} as Env, {
  get(_, name) {
    parsed ??= parseEnv(process.env)
    return Reflect.get(parsed, name)
  },
})
