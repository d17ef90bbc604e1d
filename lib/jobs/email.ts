import { createTransport } from 'nodemailer'
import type { Delivery } from '../db/delivery-rows'
import { formatTime, secondsOf } from '../domain/time'
import type { AlertChannel } from './webhook'

/** Of one step, and of one mail from the look-up of the host to the server's last word. */
const STEP_MS = 10_000
const WHOLE_MS = 30_000
/** Characters: what a list of mails shows. */
const LONGEST_SUBJECT = 160

export type EmailSettings = {
  /** `smtp://` or `smtps://`, with user and password in it where they are needed. */
  url: string
  from: string
  to: string
  /** Of the console, for the link. */
  origin: string
  /** For tests, whose server is on this machine. */
  isEncrypted?: boolean
  timeouts?: { stepMs: number; wholeMs: number }
}

/** Off this machine a mail goes encrypted or not at all. */
export const isEncrypted = (url: string): boolean =>
  !['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)

/** One line without anything that could begin another header. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, LONGEST_SUBJECT)

function textOf({ id, key, say, openedAt }: Delivery, origin: string): string {
  const since = `Since ${formatTime(secondsOf(openedAt))}. Kind: ${key}. Number: ${id}.`
  return `${say}\n\n${since}\n${origin}/status\n`
}

/** What it stood at, without addresses: the sentence stands on a public page. */
function failureOf(error: unknown): Error {
  const { code, command, responseCode } = error as { code?: unknown; command?: unknown; responseCode?: unknown }
  const step = typeof command === 'string' ? ` at ${command}` : ''
  if (typeof responseCode === 'number') return new Error(`The mail server answered ${responseCode}${step}.`)
  return new Error(`The mail server does not answer${step}: ${typeof code === 'string' ? code : 'no reason given'}.`)
}

/**
 * Alerts as plain mail to one address. Off this machine the connection is encrypted or there is none. A mail whose acceptance was not confirmed
 * is sent again under the same Message-ID, by which the other side knows it.
 */
export function emailChannel({ url, from, to, origin, timeouts, ...more }: EmailSettings): AlertChannel {
  const mustEncrypt = more.isEncrypted ?? isEncrypted(url)
  const { stepMs, wholeMs } = timeouts ?? { stepMs: STEP_MS, wholeMs: WHOLE_MS }
  const { protocol, hostname, port, username, password } = new URL(url)
  const isSecure = protocol === 'smtps:'
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port ? Number(port) : isSecure ? 465 : 587,
    secure: isSecure,
    requireTLS: !isSecure && mustEncrypt,
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    connectionTimeout: stepMs,
    greetingTimeout: stepMs,
    dnsTimeout: stepMs,
    socketTimeout: stepMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = from.slice(from.lastIndexOf('@') + 1)
  const send = async (alert: Delivery) => {
    const mail = {
      from,
      to,
      subject: oneLine(`CXPT ${alert.severity}: ${alert.say}`),
      text: textOf(alert, origin),
      messageId: `<${alert.id}@${domain}>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Cxpt-Alert': alert.id },
      signal: AbortSignal.timeout(wholeMs),
    }
    await transport.sendMail(mail).catch((error: unknown) => Promise.reject(failureOf(error)))
  }
  return { name: 'email', send }
}
