'use client'

import { RainbowKitProvider, useConnectModal } from '@rainbow-me/rainbowkit'
import '@rainbow-me/rainbowkit/styles.css'
import { useEffect, useRef } from 'react'
import './connect-modal.css'

type Props = { onClose: () => void }

/** The list of wallets, open. In a file of its own: it is half of a wallet page and comes with the first click. */
export default function ConnectKit({ onClose }: Props) {
  return (
    // Its theme would be a style element; ours is a file (connect-modal.css).
    <RainbowKitProvider theme={null} modalSize="compact">
      <OpenModal onClose={onClose} />
    </RainbowKitProvider>
  )
}

function OpenModal({ onClose }: Props) {
  const { openConnectModal, connectModalOpen } = useConnectModal()
  const wasOpen = useRef(false)
  // Joins the kit's own window, which only it can open, with the click that loaded it.
  useEffect(() => {
    if (connectModalOpen) wasOpen.current = true
    else if (wasOpen.current) onClose()
    else openConnectModal?.()
  }, [connectModalOpen, openConnectModal, onClose])
  return null
}
