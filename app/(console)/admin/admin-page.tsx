import type { ReactNode } from 'react'
import { ActivityList } from '@/components/admin/activity'
import { NoAccess } from '@/components/admin/no-access'
import { Queue } from '@/components/admin/queue'
import { Badge } from '@/components/ui/badge'
import { ConsolePage } from '@/components/ui/console-shell'
import { Failure } from '@/components/ui/failure'
import { Section } from '@/components/ui/section'
import { type AdminAccess, getAdminAccess, getQueue, type Queue as QueueData } from '@/lib/data/admin'
import { queue as words } from '@/messages/admin-queue'
import { outcome } from '../outcome'

type Allowed = Extract<AdminAccess, { isAllowed: true }>

type Props = {
  title: string
  href: string
  /** The queue page has no rail: it is the queue. */
  hasRail?: boolean
  children: (queue: QueueData, access: Allowed) => Promise<ReactNode>
}

/** Every admin page: who may see it, the rail, and what is said when the ledger or the chain is away. */
export async function AdminPage({ title, href, hasRail = true, children }: Props) {
  const read = await outcome(async () => {
    const access = await getAdminAccess()
    if (!access.isAllowed) return { access, queue: null, page: null }
    const queue = await getQueue()
    return { access, queue, page: await children(queue, access) }
  })
  if (!read.ok) {
    return (
      <ConsolePage>
        <Failure what={read.say} retryHref={href} code={read.code} />
      </ConsolePage>
    )
  }
  const { access, queue, page } = read.value
  if (!access.isAllowed || !queue) {
    return (
      <ConsolePage>
        {!access.isAllowed && (
          <NoAccess title={title} address={access.address} held={access.held} wanted={access.wanted} />
        )}
      </ConsolePage>
    )
  }
  return <ConsolePage rail={hasRail ? <AdminRail queue={queue} /> : undefined}>{page}</ConsolePage>
}

/** Queue and activity beside every admin page. */
function AdminRail({ queue }: { queue: QueueData }) {
  return (
    <>
      <Section
        plain
        title={words.title}
        note={words.railNote(queue.open.length)}
        aside={<a href="/admin">{words.all}</a>}
        className="mb-5"
      >
        <Queue operations={queue.open.slice(0, RAIL_OPERATIONS)} now={queue.now} empty={words.none} />
      </Section>
      <Section title={words.activity} aside={<a href="/admin#activity">{words.log}</a>}>
        <ActivityList rows={queue.activity.slice(0, RAIL_ACTIVITY)} now={queue.now} />
      </Section>
    </>
  )
}

const RAIL_OPERATIONS = 4
const RAIL_ACTIVITY = 6

/** Which features are open; it gates the console only. */
export function PhaseChip({ phase }: { phase: string }) {
  return <Badge>{words.phase(phase.toLowerCase())}</Badge>
}
