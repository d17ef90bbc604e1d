import { CopyButton } from '@/components/ui/copy-button'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import type { FilesView } from '@/lib/data/finance-views'
import { charts } from '@/messages/charts'
import { finance } from '@/messages/finance'

const words = finance.files

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
    <Section title={words.title} note={words.note} className="mt-7" id="files">
      <Table label={words.table}>
        <thead>
          <tr>
            <Th>{charts.csv}</Th>
            <Th num>{words.size}</Th>
            <Th num>{words.hash}</Th>
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
        {words.manifest} <Hash hash={view.manifest} of={words.theManifest} />
        <br />
        {words.same} <span className="mono">npm run report -- {month} --out DIR</span>
      </p>
    </Section>
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
