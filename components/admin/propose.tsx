'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { concatHex, keccak256, stringToHex } from 'viem'
import { TxSheet } from '@/components/tx/tx-sheet'
import { AddressText, shortHex } from '@/components/ui/address'
import { Button } from '@/components/ui/button'
import { Column, Columns } from '@/components/ui/columns'
import { TextArea } from '@/components/ui/field'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Note } from '@/components/ui/note'
import { useReadOnly } from '@/components/ui/read-only'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import { ConnectButton } from '@/components/wallet/connect-button'
import { useSignIn } from '@/components/wallet/use-sign-in'
import { useWallet } from '@/components/wallet/use-wallet'
import { giveReason } from '@/lib/actions/admin'
import { EXPIRATION, operationId } from '@/lib/domain/operation'
import type { RoleName } from '@/lib/domain/roles'
import { formatDuration } from '@/lib/domain/time'
import { rolesQuery } from '@/lib/queries/account'
import type { Call } from '@/lib/tx/flow'
import { signing as words } from '@/messages/admin-signing'
import { auditors } from '@/messages/auditors'
import { sheet } from '@/messages/tx-sheet'
import { BatchActs } from './safe/batch-acts'
import { LEAST_REASON, proposalFlow, scheduleCall, tryExecution } from './schedule'
import { CallBytes, Trial } from './trial'

/** Milliseconds between two trial runs of a form that is open. */
const TRY_AGAIN = 12_000

type Props = {
  /** Of the act: `propose:split`. */
  txKey: string
  title: string
  /** Null while the form does not make a call; then `problem` says what is missing. */
  call: Call | null
  problem: string | null
  /** The role whose function it is. */
  needs: RoleName
  /** Block time when the page was read, seconds. */
  now: number
  /** What it does, in the sheet: `500 / … → 600 / …`. */
  effect: ReactNode
  /** The sentence whose hash is the call's reference: kept with the reason. */
  preimage?: string | undefined
}

/** Reason, trial run, schedule: the last steps of every change an admin makes. An auditor is told that they are not his. */
export function Propose(props: Props) {
  return useReadOnly() ? <Note className="mt-7">{auditors.noAct}</Note> : <Proposal {...props} />
}

function Proposal({ txKey, title, call, problem, needs: role, now, effect, preimage }: Props) {
  const { address, at, chainName, chainId } = useWallet()
  const session = useSignIn()
  const [text, setText] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [keeping, setKeeping] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const roles = useQuery({
    ...rolesQuery(at, address ?? '0x0000000000000000000000000000000000000000'),
    enabled: address !== null,
  })
  const membership = roles.data?.roles[role]
  const delay = membership?.isMember ? membership.delay : null
  const trial = useQuery({
    queryKey: ['admin-trial', chainId, address, call?.data ?? null],
    queryFn: async () => {
      if (!address || !call) throw new RangeError('nothing to try')
      return tryExecution(at, address, call)
    },
    enabled: address !== null && call !== null && delay !== null,
    retry: false,
    staleTime: 10_000,
    // A form may stay open for long: what went well then may not go well now.
    refetchInterval: TRY_AGAIN,
  })
  const id = address && call ? operationId(address, call.address, call.data) : null
  const reason = text.trim()
  const hash = id && reason ? keccak256(concatHex([id, stringToHex(reason)])) : null
  const flow = call && delay !== null ? proposalFlow(at, txKey, title, call, role, delay) : null
  const isDirect = delay === 0n

  async function propose() {
    if (!call) return
    setRefusal(null)
    setKeeping(true)
    const { isError } = await trial.refetch()
    if (isError) return setKeeping(false)
    const kept = await giveReason({ target: call.address, data: call.data, text: reason, preimage })
    setKeeping(false)
    if (kept.ok) setOpen(true)
    else setRefusal(kept.say)
  }
  const missing =
    problem ??
    whyNot({
      isSignedIn: session.address !== null,
      role,
      isMember: membership?.isMember,
      reason,
      isFailed: trial.isError,
    })

  return (
    <Columns className="mt-7">
      <Column span={7}>
        <Section title={words.reason} note={words.reasonNote}>
          <TextArea
            label={words.reason}
            hideLabel
            rows={4}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder={words.reasonSample}
            hint={
              <>
                {words.characters(text.length)}
                {hash && (
                  <>
                    {' · '}
                    <span className="mono" title={hash}>
                      {words.keccak(shortHex(hash))}
                    </span>
                  </>
                )}
              </>
            }
          />
          <Trial trial={trial} isAsked={call !== null && delay !== null} />
          {call && <CallBytes call={call} caller={address} signed={isDirect ? call : scheduleCall(at, call)} />}
        </Section>
      </Column>
      <Column span={5} ruled>
        <Section title={isDirect ? words.execute : words.schedule}>
          <KeyValues>
            <KeyValue name={words.call}>
              <span className="mono">{call ? `${call.contract}.${call.functionName}` : 'n/a'}</span>
            </KeyValue>
            <KeyValue name={words.as}>{address ? <AddressText address={address} /> : words.noWallet}</KeyValue>
            <KeyValue name={words.role}>
              {delay === null ? role : words.withDelay(role, formatDuration(delay))}
            </KeyValue>
            {delay !== null && delay > 0n && (
              <>
                <KeyValue name={words.notBefore}>{momentText(now + Number(delay), { seconds: true })}</KeyValue>
                <KeyValue name={words.expires}>{momentText(now + Number(delay) + Number(EXPIRATION))}</KeyValue>
              </>
            )}
          </KeyValues>
          <div className="mt-3.5 grid gap-2">
            {address ? (
              <Button
                kind="primary"
                disabled={missing !== null}
                pending={keeping ? words.keeping : null}
                onClick={propose}
              >
                {isDirect ? words.tryExecute : words.trySchedule}
              </Button>
            ) : (
              <ConnectButton kind="primary" />
            )}
            <BatchActs
              title={title}
              call={call && (isDirect ? call : scheduleCall(at, call))}
              reason={reason}
              now={now}
            />
            {missing && <p className="text-caption text-ink-2">{missing}</p>}
            {refusal && (
              <Note tone="danger" announce>
                {refusal}
              </Note>
            )}
          </div>
        </Section>
      </Column>
      <TxSheet
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        txKey={txKey}
        flow={flow}
        title={title}
        rows={[
          { name: words.effect, value: effect },
          {
            name: words.call,
            value: <span className="mono">{call ? `${call.contract}.${call.functionName}` : ''}</span>,
          },
          { name: words.on, value: chainName },
          ...(isDirect
            ? [{ name: words.takesEffect, value: words.atOnce }]
            : [
                {
                  name: words.canExecute,
                  value: delay === null ? 'n/a' : words.window(formatDuration(delay)),
                },
              ]),
          { name: words.operation, value: id && <span className="mono">{shortHex(id)}</span> },
          { name: words.reason, value: hash && <span className="mono">{shortHex(hash)}</span> },
          { name: sheet.youPay, value: sheet.onlyGas },
        ]}
        act={isDirect ? words.signExecute : words.signSchedule}
        receiptHref={() => (isDirect || !id ? '/admin' : `/operations/${id}`)}
      />
    </Columns>
  )
}

type Standing = {
  isSignedIn: boolean
  role: RoleName
  isMember: boolean | undefined
  reason: string
  isFailed: boolean
}

function whyNot({ isSignedIn, role, isMember, reason, isFailed }: Standing): string | null {
  if (!isSignedIn) return words.signIn
  if (isMember === undefined) return words.asking
  if (!isMember) return words.notHeld(role)
  if (reason.length < LEAST_REASON) return words.giveReason
  if (isFailed) return words.inVain
  return null
}
