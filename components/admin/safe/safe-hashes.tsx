'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Address, isAddress } from 'viem'
import { CopyButton } from '@/components/ui/copy-button'
import { Field } from '@/components/ui/field'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Note } from '@/components/ui/note'
import { useWallet } from '@/components/wallet/use-wallet'
import { batchSafeTx, multiSendFor, type SafeCall, safeHashes } from '@/lib/domain/safe-hash'
import { sayError } from '@/lib/errors/say'
import { safeStateQuery } from '@/lib/queries/safe'
import { safe as words } from '@/messages/safe'

type Props = {
  /** The Safe as typed, and as read; null while it is none. */
  text: string
  safe: Address | null
  onText: (text: string) => void
  calls: readonly SafeCall[]
  note: string
}

const isNonce = (text: string) => /^\d{1,15}$/.test(text)

/** The Safe as it stands on chain, and the hashes its owners will be shown for these calls. */
export function SafeHashes({ text, safe, onText, calls, note }: Props) {
  const { at, chainId } = useWallet()
  const [typed, setTyped] = useState<string | null>(null)
  const [typedSend, setTypedSend] = useState<string | null>(null)
  const { data, error, isFetching } = useQuery({
    ...safeStateQuery(at, safe ?? '0x0000000000000000000000000000000000000000'),
    enabled: safe !== null,
  })
  const multiSend = typedSend ?? multiSendFor(data?.version ?? '')
  const nonceText = typed ?? data?.nonce.toString() ?? ''
  const nonce = isNonce(nonceText) ? BigInt(nonceText) : null
  const isBehind = data && nonce !== null && nonce < data.nonce
  const isBadSafe = text.trim() !== '' && !safe
  return (
    <div className="grid gap-3">
      <Field
        label={words.address}
        value={text}
        spellCheck={false}
        hint={words.addressHint}
        error={isBadSafe ? words.badAddress : data === null ? words.noSafe : undefined}
        onChange={(event) => onText(event.target.value)}
      />
      {error && <Note tone="danger">{sayError(error).say}</Note>}
      {safe && !data && isFetching && <p className="text-table text-ink-2">{words.reading}</p>}
      {data && (
        <KeyValues>
          <KeyValue name={words.owners}>{words.of(data.threshold.toString(), data.owners.length)}</KeyValue>
          <KeyValue name={words.version}>{data.version}</KeyValue>
          <KeyValue name={words.next}>
            {data.nonce.toString()} <span className="text-ink-3">#{data.block.toString()}</span>
          </KeyValue>
        </KeyValues>
      )}
      {data && (
        <Field
          label={words.nonce}
          value={nonceText}
          inputMode="numeric"
          hint={words.nonceHint}
          error={nonce === null ? words.badNonce : isBehind ? words.behind : undefined}
          onChange={(event) => setTyped(event.target.value.trim())}
        />
      )}
      {calls.length > 1 && (
        <Field
          label={words.multiSend}
          value={multiSend}
          spellCheck={false}
          hint={words.multiSendHint}
          error={isAddress(multiSend) ? undefined : words.badAddress}
          onChange={(event) => setTypedSend(event.target.value.trim())}
        />
      )}
      {safe && data && nonce !== null && calls.length > 0 && isAddress(multiSend) ? (
        <Hashes chainId={chainId} safe={safe} calls={calls} nonce={nonce} multiSend={multiSend} note={note} />
      ) : (
        <p className="text-table text-ink-2">{words.hashesNeed}</p>
      )}
    </div>
  )
}

type HashProps = {
  chainId: number
  safe: Address
  calls: readonly SafeCall[]
  nonce: bigint
  multiSend: Address
  note: string
}

function Hashes({ chainId, safe, calls, nonce, multiSend, note }: HashProps) {
  const tx = batchSafeTx(calls, multiSend, nonce)
  const { domain, message, safeTxHash } = safeHashes({ chainId, safe }, tx)
  const rows = [
    [words.ofSafe, safe],
    [tx.operation === 1 ? words.toMultiSend : words.to, tx.to],
    [words.domainHash, domain],
    [words.messageHash, message],
    [words.safeTxHash, safeTxHash],
  ] as const
  return (
    <div>
      <p className="mb-1 text-caption text-ink-3">{note}</p>
      <dl className="grid gap-2">
        {rows.map(([name, hash]) => (
          <div key={name}>
            <dt className="text-caption text-ink-2">{name}</dt>
            <dd className="mono text-caption break-all">
              {hash} <CopyButton text={hash} label={name} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
