'use client'

import { useState } from 'react'
import { AddressText } from '@/components/ui/address'
import { Button } from '@/components/ui/button'
import { JsonFileField } from '@/components/ui/file-field'
import { Note } from '@/components/ui/note'
import type { Target } from '@/lib/domain/operation'
import { type Imported, type ImportedBatch, importBatch, MOST_FILE } from '@/lib/domain/safe-batch'
import { safe as words } from '@/messages/safe'
import { safeBatch } from '@/messages/safe-batch'
import { CallText } from './call-text'

type Props = {
  chainId: number
  targets: readonly Target[]
  opened: ImportedBatch | null
  onOpen: (batch: ImportedBatch | null) => void
  /** Null when the calls were taken, else what stands against it. */
  onTake: (batch: ImportedBatch) => string | null
}

/** A file that somebody else made: checked as a whole, every call shown, doubtful ones named. */
export function OpenBatch({ chainId, targets, opened, onOpen, onTake }: Props) {
  const [fault, setFault] = useState<string | null>(null)

  async function open(file: File) {
    const read: Imported =
      file.size > MOST_FILE ? { ok: false, fault: 'large' } : importBatch(await file.text(), { chainId, targets })
    setFault(read.ok ? null : safeBatch.fault(read.fault, read.at))
    onOpen(read.ok ? read.batch : null)
  }
  return (
    <div className="grid gap-3">
      <JsonFileField label={words.file} hint={words.fileHint} onFile={open} />
      {fault && (
        <Note tone="danger" announce>
          {fault}
        </Note>
      )}
      {opened && <Opened batch={opened} targets={targets} onTake={onTake} onClose={() => onOpen(null)} />}
    </div>
  )
}

type OpenedProps = {
  batch: ImportedBatch
  targets: readonly Target[]
  onTake: (batch: ImportedBatch) => string | null
  onClose: () => void
}

function Opened({ batch, targets, onTake, onClose }: OpenedProps) {
  const [said, setSaid] = useState<string | null>(null)
  const doubtful = batch.calls.filter(({ doubts }) => doubts.length > 0).length
  return (
    <div className="grid gap-2">
      <p className="min-w-0 break-words">
        {batch.name ? words.opened(batch.name) : words.unnamed}
        <span className="block text-caption text-ink-3">{safeBatch.nameNote}</span>
      </p>
      {batch.description && <p className="text-table break-words">{batch.description}</p>}
      {batch.safe && (
        <p className="text-table text-ink-2">
          {words.forSafe} <AddressText address={batch.safe} full />
        </p>
      )}
      <Note tone={doubtful === 0 ? 'success' : 'danger'} announce>
        {doubtful === 0 ? words.good(batch.calls.length) : words.doubtful(doubtful)}
      </Note>
      <ol aria-label={words.openTitle}>
        {batch.calls.map((call, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the calls of a file stay as they are, and may be equal
          <li key={i} className="border-b border-rule py-2.5">
            <h3>
              {words.call(i + 1, call.call ? `${call.call.contract}.${call.call.functionName}` : words.unknownCall)}
            </h3>
            {call.doubts.map((doubt) => (
              <Note key={doubt} tone="danger" className="my-1.5">
                {safeBatch.doubt(doubt)}
              </Note>
            ))}
            <CallText call={call} targets={targets} />
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <Button reason={doubtful > 0 ? words.noTake : undefined} onClick={() => setSaid(onTake(batch) ?? words.taken)}>
          {words.take}
        </Button>
        <Button kind="ghost" onClick={onClose}>
          {words.close}
        </Button>
      </div>
      <p role="status" className="text-caption text-ink-2">
        {said}
      </p>
    </div>
  )
}
