import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Address, getAddress, type Hex, isAddress, stringToHex } from 'viem'
import { z } from 'zod'
import { ROLE_NAMES } from '@/lib/domain/roles'
import { parseUnitsExact } from '@/lib/domain/units'
import { DEMO_ACCOUNTS, demoAccount } from './demo-accounts'

/** An exact decimal in text, as an integer of 10^-decimals. */
const decimal = (decimals: number) =>
  z.string().transform((text, context) => {
    const parsed = parseUnitsExact(text, decimals)
    if (parsed.ok) return parsed.value
    context.addIssue({ code: 'custom', message: `"${text}" is not a decimal with at most ${decimals} places` })
    return z.NEVER
  })
const address = z.string().transform((text, context): Address => {
  if (isAddress(text)) return getAddress(text)
  context.addIssue({ code: 'custom', message: `"${text}" is not a check-summed address` })
  return z.NEVER
})
const wad = decimal(18)
const cxpt = decimal(18)
const microUsd = decimal(6)
const nanoUsd = decimal(9)
const ppm = decimal(6)
const count = z.number().int().nonnegative()
const bps = count.max(10_000)
/** Service ids on chain: the ASCII name, padded with zeros on the right. */
const service = z
  .string()
  .regex(/^[a-z-]{1,32}$/)
  .transform((name): Hex => stringToHex(name, { size: 32 }))
const optionalAddress = address.nullable()

const demoNames = DEMO_ACCOUNTS.map(({ name }) => name)
const account = z.union([
  z.strictObject({ demo: z.enum(demoNames) }),
  z.strictObject({ safe: optionalAddress, threshold: count, owners: z.array(address) }),
  z.strictObject({ key: optionalAddress }),
])
export type AccountConfig = z.infer<typeof account>

const roleNames = ROLE_NAMES.filter((name) => name !== 'CHARGER' && name !== 'SENTINEL')
/** `delay` in seconds. */
const roles = z.record(z.enum(roleNames), z.strictObject({ delay: count, holders: z.array(z.string()).min(1) }))

const network = z.strictObject({
  network: z.string(),
  chainId: count,
  confirmations: count.min(1),
  accounts: z.record(z.string(), account),
  roles,
  rewards: z.strictObject({
    window: count,
    maxStep: z.strictObject({ provider: cxpt, referral: cxpt, loyalty: cxpt }),
  }),
  oracle: z.strictObject({
    minInterval: count,
    firstPrice: wad,
    config: z.strictObject({
      min: wad,
      max: wad,
      maxAge: count,
      minInterval: count,
      maxStepBps: bps,
      maxGapBps: bps,
      feed: optionalAddress,
      feedMaxAge: count,
      sequencer: optionalAddress,
      sequencerGrace: count,
    }),
  }),
  vault: z.strictObject({
    minPrice: wad,
    dailyCapUsd: microUsd,
    split: z.strictObject({ burn: bps, protocol: bps, operations: bps, provider: bps }),
  }),
  faucet: z.strictObject({ amount: cxpt, dailyCap: cxpt }).nullable(),
  phase: z.enum(['TESTNET', 'MAINNET', 'FULL']),
})

const tiers = (threshold: z.ZodType<bigint, string>) => z.array(z.strictObject({ threshold, bps }))
const knots = (x: z.ZodType<bigint, string>) =>
  z.array(z.tuple([x, ppm])).transform((all) => all.map(([at, y]) => ({ x: at, y })))

/** What every network starts with: plans and all parameters. */
const launch = z.strictObject({
  plans: z.array(
    z.strictObject({
      name: z.string(),
      usd: microUsd,
      allowance: decimal(0),
      concurrency: count,
      rpm: count,
      rolloverBps: bps,
      priority: count,
    }),
  ),
  rates: z.array(z.strictObject({ service, inputUsd: nanoUsd, outputUsd: nanoUsd, unit: count })),
  pricing: z.strictObject({
    targetUtilisation: ppm,
    stepDivisor: count,
    minFactor: ppm,
    maxFactor: ppm,
    maxDailyMove: ppm,
  }),
  curves: z.strictObject({
    uptime: knots(ppm),
    response: knots(ppm),
    demand: knots(ppm),
    availability: knots(decimal(0)),
  }),
  referralTiers: tiers(decimal(0)),
  loyaltyTiers: tiers(decimal(0)),
  usageBonusTiers: tiers(microUsd),
  classWeights: z.array(z.strictObject({ service, weight: ppm })),
  pointsRate: cxpt,
  epochPool: cxpt,
})

export type Launch = z.output<typeof launch>
export type NetworkConfig = z.output<typeof network> & { launch: Launch }

const FOLDER = fileURLToPath(new URL('../config/', import.meta.url))

function parseFile<T>(schema: z.ZodType<T>, path: string): T {
  const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (parsed.success) return parsed.data
  throw new Error(`${path} is not a valid configuration:\n${z.prettifyError(parsed.error)}`)
}

/** `name` is a network of contracts/config (local, base-sepolia, base) or the path of a file of that shape. */
export function readConfig(name: string): NetworkConfig {
  const path = name.endsWith('.json') ? name : `${FOLDER}${name}.json`
  try {
    return { ...parseFile(network, path), launch: parseFile(launch, `${FOLDER}launch.json`) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new Error(`There is no network "${name}": contracts/config has no ${name}.json.`)
  }
}

/** The address behind a name of `accounts`; refuses a name without one. */
export function accountAddress(config: NetworkConfig, name: string): Address {
  const found = config.accounts[name]
  if (!found) throw new Error(`Network ${config.network}: a role names "${name}", which is not among the accounts.`)
  if ('demo' in found) return demoAccount(found.demo).address
  const known = 'safe' in found ? found.safe : found.key
  if (known) return known
  const what = 'safe' in found ? 'Safe' : 'key'
  throw new Error(`Network ${config.network}: the ${what} "${name}" has no address in its configuration.`)
}
