import 'server-only'
import { cache } from 'react'
import type { Hex } from 'viem'
import { database } from '../auth/database'
import { limit } from '../auth/rate-limit'
import { requireRole } from '../auth/roles'
import { publicClient } from '../chain/clients'
import { deploymentOf, getContract } from '../chain/contract'
import { findVersion, listVersions, type ReportVersion, stateOf } from '../db/version-rows'
import type { CloseManifest } from '../domain/close-job'
import type { Month } from '../domain/month'
import { periodOf, type SignOffRole } from '../domain/sign-off'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'
import { sayError } from '../errors/say'
import { gatesOfReport, openReport } from '../reports/month-report'
import { attestationOf } from '../reports/stored/attestation'
import { assertGreen, assertLocked, replacedBy } from '../reports/stored/make-version'
import { returnVersion, type SignContext, signVersion } from '../reports/stored/sign'
import { askJob } from './close-jobs'
import { type VersionView, versionView } from './close-views'
import { monthFrom, reportSource, requireReader } from './finance-source'
import { atOneBlock } from './snapshot'

export type CloseView = {
  month: string
  chainId: number
  /** What an anchor carries: the contract, the period, and where the report is verified. */
  reports: string
  period: number
  uri: string
  /** The newest first. */
  versions: VersionView[]
  /** The one that is signed or final now. */
  live: VersionView | null
  /** Why no version can be put up for signing now; null when one can. */
  refusal: string | null
  /** Of the live version. */
  manifest: CloseManifest | null
  /** Another version would replace a final one. */
  isRestatement: boolean
}

const reportsAddress = () => getContract(deploymentOf(env.CHAIN_ID), 'Reports').address

const context = (): SignContext => ({
  db: database(),
  chainId: env.CHAIN_ID,
  reports: reportsAddress(),
  isSignedBy: (address, data, signature) => publicClient().verifyTypedData({ ...data, address, signature }),
})

const chainTime = () => atOneBlock(async ({ time }) => time)

/** Versions of a month with their signatures and anchors. */
export const getClose = cache(async (text: string): Promise<CloseView> => {
  await requireReader()
  const month = monthFrom(text)
  const rows = await listVersions(database(), env.CHAIN_ID, month)
  const versions = rows.map((row) => versionView(row, rows)).reverse()
  const isRestatement = rows.some((row) => stateOf(row) === 'final')
  return {
    month,
    chainId: env.CHAIN_ID,
    reports: reportsAddress(),
    period: periodOf(month),
    uri: new URL(`/verify?period=${month}`, env.NEXTAUTH_URL).href,
    versions,
    live: versions.find(({ state }) => state !== 'returned') ?? null,
    manifest: manifestOf(rows),
    refusal: await refusalOf(month),
    isRestatement,
  }
})

function manifestOf(rows: readonly ReportVersion[]): CloseManifest | null {
  const live = rows.findLast(({ returnedAt }) => returnedAt === null)
  if (!live) return null
  const { files } = JSON.parse(live.manifest) as Pick<CloseManifest, 'files'>
  const [sha256, dataRoot] = [live.manifestHash.slice(2), live.dataRoot.slice(2)]
  return { sha256, dataRoot, version: live.version, files }
}

/** Why no version of a month can be put up now, whoever asks. */
async function refusalOf(month: Month): Promise<string | null> {
  try {
    const report = await openReport(reportSource(), month)
    assertLocked(report)
    replacedBy(await listVersions(database(), env.CHAIN_ID, month), { month, reason: 'any' })
    return null
  } catch (error) {
    const { code, say } = sayError(error)
    if (code === 'UNEXPECTED') throw error
    return say
  }
}

/** Asks the worker for a version to sign. FORBIDDEN, MONTH_NOT_CLOSED, VERSION_NOT_LOCKED, VERSION_UNDER_WAY, VERSION_REASON. */
export async function askVersion(text: string, reason: string | null): Promise<void> {
  const { session } = await requireRole('FINANCE')
  await limit(database(), 'close of', session.address)
  const month = monthFrom(text)
  assertLocked(await openReport(reportSource(), month))
  replacedBy(await listVersions(database(), env.CHAIN_ID, month), { month, reason })
  await askJob({ kind: 'version', period: month, reason, by: session.address })
}

/** Takes a signature of the signed-in account, while every gate is green. GATE_RED, and what `signVersion` refuses. */
export async function putSignature(wish: {
  id: string
  role: SignOffRole
  note: string
  signature: Hex
}): Promise<void> {
  const { session } = await requireRole('FINANCE')
  await limit(database(), 'close of', session.address)
  await requireGreen(wish.id)
  await signVersion(context(), { ...wish, account: session.address, now: await chainTime() })
}

async function requireGreen(id: string): Promise<void> {
  const version = await findVersion(database(), env.CHAIN_ID, id)
  if (!version) throw new AppError('VERSION_NOT_FOUND')
  assertGreen(await gatesOfReport(await openReport(reportSource(), monthFrom(version.month))))
}

/** Looked at once more before the wallet opens for an anchor: all three have signed, nothing is red. */
export async function checkAnchor(id: string): Promise<void> {
  await requireRole('FINANCE')
  const version = await findVersion(database(), env.CHAIN_ID, id)
  if (!version) throw new AppError('VERSION_NOT_FOUND')
  const state = stateOf(version)
  if (state === 'returned') throw new AppError('VERSION_RETURNED')
  if (state === 'final') throw new AppError('VERSION_FINAL')
  if (state === 'signing') throw new AppError('VERSION_UNDER_WAY', { version: version.version, month: version.month })
  await requireGreen(id)
}

/** Sends a version back to the preparer. VERSION_FINAL, VERSION_RETURNED. */
export async function sendBack(id: string, reason: string): Promise<void> {
  const { session } = await requireRole('FINANCE')
  await limit(database(), 'close of', session.address)
  await returnVersion(context(), { id, reason, account: session.address, now: await chainTime() })
}

/** manifest.json or attestation.json of a month's newest final version: public. REPORT_NOT_FOUND. */
export async function getFinalText(text: string, file: 'manifest' | 'attestation'): Promise<string> {
  const month = monthFrom(text)
  const rows = await listVersions(database(), env.CHAIN_ID, month)
  const final = rows.findLast((row) => stateOf(row) === 'final')
  if (!final) throw new AppError('REPORT_NOT_FOUND', { month })
  if (file === 'manifest') return final.manifest
  return attestationOf(final, reportsAddress(), rows.find(({ id }) => id === final.supersedes) ?? null)
}
