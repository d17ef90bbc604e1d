/** Of the folder and of report.json: raised when a reader of the one before would misread it. Reports of every format stay verifiable. */
export const FORMAT = 'cxpt-report/1'
/** What this code can read. */
export const FORMATS: readonly string[] = [FORMAT]

export const [MANIFEST, REPORT_JSON, REPORT_XLSX] = ['manifest.json', 'report.json', 'report.xlsx'] as const
/** Sign-offs over the manifest: made after it, so it is not in it. */
export const ATTESTATION = 'attestation.json'
