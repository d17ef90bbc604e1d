import { type Maintenance, maintenanceHash } from '../../../lib/domain/provider-message'
import { dateOf, HOUR } from '../../../lib/domain/time'
import type { World } from '../world'
import type { Span } from './network'
import { INCIDENTS, MAINTENANCE, MAINTENANCE_AHEAD } from './tempers'

/** A row of `exclusions`, without its chain. */
export type Excluded = { id: string; provider: string; from: Date; until: Date; announcedAt: Date; reason: string }

/** Minutes that count for nobody, or not for one who had announced them. */
export function exclusionsOf({ network, cast, system }: World): Excluded[] {
  const { lastEpoch } = network
  if (lastEpoch === null) return []
  const incidents = INCIDENTS.flatMap((episode) => {
    const span = network.spanIn(episode, lastEpoch - episode.back)
    return span ? [incidentOf(span)] : []
  })
  const announced = cast.providers.flatMap(({ index, actor }) => {
    const episode = MAINTENANCE[index]
    const span = episode && network.spanIn(episode, lastEpoch - episode.back)
    return span ? [maintenanceOf(span, actor.address, system.chainId)] : []
  })
  return [...incidents, ...announced]
}

function incidentOf({ from, until }: Span): Excluded {
  const span = { from: dateOf(from), until: dateOf(until), announcedAt: dateOf(until + HOUR) }
  return { id: `incident ${from}`, provider: '', ...span, reason: 'The gateways reached nobody' }
}

/** Named by the hash of what the provider signed. */
function maintenanceOf({ from, until }: Span, provider: Maintenance['provider'], chainId: number): Excluded {
  const issuedAt = from - MAINTENANCE_AHEAD
  const reason = 'New drivers and a restart'
  const id = maintenanceHash(chainId, { provider, from, until, reason, issuedAt, deadline: issuedAt + HOUR })
  const span = { from: dateOf(from), until: dateOf(until), announcedAt: dateOf(issuedAt) }
  return { id, provider: provider.toLowerCase(), ...span, reason }
}
