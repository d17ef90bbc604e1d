/** What is used of pdfkit, which brings no types. Lengths in points. */
declare module 'pdfkit' {
  type Info = { Title: string; CreationDate: Date; ModDate: Date; Producer: string; Creator: string }
  type Options = { size: string; margin: number; bufferPages: boolean; compress: boolean; info: Info; lang: string }
  type TextOptions = { width?: number; align?: 'left' | 'right'; lineBreak?: boolean; continued?: boolean }

  export default class PDFDocument {
    constructor(options: Options)
    x: number
    y: number
    page: { width: number; height: number; margins: { bottom: number } }
    on(event: 'data', listener: (piece: Buffer) => void): this
    on(event: 'end', listener: () => void): this
    on(event: 'error', listener: (error: Error) => void): this
    font(name: string): this
    fontSize(size: number): this
    fillColor(colour: string): this
    text(text: string, options?: TextOptions): this
    text(text: string, x: number, y: number, options?: TextOptions): this
    moveDown(lines: number): this
    moveTo(x: number, y: number): this
    lineTo(x: number, y: number): this
    lineWidth(width: number): this
    stroke(colour: string): this
    rect(x: number, y: number, width: number, height: number): this
    fill(colour: string): this
    widthOfString(text: string): number
    addPage(): this
    switchToPage(page: number): this
    bufferedPageRange(): { start: number; count: number }
    end(): void
  }
}
