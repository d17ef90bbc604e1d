import 'server-only'
import { createHash } from 'node:crypto'
import type { Hex } from 'viem'
import { EVIDENCE_MOST, evidenceKind, evidenceName } from '../domain/evidence'
import { AppError } from '../errors/app-error'

export type EvidenceFile = { name: string; bytes: Uint8Array }

/** A file as rows keep it, with its SHA-256; without a file all is null. EVIDENCE_TOO_LARGE, EVIDENCE_KIND. */
export function evidenceOf(file: EvidenceFile | null) {
  const none = { evidenceName: null, evidenceKind: null, evidenceBytes: null, evidenceHash: null, evidence: null }
  if (!file) return none
  const { bytes } = file
  if (bytes.length > EVIDENCE_MOST) throw new AppError('EVIDENCE_TOO_LARGE', { limit: '512 KB' })
  const kind = evidenceKind(bytes)
  if (!kind) throw new AppError('EVIDENCE_KIND')
  return {
    evidenceName: evidenceName(file.name),
    evidenceKind: kind,
    evidenceBytes: bytes.length,
    evidenceHash: `0x${createHash('sha256').update(bytes).digest('hex')}` as Hex,
    evidence: Buffer.from(bytes).toString('base64'),
  }
}
