'use client'

import { AddressText } from '@/components/ui/address'
import { Button } from '@/components/ui/button'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { withoutEntry } from '@/lib/domain/address-book'
import { viewAs as words } from '@/messages/view-as'
import { keep } from './book-form'
import { useAddressBook } from './use-names'

/** Every name this browser keeps. */
export function BookTable() {
  const book = useAddressBook()
  if (book.length === 0) return <Empty>{words.bookEmpty}</Empty>
  return (
    <Table label={words.book} rows={34}>
      <thead>
        <tr>
          <Th>{words.name}</Th>
          <Th>{words.address}</Th>
          <Th num>
            <span className="sr-only">{words.remove}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {book.map(({ address, name }) => (
          <tr key={address}>
            <RowHead>{name}</RowHead>
            <Td>
              <AddressText address={address} href={`/account?as=${address}`} />
            </Td>
            <Td num>
              <Button size="table" aria-label={words.removeOf(name)} onClick={() => keep(withoutEntry(book, address))}>
                {words.remove}
              </Button>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
