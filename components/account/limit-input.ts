import { parseTyped } from '@/lib/domain/amount-input'
import { members as words } from '@/messages/members'

/** As an action takes them: nano-USD and tokens as digits, null for none. */
export type LimitDigits = { chargeNano: string | null; tokens: string | null }
export type TypedLimit = { charge: string; tokens: string }
export type LimitInput = { limit: LimitDigits | null; chargeWrong: string | null; tokensWrong: string | null }

const NANO_DECIMALS = 9
const MOST_NANO = 10n ** 18n
const MOST_TOKENS = 10n ** 15n

type One = { digits: string | null; wrong: string | null }

function readOne(text: string, decimals: number, below: bigint, say: { wrong: string; much: string }): One {
  if (text.trim() === '') return { digits: null, wrong: null }
  const parsed = parseTyped(text, decimals)
  if (!parsed.ok) return { digits: null, wrong: say.wrong }
  if (parsed.value <= 0n) return { digits: null, wrong: words.zero }
  if (parsed.value >= below) return { digits: null, wrong: say.much }
  return { digits: parsed.value.toString(), wrong: null }
}

/** A limit of a month as typed: dollars and tokens, each empty for none. `limit` null: something is wrong. */
export function readLimit({ charge, tokens }: TypedLimit): LimitInput {
  const nano = readOne(charge, NANO_DECIMALS, MOST_NANO, { wrong: words.usdWrong, much: words.much })
  const count = readOne(tokens, 0, MOST_TOKENS, { wrong: words.tokensWrong, much: words.muchTokens })
  const isGood = nano.wrong === null && count.wrong === null
  return {
    limit: isGood ? { chargeNano: nano.digits, tokens: count.digits } : null,
    chargeWrong: nano.wrong,
    tokensWrong: count.wrong,
  }
}
