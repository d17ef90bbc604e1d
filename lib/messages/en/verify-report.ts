/** What a check of a report says. */
export const verifyReport = {
  title: (month: string, chainId: number, opening: string, closing: string) =>
    `Report of ${month}, chain ${chainId}, blocks ${opening} to ${closing}`,
  restated: (version: number, supersedes: string, reason: string) =>
    `Version ${version}, in place of the report with the manifest ${supersedes}: ${reason}`,
  reading: (block: bigint, of: bigint) => `Reading the chain: block ${block} of ${of}`,
  noFolder: 'There is no such folder.',
  notAReport: 'This is not a report: it has no manifest.json that can be read.',
  notCanonical: 'manifest.json is not written as canonical JSON (RFC 8785).',
  unknownFormat: (format: string) => `This report is of the format ${format}, which this version cannot read.`,
  missing: (names: readonly string[]) => `Named in the manifest and not there: ${names.join(', ')}.`,
  extra: (names: readonly string[]) => `There and not named in the manifest: ${names.join(', ')}.`,
  changed: (name: string, says: string, is: string) =>
    `${name} is not the file of the manifest: its SHA-256 is ${is}, the manifest says ${says}.`,
  badName: (name: string) => `The manifest names ${name}, which is no name of a file in a folder.`,
  badJson: (what: string) => `report.json is not as it is written: ${what}.`,
  badRow: (sheet: string, row: number, what: string) => `report.json, ${sheet}, row ${row}: ${what}.`,
  csvDiffers: (sheet: string, row: number) =>
    row === 0
      ? `${sheet}.csv has another header than report.json.`
      : `${sheet}.csv and report.json differ in row ${row}.`,
  ofTransaction: (hash: string) => `It is of transaction ${hash}.`,
  xlsxDiffersInRow: (sheet: string, row: number) =>
    row === 0
      ? `report.xlsx has another header of ${sheet} than report.json.`
      : `report.xlsx and report.json differ in row ${row} of ${sheet}.`,
  xlsxDiffers: (part: string) => `report.xlsx and report.json differ in ${part}.`,
  rootDiffers: (says: string, is: string) =>
    `The rows have the root ${is}, the manifest says ${says}: rows and manifest are not of one report.`,
  coverRoot: 'The cover names another root of the data than the manifest.',
  wrongChain: (have: number, want: number) => `The node is on chain ${have}, the report on chain ${want}.`,
  noDeployment: (chainId: number) => `The addresses of the contracts on chain ${chainId} are not known here.`,
  otherContract: (name: string, says: string, is: string) =>
    `The report says that ${name} is at ${says}, the deployment file says ${is}.`,
  noBlock: (block: bigint) => `The node has no block ${block}.`,
  otherBlock: (which: string, block: bigint, says: string, is: string) =>
    `The ${which} block ${block} is ${says} in the report and ${is} on the chain.`,
  badCut: (which: string, block: bigint) =>
    `Block ${block} is not the last one before the ${which === 'opening' ? 'beginning' : 'end'} of the month.`,
  badTime: (which: string, block: bigint) =>
    `The report gives the ${which} block ${block} another time than the chain.`,
  noState: (block: bigint) =>
    `The node does not keep the state of block ${block}. It takes an archive node to verify a report.`,
  noLogs: (say: string) => `The node does not give the logs: ${say}`,
  nodesDiffer: (sheet: string, row: number) =>
    `The two nodes tell different stories: ${sheet}, row ${row}. One of them is wrong, so nothing is proven.`,
  rowDiffers: (column: string) => `the report and the chain differ in ${column}`,
  rowMissing: 'the chain has a row more',
  rowExtra: 'the chain has no such row',
  nothing: 'nothing',
  noSheet: 'the report does not have this sheet',
  empty: 'empty',
  inRow: (row: number, what: string) => (row > 0 ? `row ${row}: ${what}` : what),
  values: (reported: string, rebuilt: string) => `reported ${reported}, the chain says ${rebuilt}`,
  transaction: (hash: string) => `transaction ${hash}`,
  rowsAttested: (rows: number) => `${rows} ${rows === 1 ? 'row' : 'rows'}, nothing of them follows from the chain`,
  rowsCompared: (compared: number, attested: number, note: string) => {
    const rows = `${compared} ${compared === 1 ? 'row' : 'rows'} as on the chain`
    const rest = attested > 0 ? `, ${attested} attested` : ''
    return note === '' ? `${rows}${rest}` : `${rows}${rest}. Attested: ${note}`
  },
  hashOnly: (names: readonly string[]) => `Unchanged since they were written, and not compared: ${names.join(', ')}.`,
  filesGood: 'The files are those of the manifest and say the same.',
  good: 'Everything that can be verified is.',
  bad: 'This report does not say what the chain says, or not the same in all its files.',
  proven: 'The row stands in the report with this root of the data.',
  notProven: 'The row is not in the report with this root of the data.',
  noRow: (sheet: string, row: number, rows: number) =>
    `${sheet} has ${rows} ${rows === 1 ? 'row' : 'rows'}, so there is no row ${row}.`,
  noRootOf: (sheet: string) => `${sheet} is not under the root of the data.`,
  usage:
    'Usage: npm run verify-report -- PATH --rpc URL [--rpc URL] [--deployments DIR] [--chart FILE], or PATH --row SHEET:N',
  reasonHash: 'the reason is not the one whose hash is in the reference',
  rootSum: (root: string) => `what accounts earned is not what root ${root} added`,
  anchored: (version: bigint) => `The manifest is anchored on the chain as version ${version}.`,
  notAnchored: 'Nothing is anchored on the chain for this month: a draft.',
  otherAnchor: (version: bigint) =>
    `The chain has ${version === 1n ? 'one version' : `${version} versions`} of this month, and this manifest is none of them.`,
  superseded: (version: bigint, last: bigint) =>
    `The manifest is version ${version} of ${last}: a later one replaces it.`,
  badAttestation: 'attestation.json is not written as it must be: nobody’s signatures can be read.',
  otherAttestation: 'attestation.json is of another report than these files.',
  badSignature: (role: string, account: string) =>
    `The signature as ${role} is not one of ${account} over this manifest.`,
  sameSigner: 'One account signed more than one part: three different accounts must sign.',
  unsigned: (count: number) => `${count} of three signatures are there, and they are right.`,
  signed: (who: string) => `Signed by ${who}.`,
  roleHeld: 'Each of them holds FINANCE now.',
  roleLost: (who: string) => `${who} does not hold FINANCE now.`,
} as const
