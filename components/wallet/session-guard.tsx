'use client'

import { useRouter } from 'next/navigation'
import { signOut, useSession } from 'next-auth/react'
import { useEffect } from 'react'
import { isAddressEqual } from 'viem'
import { useWallet } from './use-wallet'

/** Another account in the wallet ends the session of the one before. A wallet that is merely away or locked does not. */
export function SessionGuard() {
  const router = useRouter()
  const { data: session } = useSession()
  const { address } = useWallet()
  const isOther = Boolean(session && address && !isAddressEqual(session.address, address))
  // Joins the wallet's account, which changes outside React, with the session on the server.
  useEffect(() => {
    if (isOther) signOut({ redirect: false }).then(() => router.refresh())
  }, [isOther, router])
  return null
}
