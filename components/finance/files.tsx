import { CopyButton } from '@/components/ui/copy-button'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import type { FilesView } from '@/lib/data/finance-views'

const KB = 1024

/** Bytes as people compare them; the exact number is in the title. */
function sizeText(bytes: number): string {
  if (bytes < KB) return `${bytes} B`
  return bytes < KB * KB ? `${(bytes / KB).toFixed(1)} KB` : `${(bytes / KB / KB).toFixed(1)} MB`
}

const shortHash = (hash: string) => `${hash.slice(0, 4)}…${hash.slice(-4)}`

/** Each file with its SHA-256: what the command line writes for this month, byte for byte. */
export function Files({ month, view }: { month: string; view: FilesView }) {
  return (
    <Section title="Files" note="draft, not signed" className="mt-7" id="files">
      <Table label="Files of the month">
        <thead>
          <tr>
            <Th>CSV</Th>
            <Th num>Size</Th>
            <Th num>SHA-256</Th>
          </tr>
        </thead>
        <tbody>
          {view.files.map((file) => (
            <tr key={file.name}>
              <RowHead>
                <a href={`/api/v1/reports/${month}/${file.name}`} download className="font-normal">
                  {file.sheet}
                </a>
              </RowHead>
              <Td num title={`${file.bytes} bytes, ${file.rows} rows`}>
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
        Manifest <Hash hash={view.manifest} of="the manifest" />
        <br />
        The same bytes: <span className="mono">npm run report -- {month} --out DIR</span>
      </p>
    </Section>
  )
}

function Hash({ hash, of }: { hash: string; of: string }) {
  return (
    <CopyButton text={hash} label={`Copy the SHA-256 of ${of}`}>
      <span className="mono text-ink-3" title={hash}>
        {shortHash(hash)}
      </span>
    </CopyButton>
  )
}
