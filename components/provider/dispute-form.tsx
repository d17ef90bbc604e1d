'use client'

import { type FormEvent, useId, useRef, useState } from 'react'
import type { Address } from 'viem'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { disputeEpoch } from '@/lib/actions/epoch-disputes'
import { EVIDENCE_MOST, evidenceKind } from '@/lib/domain/evidence'
import { provider as words } from '@/messages/provider'

const LIMIT = `${EVIDENCE_MOST / 1_024} KB`
const MOST_WORDS = 1_000

type Checked = { hash: string | null; error: string | null }
type Sent = { ok: true; hash: string | null } | { ok: false; say: string }

/** What is wrong, and a file that shows it: looked at and hashed here before it is sent. */
export function DisputeForm({ provider, epoch }: { provider: Address; epoch: string }) {
  const form = useRef<HTMLFormElement>(null)
  const fileId = useId()
  const [say, setSay] = useState('')
  const [file, setFile] = useState<Checked>({ hash: null, error: null })
  const [isSending, setSending] = useState(false)
  const [sent, setSent] = useState<Sent | null>(null)
  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setSending(true)
    const data = new FormData(event.currentTarget)
    data.set('provider', provider)
    data.set('epoch', epoch)
    const result = await disputeEpoch(data)
    setSending(false)
    setSent(result.ok ? { ok: true, hash: result.data.hash } : { ok: false, say: result.say })
    if (!result.ok) return
    form.current?.reset()
    setSay('')
    setFile({ hash: null, error: null })
  }
  return (
    <form ref={form} onSubmit={send} className="grid max-w-xl gap-3">
      <p className="text-ink-2">{words.disputeSay}</p>
      <TextArea
        label={words.disputeReason}
        name="say"
        value={say}
        maxLength={MOST_WORDS}
        onChange={(event) => setSay(event.target.value)}
        hint={words.disputeReasonHint}
        required
      />
      <div>
        <label htmlFor={fileId} className="mb-1 block text-caption font-medium">
          {words.disputeFile}
        </label>
        <input
          id={fileId}
          type="file"
          name="evidence"
          aria-describedby={`${fileId}-say`}
          aria-invalid={file.error ? true : undefined}
          className="file-input"
          onChange={async (event) => setFile(await checked(event.target.files?.[0]))}
        />
        <p
          id={`${fileId}-say`}
          aria-live="polite"
          className={`mt-1 break-all text-caption ${file.error ? 'text-danger' : 'text-ink-3'}`}
        >
          {file.error ?? (file.hash ? `${words.disputeHash} ${file.hash}` : words.disputeFileHint(LIMIT))}
        </p>
      </div>
      <Button
        type="submit"
        className="justify-self-start"
        disabled={say.trim() === '' || file.error !== null}
        pending={isSending ? words.disputeSending : null}
        stages={[words.disputeSending]}
      >
        {words.disputeSend}
      </Button>
      {sent?.ok && (
        <Note tone="success" announce className="break-all">
          {sent.hash ? words.disputeSent(sent.hash) : words.disputeSentBare}
        </Note>
      )}
      {sent?.ok === false && (
        <Note tone="danger" announce>
          {sent.say}
        </Note>
      )}
    </form>
  )
}

async function checked(file: File | undefined): Promise<Checked> {
  if (!file) return { hash: null, error: null }
  if (file.size > EVIDENCE_MOST) {
    return { hash: null, error: words.disputeTooLarge(`${Math.ceil(file.size / 1_024)} KB`, LIMIT) }
  }
  const bytes = await file.arrayBuffer()
  if (!evidenceKind(new Uint8Array(bytes))) return { hash: null, error: words.disputeType }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return { hash: `0x${[...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`, error: null }
}
