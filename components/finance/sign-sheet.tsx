'use client'

import { useState } from 'react'
import { getAddress, type Hex } from 'viem'
import { useConfig } from 'wagmi'
import { signTypedData } from 'wagmi/actions'
import { AddressText, shortHex } from '@/components/ui/address'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/field'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Note } from '@/components/ui/note'
import { Sheet } from '@/components/ui/sheet'
import { ConnectButton } from '@/components/wallet/connect-button'
import { useSignIn } from '@/components/wallet/use-sign-in'
import { useWallet } from '@/components/wallet/use-wallet'
import { signReport } from '@/lib/actions/close'
import type { VersionView } from '@/lib/data/close-views'
import { type SignOffRole, signOffTypedData } from '@/lib/domain/sign-off'
import { fromChain } from '@/lib/errors/from-chain'
import { close } from '@/messages/close'

const words = close.sign
const MOST_WORDS = 1_000

type Props = {
  month: string
  title: string
  chainId: number
  reports: string
  version: VersionView
  role: SignOffRole
  /** Who is signed in. */
  account: string
}
type State = { name: 'idle' } | { name: 'signing' } | { name: 'checking' } | { name: 'failed'; say: string }

const STAGES = { signing: words.waiting, checking: words.checking } as const

/** The button and the sheet in which one of the three signs: what it says, then the wallet, then the server's word. */
export function SignReport(props: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button kind="primary" className="w-full" onClick={() => setOpen(true)}>
        {words.act[props.role]}
      </Button>
      {isOpen && <SignSheet {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

function SignSheet({
  month,
  title,
  chainId,
  reports,
  version,
  role,
  account,
  onClose,
}: Props & { onClose: () => void }) {
  const [note, setNote] = useState('')
  const { state, sign } = useSigning({ month, chainId, reports, version, role, onClose })
  const { status } = useWallet()
  const { address } = useSignIn()
  const pending = state.name === 'signing' || state.name === 'checking' ? STAGES[state.name] : null
  const isOther = status === 'connected' && address === null
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={words.title(role, title)}
      note={words.note}
      isHeld={state.name === 'signing'}
      footer={
        <div className="grid gap-3">
          {state.name === 'failed' && (
            <Note tone="danger" announce>
              {state.say}
            </Note>
          )}
          {isOther && <Note tone="warning">{words.otherAccount(shortHex(account))}</Note>}
          {status === 'connected' ? (
            <div className="flex gap-2.5">
              <Button
                kind="primary"
                size="decisive"
                className="flex-1"
                pending={pending}
                stages={Object.values(STAGES)}
                onClick={() => sign(note)}
              >
                {words.act[role]}
              </Button>
              <Button size="decisive" disabled={pending !== null} onClick={onClose}>
                {words.close}
              </Button>
            </div>
          ) : (
            <ConnectButton kind="primary" />
          )}
        </div>
      }
    >
      <p className="mb-3 text-ink-2">{words.statement[role]}</p>
      <KeyValues>
        <KeyValue name={words.month}>{title}</KeyValue>
        <KeyValue name={words.version}>{version.version}</KeyValue>
        <KeyValue name={words.account}>
          <AddressText address={getAddress(account)} />
        </KeyValue>
      </KeyValues>
      <dl className="mt-3 grid gap-2 text-table">
        <Hash name={words.manifest} hash={version.manifestHash} />
        <Hash name={words.root} hash={version.dataRoot} />
      </dl>
      <TextArea
        className="mt-4"
        label={words.words}
        hint={words.wordsHint}
        maxLength={MOST_WORDS}
        value={note}
        disabled={pending !== null}
        onChange={(event) => setNote(event.target.value)}
      />
    </Sheet>
  )
}

function Hash({ name, hash }: { name: string; hash: string }) {
  return (
    <div>
      <dt className="text-caption text-ink-3">{name}</dt>
      <dd className="mono break-all">{hash}</dd>
    </div>
  )
}

type Signing = Pick<Props, 'month' | 'chainId' | 'reports' | 'version' | 'role'> & { onClose: () => void }

function useSigning({ month, chainId, reports, version, role, onClose }: Signing) {
  const config = useConfig()
  const wallet = useWallet()
  const [state, setState] = useState<State>({ name: 'idle' })
  async function sign(text: string) {
    // As the server will read it: the signature covers these very characters.
    const note = text.replaceAll('\r\n', '\n').trim()
    try {
      if (!wallet.address) return
      setState({ name: 'signing' })
      const { manifestHash, dataRoot } = version
      const message = {
        ...{ role, month, version: BigInt(version.version), note },
        ...{ manifestHash: manifestHash as Hex, dataRoot: dataRoot as Hex },
      }
      const data = signOffTypedData(chainId, getAddress(reports), message)
      const signature = await signTypedData(config, { ...data, account: wallet.address })
      setState({ name: 'checking' })
      const result = await signReport({ id: version.id, role, note, signature })
      if (!result.ok) return setState({ name: 'failed', say: result.say })
      onClose()
    } catch (error) {
      setState({ name: 'failed', say: fromChain(error).say })
    }
  }
  return { state, sign }
}
