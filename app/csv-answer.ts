import { sayError } from '@/lib/errors/say'
import { textCell } from '@/lib/reports/csv'

type File<R> = {
  /** Of the file, without its ending. */
  name: string
  head: readonly string[]
  pages: AsyncGenerator<R[]>
  lineOf: (row: R) => readonly unknown[]
}

/** Numbers stay numbers, a minus included; what a spreadsheet would run as a formula does not. */
const NUMBER = /^-?\d+(\.\d+)?$/
const cell = (value: unknown) => (NUMBER.test(String(value)) ? String(value) : textCell(String(value)))
const line = (cells: readonly unknown[]) => `${cells.map(cell).join(',')}\r\n`

/** Rows as a file (RFC 4180), streamed page by page. */
export async function csvAnswer<R>({ name, head, pages, lineOf }: File<R>): Promise<Response> {
  try {
    // The first page decides between an answer and an error: after the headers there is no way back.
    const first = await pages.next()
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        const write = (text: string) => controller.enqueue(new TextEncoder().encode(text))
        write(line(head))
        for (let page = first; !page.done; page = await pages.next()) {
          write(page.value.map((row) => line(lineOf(row))).join(''))
        }
        controller.close()
      },
    })
    return new Response(body, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}.csv"`,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    const { code, status, say } = sayError(error)
    return Response.json({ code, say }, { status })
  }
}
