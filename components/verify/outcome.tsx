import { Badge } from '@/components/ui/badge'
import { CopyButton } from '@/components/ui/copy-button'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { findSheet } from '@/lib/reports/sheet-names'
import type { SheetResult, Verified } from '@/lib/verify/verify'
import { verifyPage as words } from '@/messages/verify-page'
import { verifyReport as say } from '@/messages/verify-report'

const TONES = { green: 'success', red: 'danger', attested: 'neutral' } as const

/** `asked`: month and root of the printed report that led here. */
export function Outcome({ verified, asked }: { verified: Verified; asked: { month: string; root: string } | null }) {
  const { files, sheets, anchor, attestation, isGood } = verified
  const { manifest } = files
  const link = asked && linkText(asked, manifest)
  return (
    <Section
      title={words.result}
      note={say.title(manifest.month, manifest.chainId, manifest.opening.block, manifest.closing.block)}
      className="mt-7"
    >
      <div className="grid gap-2">
        <Note tone={isGood ? 'success' : 'danger'} announce>
          {isGood ? words.good : words.bad}
        </Note>
        {link && (
          <Note tone={link.isSame ? 'success' : 'danger'} announce>
            {link.text}
          </Note>
        )}
        {manifest.supersedes !== undefined && (
          <Note tone="info">{say.restated(manifest.version, manifest.supersedes, manifest.reason ?? '')}</Note>
        )}
        {files.findings.map((finding) => (
          <Note key={finding} tone="danger">
            {finding}
          </Note>
        ))}
      </div>
      <div className="mt-4">
        <KeyValues>
          <KeyValue name={words.root}>
            <Hash hash={manifest.dataRoot} />
          </KeyValue>
          <KeyValue name={words.manifest}>
            <Hash hash={files.manifestHash} />
          </KeyValue>
          <KeyValue name={words.anchor}>{anchor.say}</KeyValue>
          {attestation && <KeyValue name={words.attestation}>{attestation.say}</KeyValue>}
        </KeyValues>
      </div>
      <h3 className="mt-6 mb-2 text-table font-strong">{words.sheets}</h3>
      <Table label={words.sheets} scroll>
        <thead>
          <tr>
            <Th>{words.sheet}</Th>
            <Th>{words.state}</Th>
            <Th>{words.rows}</Th>
          </tr>
        </thead>
        <tbody>
          {sheets.map((result) => (
            <SheetRow key={result.sheet} result={result} />
          ))}
        </tbody>
      </Table>
      <p className="mt-2.5 text-caption text-ink-3">
        {words.attestedNote} {files.hashOnly.length > 0 && say.hashOnly(files.hashOnly)}
      </p>
    </Section>
  )
}

function linkText(asked: { month: string; root: string }, manifest: { month: string; dataRoot: string }) {
  if (asked.month !== manifest.month) return { isSame: false, text: words.otherMonth(manifest.month, asked.month) }
  const isSame = asked.root === manifest.dataRoot
  return { isSame, text: isSame ? words.sameRoot : words.otherRoot }
}

function SheetRow({ result: { sheet, state, compared, attested, note, difference } }: { result: SheetResult }) {
  return (
    <tr>
      <RowHead>{findSheet(sheet)?.title ?? sheet}</RowHead>
      <Td>
        <Badge tone={TONES[state]}>{words.states[state]}</Badge>
      </Td>
      <Td>
        {state === 'attested' ? say.rowsAttested(attested) : say.rowsCompared(compared, attested, note)}
        {difference && (
          <div className="mt-2 text-danger">
            <p>
              {words.first}: {say.inRow(difference.row, difference.say)}
            </p>
            <KeyValues>
              <KeyValue name={words.reported}>
                <span className="mono break-all">{difference.reported ?? say.empty}</span>
              </KeyValue>
              <KeyValue name={words.rebuilt}>
                <span className="mono break-all">{difference.rebuilt ?? say.empty}</span>
              </KeyValue>
              {difference.tx && (
                <KeyValue name={words.transaction}>
                  <a className="mono break-all" href={`/payments/${difference.tx}`}>
                    {difference.tx}
                  </a>
                </KeyValue>
              )}
            </KeyValues>
          </div>
        )}
      </Td>
    </tr>
  )
}

function Hash({ hash }: { hash: string }) {
  return (
    <CopyButton text={hash} label={hash}>
      <span className="mono break-all">{hash}</span>
    </CopyButton>
  )
}
