import { createReadStream } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { listVersions, type ReportVersion, stateOf } from '../../db/version-rows'
import { ATTESTATION, MANIFEST } from '../format'
import type { MonthReport } from '../month-report'
import { attestationOf } from '../stored/attestation'
import { unpackVersion } from '../stored/files'
import { writeReport } from '../write'
import type { BundleFile } from './bundle'

/** The newest version of a month that three have signed, and the one that it replaced; null where nobody has. */
export type SignedMonth = { version: ReportVersion; replaced: ReportVersion | null } | null

export async function findSigned({ db, chainId, month }: MonthReport): Promise<SignedMonth> {
  const versions = await listVersions(db, chainId, month)
  const version = versions.findLast((one) => stateOf(one) === 'signed' || stateOf(one) === 'final')
  return version ? { version, replaced: versions.find(({ id }) => id === version.supersedes) ?? null } : null
}

/** What the index says of a month's files. */
export const stateFacts = (signed: SignedMonth) =>
  signed
    ? { state: stateOf(signed.version), version: signed.version.version, manifestHash: signed.version.manifestHash }
    : { state: 'draft' }

/** Files of a month: as they were signed, with their attestation; else as `npm run report` writes them now, in a folder that says so. */
export async function* monthFiles(report: MonthReport, signed: SignedMonth, work: string): AsyncGenerator<BundleFile> {
  const dir = join(work, report.month)
  if (signed) {
    await unpackVersion(report.db, signed.version, dir)
    const contract = report.deployment.contracts.Reports?.address ?? ''
    await writeFile(join(dir, ATTESTATION), attestationOf(signed.version, contract, signed.replaced))
  } else await writeReport(report, dir)
  const folder = signed ? report.month : `${report.month}-draft`
  // The manifest first: whoever reads the zip in order knows what to expect.
  const names = (await readdir(dir)).sort((a, b) => Number(b === MANIFEST) - Number(a === MANIFEST) || (a < b ? -1 : 1))
  for (const name of names) {
    const pieces = () => createReadStream(join(dir, name))
    yield { section: 'reports', name: `reports/${folder}/${name}`, pieces }
  }
}
