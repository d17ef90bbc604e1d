import { createHmac, timingSafeEqual } from 'node:crypto'
import { AppError } from '../errors/app-error'

/** Seconds that a download link works (finance.md §2). */
export const LINK_LIFE = 15 * 60

export type DownloadLink = {
  /** Of the export. */
  id: string
  /** Whom it was made for. */
  account: string
  /** Seconds: works before it. */
  until: number
}

/** A key of its own: what is signed here means nothing anywhere else. */
const keyOf = (secret: string) => createHmac('sha256', secret).update('cxpt download link').digest()

const seal = (secret: string, { id, account, until }: DownloadLink): Buffer =>
  createHmac('sha256', keyOf(secret)).update(`${id}\n${account.toLowerCase()}\n${until}`).digest()

export const signLink = (secret: string, link: DownloadLink): string => seal(secret, link).toString('base64url')

/** Refuses a link that was changed or is another's (LINK_WRONG), then one that has expired (LINK_EXPIRED). `now` in seconds. */
export function checkLink(secret: string, link: DownloadLink, signature: string, now: number): void {
  const [wanted, given] = [seal(secret, link), Buffer.from(signature, 'base64url')]
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw new AppError('LINK_WRONG')
  if (now >= link.until) throw new AppError('LINK_EXPIRED')
}
