'use client'

import { Field } from '@/components/ui/field'
import type { Limit } from '@/lib/domain/member-limit'
import { formatFixed } from '@/lib/domain/units'
import { members as words } from '@/messages/members'
import type { LimitInput, TypedLimit } from './limit-input'

const NANO_DECIMALS = 9

export const NOTHING_TYPED: TypedLimit = { charge: '', tokens: '' }

/** A limit in force, as one would type it. */
export const typedOf = ({ chargeNano, tokens }: Limit): TypedLimit => ({
  charge: chargeNano === null ? '' : plainUsd(chargeNano),
  tokens: tokens === null ? '' : tokens.toString(),
})

const plainUsd = (nano: bigint) => formatFixed(nano, NANO_DECIMALS, NANO_DECIMALS).replace(/\.?0+$/, '')

type Props = {
  typed: TypedLimit
  read: LimitInput
  onChange: (typed: TypedLimit) => void
  hint: string
}

/** What may be used in a month, in dollars and in tokens. */
export function LimitFields({ typed, read, onChange, hint }: Props) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field
        label={words.chargeLimit}
        unit={words.usd}
        value={typed.charge}
        onChange={(event) => onChange({ ...typed, charge: event.target.value })}
        error={read.chargeWrong}
      />
      <Field
        label={words.tokenLimit}
        unit={words.tokensUnit}
        value={typed.tokens}
        onChange={(event) => onChange({ ...typed, tokens: event.target.value })}
        error={read.tokensWrong}
      />
      <p className="text-caption text-ink-3 sm:col-span-2">{hint}</p>
    </div>
  )
}
