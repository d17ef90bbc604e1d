/** What the fonts of a PDF have without embedding one: printable Latin-1. */
export const PRINTABLE = /^[\u0020-\u007e\u00a0-\u00ff]*$/
