import { CopyButton } from '@/components/ui/copy-button'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import type { CloseManifest } from '@/lib/domain/close-job'
import { close } from '@/messages/close'
import { finance } from '@/messages/finance'

const words = finance.files

const KB = 1024

/** Bytes as people compare them; the exact number is in the title. */
export function sizeText(bytes: number): string {
  if (bytes < KB) return `${bytes} B`
  return bytes < KB * KB ? `${(bytes / KB).toFixed(1)} KB` : `${(bytes / KB / KB).toFixed(1)} MB`
}

const shortHash = (hash: string) => `${hash.slice(0, 4)}…${hash.slice(-4)}`

/** Each file of the manifest with its SHA-256: what the command line writes for this month, byte for byte. */
export function FileHashes({ month, manifest }: { month: string; manifest: CloseManifest }) {
  return (
    <details className="mt-3">
      <summary className="cursor-pointer text-table">{close.exports.hashes}</summary>
      <Table label={words.table} className="mt-2">
        <thead>
          <tr>
            <Th>{close.exports.file}</Th>
            <Th num>{words.size}</Th>
            <Th num>{words.hash}</Th>
          </tr>
        </thead>
        <tbody>
          {manifest.files.map((file) => (
            <tr key={file.name}>
              <RowHead>
                <span className="font-normal">{file.name}</span>
              </RowHead>
              <Td num title={words.exact(file.bytes, file.rows)}>
                <span className="text-ink-3">{sizeText(file.bytes)}</span>
              </Td>
              <Td num>
                <Hash hash={file.sha256} of={file.name} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-2.5 text-caption text-ink-3">
        {words.manifest} <Hash hash={manifest.sha256} of={words.theManifest} />
        <br />
        {close.exports.command} <span className="mono">npm run report -- {month} --out DIR</span>
      </p>
    </details>
  )
}

function Hash({ hash, of }: { hash: string; of: string }) {
  return (
    <CopyButton text={hash} label={words.copy(of)}>
      <span className="mono text-ink-3" title={hash}>
        {shortHash(hash)}
      </span>
    </CopyButton>
  )
}
