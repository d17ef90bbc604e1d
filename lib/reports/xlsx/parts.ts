/** The parts of a workbook that do not depend on its rows. */
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

/** What XML cannot hold: control characters but tab and line ends, and two that are no characters. */
const isUnwritable = (code: number): boolean =>
  (code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 0xfffe || code === 0xffff

/** Whether anything has to be written otherwise: seldom, in a ledger. */
const ESCAPED = /[^\t\n\r !\x23-%'-;=?-\ufffd]/

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escapeOf = (sign: string): string => {
  const code = sign.charCodeAt(0)
  return isUnwritable(code) ? `_x${code.toString(16).padStart(4, '0')}_` : (ESCAPES[sign] ?? sign)
}

/** What XML cannot hold is written as the format's own escape. */
export function escapeXml(text: string): string {
  if (!ESCAPED.test(text)) return text
  let escaped = ''
  for (let i = 0; i < text.length; i++) escaped += escapeOf(text.charAt(i))
  return escaped
}

/** Places in the list of cell formats below. `text` begins with a quote in the program's own sense: never a formula. */
export const STYLES = { plain: 0, header: 1, text: 2, time: 3 } as const

export const stylesXml = (): string =>
  `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'

/** Tabs in the order of the report; `file` is the number of the worksheet's part. */
export type Tab = { name: string; file: number }

export const workbookXml = (tabs: readonly Tab[]): string =>
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${tabs
    .map(({ name, file }, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${file}"/>`)
    .join('')}</sheets></workbook>`

export const workbookRelationsXml = (tabs: readonly Tab[]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${tabs
    .map(
      ({ file }) =>
        `<Relationship Id="rId${file}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${file}.xml"/>`,
    )
    .join('')}<Relationship Id="rId0" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`

export const rootRelationsXml = (): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
export const contentTypesXml = (tabs: readonly Tab[]): string =>
  `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
  `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>${tabs
    .map(({ file }) => `<Override PartName="/xl/worksheets/sheet${file}.xml" ContentType="${TYPES}.worksheet+xml"/>`)
    .join('')}</Types>`

/** Before the rows: the header stays in view. */
export const sheetHead = (columns: number): string =>
  `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>` +
  `</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="${columns}" width="22" customWidth="1"/></cols><sheetData>`
export const SHEET_TAIL = '</sheetData></worksheet>'
