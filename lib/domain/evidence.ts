/** Bytes of one file of evidence: under the megabyte that a form may send. */
export const EVIDENCE_MOST = 512 * 1_024

export type EvidenceKind = 'text' | 'pdf' | 'png' | 'jpeg'

const STARTS: readonly (readonly [EvidenceKind, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', [0xff, 0xd8, 0xff]],
]

/** What a file is by its own bytes, whatever it is called: text is UTF-8 without control characters. Null for anything else, and for nothing. */
export function evidenceKind(bytes: Uint8Array): EvidenceKind | null {
  if (bytes.length === 0) return null
  const known = STARTS.find(([, start]) => start.every((byte, i) => bytes[i] === byte))
  if (known) return known[0]
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return /^[^\p{Cc}\p{Cs}]*$/u.test(text.replace(/[\t\r\n]/g, '')) ? 'text' : null
  } catch {
    return null
  }
}

/** The last part of a path, without what a file system or a header could stumble over, at most 80 characters. */
export function evidenceName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const safe = last
    .replace(/[^A-Za-z0-9._ -]/g, '_')
    .replace(/^\.+/, '')
    .slice(-80)
  return safe.trim() === '' ? 'evidence' : safe
}
