import type { MetricSource } from '@/lib/domain/metric-definition'

/** Around every chart. */
export const charts = {
  period: 'Period',
  empty: 'Nothing in this period.',
  table: 'Table',
  csv: 'CSV',
  definition: 'Definition',
  definitions: 'Definitions',
  explore: 'Explore',
  exploring: 'Getting the tool for a closer look',
  exploreHint: 'Drag the ends of the bar to see a part of the time; the table and the file keep all of it.',
  series: 'Series',
  together: 'Together',
  notOver: 'not over yet',
  notOverShort: 'not over',
  toCome: 'still to come',
  toScale: 'Drawn to scale',
  asTable: (label: string) => `${label}, as a table`,
  rowByRow: (label: string) => `Row by row: ${label}`,
}

/** What a public number means. */
export const definitions = {
  inUnit: (unit: string) => `In ${unit}.`,
  sources: {
    ledger: 'From the ledger of chain events.',
    chain: 'From the contracts at the block.',
    metering: 'From metered receipts.',
    probes: 'From probes and capacity reports.',
    accounts: 'From the accrual ledger.',
  } satisfies Record<MetricSource, string>,
  api: (id: string) => `/api/v1/metrics/${id}`,
}

/** The choice of range and step. */
export const ranges = {
  range: 'Range',
  step: 'Step',
  names: { '30d': '30 d', '90d': '90 d', '1y': '1 y', all: 'All' },
  steps: { day: 'Days', week: 'Weeks', month: 'Months' },
  refusedRange: (asked: string, offered: string, used: string) =>
    `“${asked}” is no range: ${offered} are. Shown: ${used}.`,
  refusedStep: (asked: string, offered: string, used: string) =>
    `This range is not drawn by “${asked}”, but by ${offered}. Shown: by ${used}.`,
  and: (names: readonly string[]) => `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`,
}

/** Steps of a time axis. */
export const steps = {
  weekFrom: (day: string) => `Week from ${day}`,
  running: (start: string, day: number, of: number) => `${start}, day ${day} of ${of}`,
  per: { day: 'day', week: 'week', month: 'month' },
  names: { day: 'Day', week: 'Week', month: 'Month' },
}
