import { AddressText, shortHex } from '@/components/ui/address'
import { Button, ButtonLink } from '@/components/ui/button'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Field, Select } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { ActivityLine } from '@/lib/data/admin-activity'
import { ACTIVITY_KINDS, type ActivityCursor } from '@/lib/domain/activity'
import { activity as words } from '@/messages/activity'
import { shortened } from './activity'
import { type ActivityUrl, activityHref } from './activity-query'

type Props = {
  lines: readonly ActivityLine[]
  next: ActivityCursor | null
  url: ActivityUrl
  problems: readonly string[]
}

/** What was administered, a page at a time; the file has all of it. */
export function ActivityLog({ lines, next, url, problems }: Props) {
  const isFiltered = activityHref({ ...url, after: undefined }) !== activityHref({})
  return (
    <Section
      title={words.title}
      className="mt-5"
      aside={
        <>
          {isFiltered && <a href={activityHref({})}>{words.reset}</a>}
          <a href={activityHref({ ...url, after: undefined }, '/admin/activity/activity.csv')} download>
            {words.csv}
          </a>
        </>
      }
    >
      <FilterForm url={url} />
      {problems.map((say) => (
        <Note key={say} tone="danger" className="mb-3">
          {say}
        </Note>
      ))}
      {lines.length === 0 ? (
        <Empty>{words.empty}</Empty>
      ) : (
        <Table label={words.table} scroll>
          <thead>
            <tr>
              <Th>{words.when}</Th>
              <Th>{words.kind}</Th>
              <Th>{words.who}</Th>
              <Th>{words.what}</Th>
              <Th wide>{words.transaction}</Th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={line.key} line={line} />
            ))}
          </tbody>
        </Table>
      )}
      <nav aria-label={words.title} className="mt-3 flex items-center gap-2">
        {url.after && (
          <ButtonLink size="table" href={activityHref({ ...url, after: undefined })}>
            {words.newest}
          </ButtonLink>
        )}
        {next && (
          <ButtonLink size="table" href={activityHref({ ...url, after: next })}>
            {words.older}
          </ButtonLink>
        )}
      </nav>
    </Section>
  )
}

function Line({ line: { at, kind, who, did, what, href, tx } }: { line: ActivityLine }) {
  const isAddress = who !== null && /^0x[0-9a-f]{40}$/i.test(who)
  return (
    <tr>
      <RowHead>
        <span className="num whitespace-nowrap">{momentText(at, { seconds: true }).replace(' UTC', '')}</span>
      </RowHead>
      <Td>{words.kinds[kind]}</Td>
      <Td>
        {isAddress ? <AddressText address={who as `0x${string}`} /> : (who ?? <span className="text-ink-3">n/a</span>)}
      </Td>
      <Td>
        <span className="text-ink-2">{did}</span> {href ? <a href={href}>{shortened(what)}</a> : shortened(what)}
      </Td>
      <Td wide>
        {tx ? (
          <span className="mono whitespace-nowrap" title={tx}>
            {shortHex(tx)}
          </span>
        ) : (
          <span className="text-ink-3">n/a</span>
        )}
      </Td>
    </tr>
  )
}

/** A plain form: the URL holds the filter, so that it can be passed on. */
function FilterForm({ url }: { url: ActivityUrl }) {
  return (
    <form action="/admin/activity" className="mb-4 grid gap-3 sm:grid-cols-2 lg:grid-cols-5 lg:items-end">
      <Select label={words.kind} name="kind" defaultValue={url.kind ?? ''}>
        <option value="">{words.allKinds}</option>
        {ACTIVITY_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {words.kinds[kind]}
          </option>
        ))}
      </Select>
      <Field label={words.who} name="who" placeholder={words.anybody} defaultValue={url.who} />
      <Field label={words.from} name="from" type="date" defaultValue={url.from} />
      <Field label={words.to} name="to" type="date" defaultValue={url.to} />
      <Button type="submit">{words.filter}</Button>
    </form>
  )
}
