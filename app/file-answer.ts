type File = {
  name: string
  type: string
  pieces: AsyncGenerator<Uint8Array>
  /** More headers: its length, its block. */
  more?: Readonly<Record<string, string>>
}

/** A file piece by piece, as fast as it is taken: a slow reader costs no memory. A failure on the way cuts the download off. */
export function fileAnswer({ name, type, pieces, more }: File): Response {
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...more,
    },
  })
}
