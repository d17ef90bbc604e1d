import { getAddress } from 'viem'
import { type ReportVersion, stateOf } from '../db/version-rows'
import type { VersionState } from '../domain/close-state'
import { nextRole, type SignOffRole } from '../domain/sign-off'

/** Plain objects of a month's closing: times are seconds, hashes hexadecimal. */

export type SignatureView = { role: SignOffRole; account: string; note: string; at: number }

export type VersionView = {
  id: string
  version: number
  state: VersionState
  manifestHash: string
  dataRoot: string
  createdBy: string
  createdAt: number
  /** The number of the version that it replaces, and why. */
  replaces: { version: number; reason: string } | null
  signatures: SignatureView[]
  next: SignOffRole | null
  anchor: { tx: string; block: string; at: number; version: number } | null
  returned: { by: string; at: number; reason: string } | null
}

export const seconds = (time: Date): number => Math.floor(time.getTime() / 1000)

export function versionView(row: ReportVersion, all: readonly ReportVersion[]): VersionView {
  const replaced = all.find(({ id }) => id === row.supersedes)
  const { anchor } = row
  return {
    id: row.id,
    version: row.version,
    state: stateOf(row),
    manifestHash: row.manifestHash,
    dataRoot: row.dataRoot,
    createdBy: getAddress(row.createdBy),
    createdAt: seconds(row.createdAt),
    replaces: replaced ? { version: replaced.version, reason: row.reason ?? '' } : null,
    signatures: row.signatures.map(({ role, account, note, signedAt }) => ({
      role,
      account: getAddress(account),
      note,
      at: seconds(signedAt),
    })),
    next: nextRole(row.signatures),
    anchor: anchor && {
      tx: anchor.tx,
      block: anchor.block.toString(),
      at: seconds(anchor.time),
      version: anchor.version,
    },
    returned:
      row.returnedBy && row.returnedAt
        ? { by: getAddress(row.returnedBy), at: seconds(row.returnedAt), reason: row.returnedReason ?? '' }
        : null,
  }
}
