import { shortHex } from '@/components/ui/address'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Failure } from '@/components/ui/failure'
import { PageHead, Section } from '@/components/ui/section'
import { SignIn } from '@/components/wallet/sign-in'
import { finance } from '@/messages/finance'

const words = finance.access

type PublicMonth = { month: string; title: string; sheets: { name: string; title: string; csv: string }[] }

type Props = {
  title: string
  /** The signed-in address; null when nobody is signed in. */
  address: string | null
  /** Any one of these roles opens the page. */
  wanted: readonly string[]
  months: readonly PublicMonth[]
  /** Why the months could not be read. */
  failure: { code: string; say: string } | null
}

/** Which role the page needs, a way to sign in, and what can be had without either. */
export function NoAccess({ title, address, wanted, months, failure }: Props) {
  const roles = words.roles(wanted)
  const why = address ? words.wrongAccount(shortHex(address), roles) : words.signIn(roles)
  return (
    <>
      <PageHead title={title} />
      <div className="mt-5">
        <SignIn why={why} />
      </div>
      <Section title={words.without} note={words.withoutNote} className="mt-9">
        {failure && <Failure what={failure.say} retryHref="/finance" code={failure.code} />}
        {!failure && months.length === 0 && <Empty>{words.none}</Empty>}
        {months.length > 0 && <PublicSheets months={months} />}
      </Section>
    </>
  )
}

function PublicSheets({ months }: { months: readonly PublicMonth[] }) {
  return (
    <Table label={words.table} rows={34}>
      <thead>
        <tr>
          <Th>{finance.month}</Th>
          <Th>{words.sheets}</Th>
        </tr>
      </thead>
      <tbody>
        {months.map(({ month, title, sheets }) => (
          <tr key={month}>
            <RowHead className="whitespace-nowrap">{title}</RowHead>
            <Td>
              <span className="flex flex-wrap gap-x-4 gap-y-1">
                {sheets.map((sheet) => (
                  <a key={sheet.name} href={sheet.csv} download>
                    {sheet.title}
                  </a>
                ))}
              </span>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
