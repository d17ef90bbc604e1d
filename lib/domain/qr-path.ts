import { create } from 'qrcode'

/** Modules of quiet around the code, as its standard asks. */
const QUIET = 4

/** The dark modules of a text's code as one path; a module is one unit. Error correction M: a seventh may be covered. */
export function qrPath(text: string): { size: number; path: string } {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  let path = ''
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (data[row * size + column]) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`
    }
  }
  return { size: size + 2 * QUIET, path }
}
