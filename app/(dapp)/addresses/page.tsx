import type { Metadata } from 'next'
import { Column, Columns } from '@/components/ui/columns'
import { PageHead, Section } from '@/components/ui/section'
import { BookFile } from '@/components/wallet/book-file'
import { BookForm } from '@/components/wallet/book-form'
import { BookTable } from '@/components/wallet/book-table'
import { viewAs as words } from '@/messages/view-as'

export const metadata: Metadata = { title: words.book }

/** Names for addresses, kept in this browser. */
export default function AddressesPage() {
  return (
    <>
      <PageHead title={words.book} lead={words.bookLead} />
      <Columns className="mt-5">
        <Column span={7}>
          <Section title={words.addresses}>
            <BookTable />
          </Section>
        </Column>
        <Column span={5} ruled>
          <Section title={words.add}>
            <BookForm />
          </Section>
          <div className="mt-7 border-t border-rule pt-4">
            <BookFile />
          </div>
        </Column>
      </Columns>
    </>
  )
}
