import { getAddress } from 'viem'
import { AddressText, shortHex, TxHash } from '@/components/ui/address'
import { grouped } from '@/components/ui/amount-text'
import { CopyButton } from '@/components/ui/copy-button'
import { Note } from '@/components/ui/note'
import { Act } from '@/components/ui/read-only'
import { Section } from '@/components/ui/section'
import { Stepper, type StepState } from '@/components/ui/stepper'
import { momentText } from '@/components/ui/time-text'
import type { CloseView } from '@/lib/data/close'
import type { JobView } from '@/lib/data/close-jobs'
import type { VersionView } from '@/lib/data/close-views'
import { SIGN_OFF_ROLES, type SignOffRole } from '@/lib/domain/sign-off'
import { close } from '@/messages/close'
import { AnchorReport } from './anchor-sheet'
import { PutUp } from './put-up'
import { SendBack } from './send-back'
import { SignReport } from './sign-sheet'
import { VersionJob } from './version-job'

const words = close.signOff

type Props = { view: CloseView; jobs: readonly JobView[]; title: string; account: string; maySign: boolean }

/** Who signed the month, who signs next, and what was put up before. */
export function SignOff({ view, jobs, title, account, maySign }: Props) {
  const { live, versions, refusal, isRestatement, month } = view
  const earlier = versions.filter((one) => one !== live)
  const note = live && words.version(live.version, words.states[live.state])
  return (
    <Section title={words.title} note={note} className="mt-7" id="sign-off">
      {live ? <Signatures version={live} /> : <p className="text-table text-ink-3">{words.none}</p>}
      <div className="mt-3 grid gap-2">
        <VersionJob month={month} jobs={jobs} />
        {maySign ? (
          <Act instead={<p className="text-caption text-ink-3">{words.readOnly}</p>}>
            {live && <Acts view={view} version={live} title={title} account={account} />}
            {refusal === null && <PutUp month={month} title={title} isRestatement={isRestatement} />}
            {refusal === null && <p className="text-caption text-ink-3">{close.putUp.say}</p>}
            {refusal !== null && !live && <Note tone="info">{refusal}</Note>}
          </Act>
        ) : (
          <p className="text-caption text-ink-3">{words.readOnly}</p>
        )}
      </div>
      {earlier.length > 0 && <Earlier versions={earlier} />}
    </Section>
  )
}

function Acts({
  view,
  version,
  title,
  account,
}: {
  view: CloseView
  version: VersionView
  title: string
  account: string
}) {
  const { month, chainId, reports, period, uri } = view
  const isFinal = version.state === 'final'
  const common = { month, title, chainId, reports, version, account }
  return (
    <>
      {version.next && <SignReport {...common} role={version.next} />}
      {(version.state === 'signed' || isFinal) && (
        <AnchorReport
          title={title}
          period={period}
          uri={`${uri}&root=${version.dataRoot.slice(2)}`}
          version={version}
          isDue={!isFinal}
        />
      )}
      {!isFinal && <SendBack id={version.id} version={version.version} />}
    </>
  )
}

function Signatures({ version }: { version: VersionView }) {
  const { signatures, next, anchor, replaces } = version
  const stateOf = (role: SignOffRole): StepState => {
    if (signatures.some((one) => one.role === role)) return 'done'
    return role === next ? 'now' : 'next'
  }
  return (
    <>
      <Stepper
        upright
        label={words.stages}
        steps={[
          ...SIGN_OFF_ROLES.map((role) => ({
            id: role,
            label: words.parts[role],
            state: stateOf(role),
            note: <Signed version={version} role={role} />,
          })),
          {
            id: 'anchored',
            label: words.anchored,
            state: anchor ? 'done' : next === null ? 'now' : 'next',
            note: anchor ? (
              <>
                {words.anchoredAt(anchor.version, grouped(BigInt(anchor.block)))}{' '}
                <TxHash hash={anchor.tx as `0x${string}`} state="confirmed" />
              </>
            ) : (
              words.notAnchored
            ),
          },
        ]}
      />
      <p className="mt-2 text-caption text-ink-3">
        {words.manifest}{' '}
        <CopyButton text={version.manifestHash} label={words.theManifest}>
          <span className="mono" title={version.manifestHash}>
            {shortHex(version.manifestHash)}
          </span>
        </CopyButton>
        <br />
        {words.putUp(shortHex(version.createdBy), momentText(version.createdAt))}
        {replaces && <span className="block">{words.replaces(replaces.version, replaces.reason)}</span>}
      </p>
    </>
  )
}

function Signed({ version, role }: { version: VersionView; role: SignOffRole }) {
  const signature = version.signatures.find((one) => one.role === role)
  if (!signature) return words.open[role]
  return (
    <>
      <AddressText address={getAddress(signature.account)} /> {momentText(signature.at)}
      {signature.note && <span className="block whitespace-pre-line break-words text-ink-2">“{signature.note}”</span>}
    </>
  )
}

function Earlier({ versions }: { versions: readonly VersionView[] }) {
  return (
    <div className="mt-4">
      <h3 className="text-table">{words.history}</h3>
      <ul className="text-caption text-ink-3">
        {versions.map((version) => (
          <li key={version.id} className="border-b border-rule py-1.5">
            <span className="text-ink-2">{words.version(version.version, words.states[version.state])}</span>{' '}
            <span className="mono">{shortHex(version.manifestHash)}</span>
            {version.returned && (
              <span className="block break-words">
                {words.returned(
                  shortHex(version.returned.by),
                  momentText(version.returned.at),
                  version.returned.reason,
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
