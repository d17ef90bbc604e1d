import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { finance } from '@/messages/finance'

const words = finance.sheet

/** Finds rows of a sheet by any of their cells; the address of the page keeps what was looked for. */
export function SheetSearch({ month, sheet, find }: { month: string; sheet: string; find: string }) {
  return (
    <form action={`/finance/${month}`} className="mb-3 flex max-w-md items-start gap-2">
      <input type="hidden" name="sheet" value={sheet} />
      <Field
        className="min-w-0 flex-1"
        label={words.find}
        hideLabel
        name="find"
        defaultValue={find}
        placeholder={words.findHint}
      />
      <Button type="submit">{words.findAct}</Button>
    </form>
  )
}
