import { Check, CircleX, Clock, type LucideIcon } from 'lucide-react'
import { getAddress } from 'viem'
import { parts } from '@/messages/parts'
import { CopyButton } from './copy-button'
import { Icon } from './icon'

/** 0x20D7…E6f5: six and four, as a person compares them. */
export function shortHex(hex: string): string {
  return hex.length <= 12 ? hex : `${hex.slice(0, 6)}…${hex.slice(-4)}`
}

/** An address, check-summed; its name first when it has one. A click copies it. Money goes only to an address shown `full`. */
export function AddressText({
  address,
  name,
  full,
  href,
}: {
  address: string
  name?: string
  full?: boolean
  /** Makes the address a link; then only the icon copies. */
  href?: string
}) {
  const checked = getAddress(address)
  const label = name ? parts.copyAddressOf(name) : parts.copyAddress
  const text = (
    <span className={full ? 'mono break-all' : 'mono whitespace-nowrap'} title={checked}>
      {full ? checked : shortHex(checked)}
    </span>
  )
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-1.5">
      {name && <span className="font-medium">{name}</span>}
      {href && <a href={href}>{text}</a>}
      <CopyButton text={checked} label={label} quiet={!name && !href} className={name ? 'text-ink-3' : undefined}>
        {!href && text}
      </CopyButton>
    </span>
  )
}

const STATES = {
  pending: { icon: Clock, tone: 'text-info' },
  confirmed: { icon: Check, tone: 'text-success' },
  reverted: { icon: CircleX, tone: 'text-danger' },
} as const satisfies Record<string, { icon: LucideIcon; tone: string }>

/** A transaction's hash with its state; a Safe's hash is not a transaction's and says "Safe". */
export function TxHash({
  hash,
  state,
  kind = 'transaction',
  href,
}: {
  hash: string
  state?: keyof typeof STATES
  kind?: 'transaction' | 'safe'
  /** Where the transaction can be seen: our page, or the network's explorer. */
  href?: string
}) {
  const shown = state && STATES[state]
  const text = (
    <span className="mono" title={hash}>
      {shortHex(hash)}
    </span>
  )
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      {shown && (
        <>
          <Icon of={shown.icon} className={shown.tone} />
          <span className="sr-only">{parts.hashStates[state]}</span>
        </>
      )}
      {kind === 'safe' && <span>{parts.safe}</span>}
      {href ? (
        <a href={href}>{text}</a>
      ) : (
        <CopyButton text={hash} label={kind === 'safe' ? parts.copySafeHash : parts.copyHash} quiet>
          {text}
        </CopyButton>
      )}
    </span>
  )
}
