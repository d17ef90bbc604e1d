import { shortHex } from '@/components/ui/address'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Failure } from '@/components/ui/failure'
import { PageHead, Section } from '@/components/ui/section'
import { SignIn } from '@/components/wallet/sign-in'

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
  const roles = `${wanted.slice(0, -1).join(', ')} or ${wanted.at(-1)}`
  const why = address
    ? `You are signed in as ${shortHex(address)}, which does not hold ${roles}. Sign in with an account that does.`
    : `Drafts of the month reports are for finance: sign in with an account that holds ${roles}.`
  return (
    <>
      <PageHead title={title} />
      <div className="mt-5">
        <SignIn why={why} />
      </div>
      <Section title="Without signing in" note="sheets of closed months, CSV" className="mt-9">
        {failure && <Failure what={failure.say} retryHref="/finance" code={failure.code} />}
        {!failure && months.length === 0 && <Empty>No month is closed yet.</Empty>}
        {months.length > 0 && <PublicSheets months={months} />}
      </Section>
    </>
  )
}

function PublicSheets({ months }: { months: readonly PublicMonth[] }) {
  return (
    <Table label="Public sheets" rows={34}>
      <thead>
        <tr>
          <Th>Month</Th>
          <Th>Sheets</Th>
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
