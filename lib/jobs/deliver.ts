import { claimDelivery, type Delivery, endDelivery, listDue, listGivenUp } from '../db/delivery-rows'
import type { JobContext, Outcome } from './context'
import { plainError } from './plain-error'
import type { AlertChannel } from './webhook'

/** Takes what waits out of the house. A channel that fails is asked again later; it never fails the run, which would only repeat the others. */
export async function deliverAlerts(context: JobContext): Promise<Outcome> {
  const { channels = [] } = context
  if (channels.length === 0) return { say: 'off: no webhook and no mail server is configured' }
  let sent = 0
  const failures: string[] = []
  for (const channel of channels) {
    for (const alert of await listDue(context.db, channel.name)) {
      const error = await deliver(context, channel, alert)
      if (error) failures.push(error)
      else if (error === null) sent += 1
    }
  }
  const failed = failures.length === 0 ? '' : `, ${failures.length} failed: ${failures[0]}`
  const say = `${sent} sent${failed}`
  const [last, ...others] = await listGivenUp(context.db)
  if (!last) return { say }
  const count = others.length + 1
  return {
    say,
    alarm: `${count} alerts of the last day did not leave the house, the last one by ${last.channel}: ${last.error}`,
  }
}

/** Null when it arrived, undefined when another worker has it, else what went wrong. */
async function deliver({ db }: JobContext, channel: AlertChannel, alert: Delivery): Promise<string | null | undefined> {
  if (!(await claimDelivery(db, alert, channel.name))) return undefined
  const error = await channel.send(alert).then(() => null, plainError)
  await endDelivery(db, alert, channel.name, error)
  return error
}
