'use client'

import { type ReactNode, useState } from 'react'
import { TxHash } from '@/components/ui/address'
import { Amount, Usd } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Note } from '@/components/ui/note'
import { Sheet } from '@/components/ui/sheet'
import { Stepper } from '@/components/ui/stepper'
import { ConnectButton } from '@/components/wallet/connect-button'
import { useSwitchNetwork } from '@/components/wallet/network-banner'
import { useWallet } from '@/components/wallet/use-wallet'
import type { Flow } from '@/lib/tx/flow'
import { PATH_NAMES, type Path } from '@/lib/tx/path'
import { hashOf, isUnderWay, type TxStage } from '@/lib/tx/stage'
import { sheet as words } from '@/messages/tx-sheet'
import { wallet } from '@/messages/wallet'
import { Checks, type Remedies } from './checks'
import { useAsOpenSheet } from './open-sheets'
import { stepsToShow } from './steps'
import { usePreview } from './use-preview'
import { type Transaction, useTransaction } from './use-transaction'
import { BUTTON_STAGES, buttonStage, sentenceOf } from './words'

/** What the person decides on, and signs. */
type Terms = Pick<TxSheetProps, 'path' | 'pays' | 'rows' | 'children'>

export type TxRow = { name: ReactNode; value: ReactNode }

export type TxSheetProps = {
  isOpen: boolean
  onClose: () => void
  /** Of the act, whether or not its inputs are complete: `deposit`, `subscribe:2`. */
  txKey: string
  /** Null while the inputs do not make a call; then `problem` says what is missing. */
  flow: Flow | null
  problem?: ReactNode
  title: ReactNode
  path?: Path | undefined
  /** What leaves the wallet, in wei, and its worth in micro-USD (null: unknown, with the reason). */
  pays?: { wei: bigint; micro: bigint | null; reason?: string; label?: string }
  /** Receives, at most, next charge, and whatever else there is to know, in this order. */
  rows: readonly TxRow[]
  /** Names the amount that leaves: "Sign and send 5,700 CXPT". */
  act: string
  remedies?: Remedies
  /** Where the receipt is found, by transaction hash; without it the hash is shown. */
  receiptHref?: (hash: string) => string
  /** Done when the button is pressed, before the wallet opens; a sentence stops it there. */
  before?: () => Promise<string | null>
  /** Fields above the rows, and what belongs below them: the quote's age, where the money goes. */
  fields?: ReactNode
  children?: ReactNode
}

/** What a person sees before, while and after signing anything. */
export function TxSheet(props: TxSheetProps) {
  const { isOpen, onClose, txKey, flow, title, fields } = props
  const transaction = useTransaction(txKey)
  const [signed, setSigned] = useState<Terms | null>(null)
  const [isPreparing, setPreparing] = useState(false)
  const [stopped, setStopped] = useState<string | null>(null)
  const { chainName, status, isWrongNetwork } = useWallet()
  const { stage } = transaction
  const isOver = stage.name === 'done' || stage.name === 'late'
  const isFixed = isUnderWay(stage) || isOver
  // What was signed stays in view: the account has changed since, and with it what the same inputs would do.
  const { path, pays, rows, children } = isFixed && signed ? signed : props
  const preview = usePreview(isOpen ? flow : null, isFixed)
  useAsOpenSheet(txKey, isOpen)

  function close() {
    transaction.reset()
    onClose()
  }
  async function start() {
    if (!flow || isPreparing) return
    setPreparing(true)
    const refusal = props.before ? await props.before() : null
    setPreparing(false)
    setStopped(refusal)
    if (refusal !== null) return
    setSigned({ path, pays, rows, children })
    transaction.start(flow)
  }
  return (
    <Sheet
      isOpen={isOpen}
      onClose={close}
      title={title}
      note={path && PATH_NAMES[path]}
      // The wallet's answer must not be missed; everything later goes on without the sheet.
      isHeld={stage.name === 'signing' && !transaction.isResumed}
      footer={
        <Foot
          {...props}
          onClose={close}
          onStart={start}
          transaction={transaction}
          canSend={Boolean(preview.data?.simulation)}
        />
      }
    >
      {pays && <Pays {...pays} />}
      <fieldset disabled={isFixed} className="contents">
        {fields}
      </fieldset>
      <KeyValues>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of one sheet keep their order
          <KeyValue key={index} name={row.name}>
            {row.value}
          </KeyValue>
        ))}
      </KeyValues>
      {children}
      {flow && status === 'connected' && !isWrongNetwork && !isOver && (
        <Checks flow={flow} preview={preview.data} chainName={chainName} remedies={props.remedies} />
      )}
      {stopped !== null && !isFixed && (
        <Note tone="warning" announce>
          {stopped}
        </Note>
      )}
      {preview.isError && <Note tone="warning">{words.chainAway}</Note>}
    </Sheet>
  )
}

function Pays({ wei, micro, reason, label = words.leaves }: NonNullable<TxSheetProps['pays']>) {
  return (
    <div className="mb-3 flex items-end justify-between gap-4">
      <div>
        <span className="text-caption text-ink-2">{label}</span>
        <div className="text-title">
          <Amount wei={wei} rounding="up" unit />
        </div>
      </div>
      <div className="text-right">
        <span className="text-caption text-ink-2">{words.inUsd}</span>
        <div className="text-title font-medium">
          <Usd micro={micro} reason={reason} />
        </div>
      </div>
    </div>
  )
}

type FootProps = TxSheetProps & { transaction: Transaction; canSend: boolean; onStart: () => void }

function Foot({ flow, act, problem, onClose, onStart, receiptHref, transaction, canSend }: FootProps) {
  const { stage, before, steps, isResumed, forget } = transaction
  const { status, isWrongNetwork, chainName } = useWallet()
  const { switchToOurs, isPending: isSwitching, say } = useSwitchNetwork()
  const isSafe = stage.name === 'safe-proposed' || before.name === 'safe-proposed'
  if (status !== 'connected') return <ConnectButton kind="primary" />
  if (isWrongNetwork && !isUnderWay(stage)) {
    return (
      <div className="grid gap-2">
        <p className="text-caption text-ink-2">{say ?? wallet.otherNetworkAct(chainName)}</p>
        <Button kind="primary" size="decisive" pending={isSwitching ? wallet.waiting : null} onClick={switchToOurs}>
          {wallet.switchTo(chainName)}
        </Button>
      </div>
    )
  }
  const isOver = stage.name === 'done' || stage.name === 'late'
  return (
    <div className="grid gap-3.5">
      {stage.name !== 'idle' && (
        <Stepper label={words.stages} steps={stepsToShow(steps, isSafe, stage, before)}>
          {sentenceOf(stage)} <Trace stage={stage} receiptHref={receiptHref} />
        </Stepper>
      )}
      {problem && !flow && !isUnderWay(stage) && !isOver && <p className="text-caption text-ink-2">{problem}</p>}
      {isResumed && stage.name === 'signing' && (
        <p className="text-caption text-ink-2">
          {words.askedBefore}{' '}
          <button type="button" className="link" onClick={forget}>
            {words.forgetRequest}
          </button>{' '}
          {words.ifDeclined}
        </p>
      )}
      {stage.name === 'pending' && stage.isGone && (
        <p className="text-caption text-ink-2">
          {words.notListed}{' '}
          <button type="button" className="link" onClick={forget}>
            {words.forgetIt}
          </button>{' '}
          {words.sendAnew}
        </p>
      )}
      {isOver ? (
        <Button kind="primary" size="decisive" onClick={onClose}>
          {words.close}
        </Button>
      ) : (
        <div className="flex gap-2.5">
          <Button
            kind="primary"
            size="decisive"
            className="flex-1"
            disabled={!isUnderWay(stage) && (!flow || !canSend)}
            pending={buttonStage(stage)}
            stages={BUTTON_STAGES}
            onClick={onStart}
          >
            {act}
          </Button>
          <Button size="decisive" disabled={stage.name === 'signing' && !isResumed} onClick={onClose}>
            {isUnderWay(stage) ? words.close : words.cancel}
          </Button>
        </div>
      )}
    </div>
  )
}

function Trace({ stage, receiptHref }: { stage: TxStage; receiptHref?: ((hash: string) => string) | undefined }) {
  const hash = hashOf(stage)
  if (!hash) return null
  if (stage.name === 'safe-proposed') return <TxHash hash={hash} kind="safe" />
  if (stage.name === 'done' || stage.name === 'late') {
    return receiptHref ? <a href={receiptHref(hash)}>{words.openReceipt}</a> : <TxHash hash={hash} state="confirmed" />
  }
  return <TxHash hash={hash} state={stage.name === 'failed' ? 'reverted' : 'pending'} />
}
