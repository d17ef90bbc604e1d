import 'server-only'
import { cache } from 'react'
import { publicClient } from '../chain/clients'
import { deploymentOf } from '../chain/contract'
import { readSettings, type SettingRow } from '../chain/settings-state'
import { listEventsBefore } from '../db/operation-rows'
import { findLatestPrice } from '../db/overview-rows'
import { sumUsage } from '../db/usage-rows'
import { ROLE_ACTS, SETTING_IDS, type SettingId } from '../domain/setting'
import { secondsOf } from '../domain/time'
import { env } from '../env/env'
import { requireAdminReader } from './admin'
import { readFlows } from './ledger-sums'
import { getRoleMap, type RoleLine } from './role-map'
import { atOneBlock, completeDays, type Snapshot } from './snapshot'

/** When a parameter was last set, seconds, and its version where it is counted. */
export type LastSet = { at: number; version: string | null } | null

export type SettingView = {
  id: SettingId
  block: string
  /** Block time, seconds. */
  now: number
  rows: SettingRow[]
  facts: Record<string, string> & { now: string }
  last: LastSet
  forecast: Forecast
}

/** Sums of the last 30 complete days, for what a change would do in a month like that. Wei, micro-USD. */
export type Forecast = {
  settledUsd: string
  chargedUsd: string
  emissionUsed: string
  /** What was metered of each service. */
  use: { service: string; inputUnits: string; outputUnits: string }[]
  /** USD per CXPT in WAD; null before the first posting. */
  price: string | null
}

export type SettingsView = { block: string; settings: { id: SettingId; rows: SettingRow[]; last: LastSet }[] }

/** Every parameter as it is in force at the ledger's block. */
export const getSettings = cache(async (): Promise<SettingsView> => {
  await requireAdminReader()
  return atOneBlock(async (at) => {
    const { values } = await stateAt(at)
    const settings: SettingsView['settings'] = []
    for (const id of SETTING_IDS) settings.push({ id, rows: values[id], last: await lastSet(at, id) })
    return { block: at.block.toString(), settings }
  })
})

/** What the editor of one parameter shows. */
export const getSetting = cache(async (id: SettingId): Promise<SettingView> => {
  await requireAdminReader()
  const members = (ROLE_ACTS as readonly string[]).includes(id) ? membersAsFacts(await getRoleMap()) : {}
  return atOneBlock(async (at) => {
    const { values, facts: ofChain } = await stateAt(at)
    const now = Number(secondsOf(at.time))
    const last = await lastSet(at, id)
    const facts = { ...ofChain, ...members }
    return { id, block: at.block.toString(), now, rows: values[id], facts, last, forecast: await forecastOf(at) }
  })
})

/** Members whom the chain knows, with their delays: `members-ADMIN` = `0x…=432000`. */
const membersAsFacts = ({ roles }: { roles: readonly RoleLine[] }) =>
  Object.fromEntries(
    roles.map(({ name, members }) => [
      `members-${name}`,
      members.flatMap(({ address, delay }) => (delay === null ? [] : [`${address}=${delay}`])).join(' '),
    ]),
  )

const stateAt = (at: Snapshot) =>
  readSettings({ client: publicClient(), deployment: deploymentOf(env.CHAIN_ID), blockNumber: at.block })

async function forecastOf(at: Snapshot): Promise<Forecast> {
  const flows = await readFlows(at, completeDays(at.time, 30), ['settled_usd', 'charged_usd', 'emission_used'])
  const price = await findLatestPrice(at.db, at.chainId)
  const use = await sumUsage(at.db, at.chainId, completeDays(at.time, 30))
  return {
    settledUsd: flows.of('settled_usd').toString(),
    chargedUsd: flows.of('charged_usd').toString(),
    emissionUsed: flows.of('emission_used').toString(),
    use: use.map(({ service, ...units }) => ({
      service,
      inputUnits: units.inputUnits.toString(),
      outputUnits: units.outputUnits.toString(),
    })),
    price: price?.price.toString() ?? null,
  }
}

type Setter = { contract: string; event: string; is?: Record<string, number> }

const parameter = (event: string, is?: Record<string, number>): Setter => ({
  contract: 'Parameters',
  event,
  ...(is && { is }),
})

/** The event that says that a parameter was set. Acts have none of their own. */
const EVENTS: Partial<Record<SettingId, Setter>> = {
  rates: parameter('RatesSet'),
  pricing: parameter('PricingSet'),
  'curve-uptime': parameter('CurveSet', { kind: 0 }),
  'curve-response': parameter('CurveSet', { kind: 1 }),
  'curve-demand': parameter('CurveSet', { kind: 2 }),
  'curve-availability': parameter('CurveSet', { kind: 3 }),
  weights: parameter('ClassWeightsSet'),
  'points-rate': parameter('PointsRateSet'),
  'epoch-pool': parameter('EpochPoolSet'),
  'tiers-referral': parameter('ReferralTiersSet'),
  'tiers-loyalty': parameter('LoyaltyTiersSet'),
  'tiers-usage': parameter('UsageBonusTiersSet'),
  phase: parameter('PhaseSet'),
  'daily-cap': { contract: 'Vault', event: 'CapSet' },
  'vault-oracle': { contract: 'Vault', event: 'OracleSet' },
  'oracle-config': { contract: 'PriceOracle', event: 'Configured' },
  'max-step-provider': { contract: 'Rewards', event: 'MaxStepSet', is: { category: 0 } },
  'max-step-referral': { contract: 'Rewards', event: 'MaxStepSet', is: { category: 1 } },
  'max-step-loyalty': { contract: 'Rewards', event: 'MaxStepSet', is: { category: 2 } },
}

async function lastSet(at: Snapshot, id: SettingId): Promise<LastSet> {
  const setter = EVENTS[id]
  if (!setter) return null
  const { contract, event: name, is = {} } = setter
  const rows = await listEventsBefore(at.db, at.chainId, { contract, name, block: at.block + 1n, logIndex: 0 })
  const found = rows.find(({ args }) => Object.entries(is).every(([key, value]) => Number(args[key]) === value))
  if (!found) return null
  const version = found.args.version
  return { at: Number(secondsOf(found.blockTime)), version: version === undefined ? null : String(version) }
}
