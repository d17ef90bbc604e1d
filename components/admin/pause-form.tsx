'use client'

import { useQuery } from '@tanstack/react-query'
import { OctagonPause } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useCapability } from '@/components/tx/use-capability'
import { useTransaction, useTransactions } from '@/components/tx/use-transaction'
import { sentenceOf } from '@/components/tx/words'
import { TxHash } from '@/components/ui/address'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choice'
import { CopyButton } from '@/components/ui/copy-button'
import { Field } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import { ConnectButton } from '@/components/wallet/connect-button'
import { useWallet } from '@/components/wallet/use-wallet'
import { MAX_PAUSE } from '@/lib/domain/pause'
import { rolesQuery } from '@/lib/queries/account'
import type { Flow } from '@/lib/tx/flow'
import { lastCall } from '@/lib/tx/simulate'
import { hashOf, isUnderWay, type TxStage } from '@/lib/tx/stage'
import { pause as words } from '@/messages/admin-pause'
import { batchedPause, pauseFlows, SCOPE_WORDS, SCOPES, type Scope } from './pause-scopes'
import './admin.css'

const NOBODY = '0x0000000000000000000000000000000000000000'

/**
 * The emergency: everything is ticked, the word is typed, Enter. It asks neither server nor session: a wallet with the role and a node
 * are enough. `now`: block time of the page, seconds; null when the ledger is away. `isAside`: the page was opened
 * for another act, so the cursor is not put here.
 */
export function PauseForm({ now, isAside }: { now: number | null; isAside?: boolean }) {
  const { address, at } = useWallet()
  const [scopes, setScopes] = useState<ReadonlySet<Scope>>(new Set(SCOPES))
  const [word, setWord] = useState('')
  const roles = useQuery({ ...rolesQuery(at, address ?? NOBODY), enabled: address !== null })
  const isGuardian = roles.data?.roles.GUARDIAN.isMember
  const flows = pauseFlows(at, scopes)
  // Not waited for: until the wallet has said that it batches, each contract is one transaction.
  const sent = useCapability()?.canBatch ? batchedPause(flows) : flows
  const run = useRunAll(sent)
  const why = whyNot({ address, isGuardian, count: flows.length })

  function toggle(scope: Scope) {
    const next = new Set(scopes)
    if (!next.delete(scope)) next.add(scope)
    setScopes(next)
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    if (why === null && word === words.word && !run.isRunning) run.start()
  }
  return (
    <form onSubmit={submit}>
      <Section title={words.what} note={now === null ? words.atMost : words.until(momentText(BigInt(now) + MAX_PAUSE))}>
        <ul className="scopes">
          {SCOPES.map((scope) => (
            <li key={scope}>
              <Checkbox
                label={SCOPE_WORDS[scope].name}
                checked={scopes.has(scope)}
                onChange={() => toggle(scope)}
                hint={
                  <>
                    <span className="text-danger">{words.stops}</span> {SCOPE_WORDS[scope].stops}.{' '}
                    <span className="text-success">{words.goesOn}</span> {SCOPE_WORDS[scope].goesOn}.
                  </>
                }
              />
            </li>
          ))}
        </ul>
        <p className="mt-3 text-table text-ink-2">{words.always}</p>
      </Section>
      <div className="mt-5 flex flex-wrap items-end gap-3">
        <Field
          label={words.typeWord(words.word)}
          value={word}
          onChange={(event) => setWord(event.target.value)}
          // The page is opened for this one act: typing at once is the second of three interactions.
          autoFocus={!isAside}
          autoCapitalize="characters"
          spellCheck={false}
          className="w-56"
        />
        {address ? (
          <Button
            type="submit"
            kind="danger"
            icon={OctagonPause}
            disabled={word !== words.word}
            reason={why ?? undefined}
            pending={run.isRunning ? words.pausing : null}
          >
            {words.act(sent.length)}
          </Button>
        ) : (
          <ConnectButton kind="primary" />
        )}
      </div>
      <Progress />
      <Calldata flows={flows} />
    </form>
  )
}

type Standing = { address: string | null; isGuardian: boolean | undefined; count: number }

/** While the chain is still asked for the roles, nothing: the transaction's own check asks again, and an Enter must not be lost here. */
function whyNot({ address, isGuardian, count }: Standing): string | null {
  if (!address) return words.connect
  if (isGuardian === false) return words.notGuardian
  return count === 0 ? words.nothingTicked : null
}

/** One after the other as the wallet is free: no signature waits for another one's block. A declined one ends the row. */
function useRunAll(flows: readonly Flow[]): { isRunning: boolean; start: () => Promise<void> } {
  const [isRunning, setRunning] = useState(false)
  const transaction = useTransaction('pause')
  async function start() {
    setRunning(true)
    const started: Promise<TxStage>[] = []
    for (const flow of flows) {
      started.push(transaction.start(flow))
      const stage = await transaction.untilSent(flow)
      if (stage.name === 'failed' && stage.error.code === 'TX_REJECTED') break
    }
    await Promise.all(started)
    setRunning(false)
  }
  return { isRunning, start }
}

/** Every pause under way, however it was sent: what the wallet can do may become known in between. */
function Progress() {
  const shown = useTransactions().filter(({ key }) => key.startsWith('pause:'))
  return (
    <ul aria-live="polite" className="mt-4 grid gap-1.5 text-table">
      {shown.map(({ key, title, stage }) => {
        const hash = hashOf(stage)
        return (
          <li key={key} className={stage.name === 'failed' ? 'text-danger' : undefined}>
            <b>{title}</b> {sentenceOf(stage)}{' '}
            {hash && (
              <TxHash
                hash={hash}
                state={stage.name === 'failed' ? 'reverted' : isUnderWay(stage) ? 'pending' : 'confirmed'}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** For a Safe, a hardware wallet elsewhere, or when this page cannot send. */
function Calldata({ flows }: { flows: readonly Flow[] }) {
  return (
    <details className="mt-5 text-table">
      <summary>{words.calldata}</summary>
      <ul className="mt-2 grid gap-2">
        {flows.map((flow) => {
          const call = lastCall(flow.steps)
          return (
            <li key={flow.key}>
              {words.callTo(`${call.contract}.${call.functionName}`)}{' '}
              <span className="mono break-all">
                {call.address} <CopyButton text={call.address} label={words.copyAddress(call.contract)} />
              </span>
              <span className="mono block break-all">
                {call.data} <CopyButton text={call.data} label={words.copyCalldata(call.functionName)} />
              </span>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
