import type { CreateConnectorFn } from 'wagmi'
import { injected, safe } from 'wagmi/connectors'
import { wallet as words } from '@/messages/wallet'

/** What the list of wallets shows of one: the kit reads it from the connector, so that the kit itself can come later. */
type Shown = { id: string; name: string; hue: string; index: number }

const iconOf = (hue: string): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"><rect width="28" height="28" rx="6" fill="${hue}"/><path d="M7 10h14v9H7zM16 13.5h5v2h-5z" fill="none" stroke="#fff" stroke-width="1.6"/></svg>`,
  )}`

/** A connector with what the kit's own list would say of it. */
function shown(connector: CreateConnectorFn, { hue, index, ...wallet }: Shown): CreateConnectorFn {
  const details = { ...wallet, iconUrl: iconOf(hue), iconBackground: hue, groupName: words.group, groupIndex: 0, index }
  return (config) => {
    const made = connector(config)
    return Object.assign(made, { rkDetails: { ...details, isRainbowKitConnector: true } })
  }
}

/** The Safe around us answers when it has loaded; wagmi's own 10 ms are over before a busy page hears anything. */
const SAFE_MS = 5_000

/** A page inside of another is the Safe's own, by our policy (proxy.ts): only there is the Safe a wallet. */
const isFramed = (): boolean => typeof window !== 'undefined' && window.parent !== window

/** Needs no project id. Extensions announce themselves (EIP-6963) and are listed beside these. */
export function plainWallets(): CreateConnectorFn[] {
  const browser = shown(injected(), { id: 'injected', name: words.browserWallet, hue: '#474D4F', index: 0 })
  if (!isFramed()) return [browser]
  return [
    shown(safe({ shimDisconnect: true, unstable_getInfoTimeout: SAFE_MS }), {
      id: 'safe',
      name: 'Safe',
      hue: '#12653C',
      index: 1,
    }),
    browser,
  ]
}
