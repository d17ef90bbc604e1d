'use client'

import { useRouter } from 'next/navigation'
import { signIn, signOut, useSession } from 'next-auth/react'
import { useState } from 'react'
import * as v from 'valibot'
import { type Address, isAddressEqual } from 'viem'
import { createSiweMessage } from 'viem/siwe'
import { useSignMessage } from 'wagmi'
import { endAllSessions } from '@/lib/actions/session'
import { AppError } from '@/lib/errors/app-error'
import { fromChain } from '@/lib/errors/from-chain'
import { ERRORS, type ErrorCode } from '@/lib/errors/table'
import { wallet as words } from '@/messages/wallet'
import { useWallet } from './use-wallet'

/** What the message takes from the server: no clock but its own counts. */
const terms = v.object({
  nonce: v.string(),
  issuedAt: v.string(),
  expirationTime: v.string(),
  domain: v.string(),
  uri: v.string(),
  chainId: v.number(),
})
const refusal = v.object({ code: v.string() })

export type SignInState =
  | { name: 'idle' }
  | { name: 'signing' }
  | { name: 'verifying' }
  | { name: 'failed'; say: string }

export type SignInControl = {
  /** Whose session is open; null when signed out, or when the wallet shows somebody else. */
  address: Address | null
  state: SignInState
  /** Whether a session was opened. */
  start: () => Promise<boolean>
  end: () => Promise<void>
  /** On every device. */
  endEverywhere: () => Promise<void>
}

export function useSignIn(): SignInControl {
  const router = useRouter()
  const wallet = useWallet()
  const { data: session } = useSession()
  const { signMessageAsync } = useSignMessage()
  const [state, setState] = useState<SignInState>({ name: 'idle' })

  async function start(): Promise<boolean> {
    try {
      const { address } = wallet
      if (!address) throw new AppError('WALLET_NOT_CONNECTED')
      setState({ name: 'signing' })
      const message = await newMessage(address)
      const signature = await signMessageAsync({ account: address, message })
      setState({ name: 'verifying' })
      const answer = await signIn('siwe', { message, signature, redirect: false })
      if (!answer?.ok || answer.error) throw refusedFor(answer?.error)
      setState({ name: 'idle' })
      router.refresh()
      return true
    } catch (error) {
      setState({ name: 'failed', say: fromChain(error).say })
      return false
    }
  }

  async function end() {
    await signOut({ redirect: false })
    setState({ name: 'idle' })
    router.refresh()
  }

  async function endEverywhere() {
    const ended = await endAllSessions()
    if (!ended.ok) return setState({ name: 'failed', say: ended.say })
    await end()
  }

  const isOther = Boolean(session && wallet.address && !isAddressEqual(session.address, wallet.address))
  return { address: session && !isOther ? session.address : null, state, start, end, endEverywhere }
}

async function newMessage(address: Address): Promise<string> {
  const response = await fetch('/api/auth/nonce', { cache: 'no-store' })
  const answer: unknown = await response.json()
  if (!response.ok) {
    const read = v.safeParse(refusal, answer)
    throw refusedFor(read.success ? read.output.code : null)
  }
  const { issuedAt, expirationTime, ...rest } = v.parse(terms, answer)
  return createSiweMessage({
    ...rest,
    address,
    statement: words.statement,
    version: '1',
    issuedAt: new Date(issuedAt),
    expirationTime: new Date(expirationTime),
  })
}

/** What the server answers: a code of the table, with the seconds to wait (`RATE_LIMITED.3`), or nothing we can say more about. */
function refusedFor(text: string | null | undefined): AppError {
  const [code = '', seconds] = (text ?? '').split('.')
  if (!Object.hasOwn(ERRORS, code)) return new AppError('SIGN_IN_FAILED')
  return new AppError(code as ErrorCode, seconds ? { seconds: Number(seconds) } : {})
}
