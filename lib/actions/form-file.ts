import 'server-only'
import type { EvidenceFile } from '../data/evidence'
import { EVIDENCE_MOST } from '../domain/evidence'
import { AppError } from '../errors/app-error'

/** The form's file; null without one. Too large a file is refused before it is read. */
export async function fileOf(value: FormDataEntryValue | null): Promise<EvidenceFile | null> {
  if (!(value instanceof File) || value.size === 0) return null
  if (value.size > EVIDENCE_MOST) throw new AppError('EVIDENCE_TOO_LARGE', { limit: '512 KB' })
  return { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) }
}
