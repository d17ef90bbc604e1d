import { type Address, getAddress, isAddress, isAddressEqual } from 'viem'

/** Name of the parameter in a link, and of the cookie that keeps it for a visitor who looks around first. */
export const REFERRAL = 'ref'
/** Seconds a visitor is remembered to have come by a link: 30 days. */
export const REFERRAL_KEPT = 2_592_000

/** Where somebody is sent who was brought: the plans, because a referrer is set on chain with the first purchase. */
export const referralLink = (origin: string, referrer: Address): string =>
  `${origin}/plans?${REFERRAL}=${getAddress(referrer)}`

/** The referrer in a link; null for anything that is not an address, or whose checksum is wrong: a mistyped letter must not be paid. */
export const referrerFrom = (text: string | null | undefined): Address | null =>
  text && isAddress(text) ? getAddress(text) : null

/** Nobody refers himself: the contract refuses it, and one's own link must not stand in the way of a purchase. */
export const isOwnLink = (referrer: Address | null, account: Address | null): boolean =>
  referrer !== null && account !== null && isAddressEqual(referrer, account)
