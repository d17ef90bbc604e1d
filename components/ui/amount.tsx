import {
  type FigureParts,
  figureParts,
  type Integral,
  type Rounding,
  shortText,
  toInteger,
  usdParts,
} from './amount-text'
import { Changing } from './changing'
import { Figure, NotKnown } from './figure'

/** Its symbol, the same in every language. */
const TOKEN = 'CXPT'

type Shared = {
  /** Writes + before a gain; for deltas. */
  sign?: boolean
  /** `up` for what is paid, `down` for what is received or held. */
  rounding?: Rounding
  /** Why the figure is not known, when it is null. */
  reason?: string
  /** Focusable, with every decimal in a tooltip; copies on click. */
  copy?: boolean
  className?: string
}

/** CXPT of wei, exact. 4 decimals for a person's money, 2 in ledgers (the unit is in the table's header), 18 to the wei. */
export function Amount({
  wei,
  digits = 4,
  unit = false,
  reason,
  copy,
  className,
  ...options
}: Shared & { wei: Integral | null | undefined; digits?: 0 | 2 | 4 | 18; unit?: boolean }) {
  if (wei === null || wei === undefined) return <NotKnown reason={reason} className={className} />
  const value = toInteger(wei)
  const parts = figureParts(value, { decimals: 18, digits, ...options })
  return (
    <Figure parts={parts} unit={unit ? TOKEN : undefined} smallest={`${value} wei`} copy={copy} className={className} />
  )
}

/** USD of micro-USD, exact: 2 decimals; under $1 up to 6, unless `digits` says otherwise. */
export function Usd({
  micro,
  digits,
  reason,
  copy,
  className,
  ...options
}: Shared & { micro: Integral | null | undefined; digits?: number }) {
  if (micro === null || micro === undefined) return <NotKnown reason={reason} className={className} />
  return <Figure parts={usdParts(toInteger(micro), { digits, ...options })} copy={copy} className={className} />
}

/** A price, USD per CXPT as WAD: up to 6 decimals under $1, 4 above. */
export function Price({
  wad,
  reason,
  className,
}: {
  wad: Integral | null | undefined
  reason?: string
  className?: string
}) {
  if (wad === null || wad === undefined) return <NotKnown reason={reason} className={className} />
  const value = toInteger(wad)
  const digits = value < 10n ** 18n ? 6 : 4
  const parts: FigureParts = figureParts(value, { decimals: 18, digits, least: 2, symbol: '$' })
  return <Figure parts={parts} className={className} />
}

/** A shortened amount (80.62M), for stats, axes and legends only; marked for a moment when it changes. Exact in its title. */
export function ShortAmount({
  wei,
  unit = true,
  reason,
  className,
}: {
  wei: Integral | null | undefined
  unit?: boolean
  reason?: string
  className?: string
}) {
  if (wei === null || wei === undefined) return <NotKnown reason={reason} className={className} />
  const exact = figureParts(toInteger(wei), { decimals: 18, digits: 18 }).exact
  const shown = shortText(wei, 18)
  return (
    <span className={['num', className].filter(Boolean).join(' ')} title={`${exact} ${TOKEN}`}>
      <Changing value={shown}>{shown}</Changing>
      {unit && <span className="unit">{TOKEN}</span>}
    </span>
  )
}
