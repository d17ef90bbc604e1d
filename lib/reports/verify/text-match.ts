/** Compares a file with the text it should be, piece by piece. */
export class TextMatch {
  private text = ''
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  private readonly pieces: AsyncIterator<Uint8Array>

  constructor(source: AsyncIterable<Uint8Array>) {
    this.pieces = source[Symbol.asyncIterator]()
  }

  /** Which of these parts is the first that does not come next; -1 when all of them do. */
  async next(parts: readonly string[]): Promise<number> {
    const expected = parts.join('')
    while (this.text.length < expected.length) {
      const { done, value } = await this.pieces.next()
      if (done) break
      this.text += this.decoder.decode(value, { stream: true })
    }
    if (this.text.startsWith(expected)) {
      this.text = this.text.slice(expected.length)
      return -1
    }
    let at = 0
    return parts.findIndex((part) => {
      const isNext = this.text.startsWith(part, at)
      at += part.length
      return !isNext
    })
  }

  /** Whether nothing is left. */
  async isAtEnd(): Promise<boolean> {
    while (this.text === '') {
      const { done, value } = await this.pieces.next()
      if (done) return true
      this.text = this.decoder.decode(value, { stream: true })
    }
    return false
  }

  /** Lets go of the file. */
  async close(): Promise<void> {
    await this.pieces.return?.()
  }
}
