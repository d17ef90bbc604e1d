import { plans } from '@/messages/plans'

const { enterprise: say } = plans
export type RequestFields = { company: string; email: string; tokens: string; need: string }
export type RequestProblems = { [K in keyof RequestFields]?: string }

const LEAST_TOKENS = 200_000_000n
const MOST_TOKENS = 999_999_999_999_999n

/** Digits of a number of tokens as typed, thousands separators allowed; null when it is none that is offered. */
export function tokensAsked(text: string): string | null {
  const digits = text.trim().replaceAll(/[,_\s]/g, '')
  if (!/^\d{1,18}$/.test(digits)) return null
  const tokens = BigInt(digits)
  return tokens >= LEAST_TOKENS && tokens <= MOST_TOKENS ? tokens.toString() : null
}

/** What is wrong with what was typed so far; an empty field is not wrong yet. */
export function problemsOf({ email, tokens, need }: RequestFields): RequestProblems {
  const problems: RequestProblems = {}
  if (email.trim() !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())) problems.email = say.emailWrong
  if (tokens.trim() !== '' && tokensAsked(tokens) === null) problems.tokens = say.tokensWrong
  if (/[\p{Cc}\p{Cf}]/u.test(need.trim())) problems.need = say.sayLines
  return problems
}
