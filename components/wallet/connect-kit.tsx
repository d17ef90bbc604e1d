'use client'

import { RainbowKitProvider, useConnectModal } from '@rainbow-me/rainbowkit'
import '@rainbow-me/rainbowkit/styles.css'
import { DismissableLayer, FocusScope } from 'radix-ui/internal'
import { useEffect, useRef } from 'react'
import './connect-modal.css'

type Props = { onClose: () => void }

/** The list of wallets, open. In a file of its own: it is half of a wallet page and comes with the first click. */
export default function ConnectKit({ onClose }: Props) {
  return (
    // Its theme would be a style element; ours is a file (connect-modal.css).
    <RainbowKitProvider theme={null} modalSize="compact">
      <OverSheets />
      <OpenModal onClose={onClose} />
    </RainbowKitProvider>
  )
}

/** The kit's window knows nothing of our sheets: without a layer above them they would keep its clicks, its Escape and its focus. */
function OverSheets() {
  return (
    <DismissableLayer.Root asChild disableOutsidePointerEvents>
      <FocusScope.Root asChild onMountAutoFocus={(event) => event.preventDefault()} onUnmountAutoFocus={keepFocus}>
        <span hidden />
      </FocusScope.Root>
    </DismissableLayer.Root>
  )
}

/** What opened the list may be gone with it: the focus then goes to where the sheet or the page begins. */
function keepFocus(event: Event) {
  event.preventDefault()
  const sheet = document.querySelector('.sheet')
  const { activeElement } = document
  if (activeElement !== document.body && activeElement !== sheet) return
  const start = sheet?.querySelector<HTMLElement>('button:enabled') ?? document.getElementById('main')
  start?.focus({ preventScroll: true })
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
