/** The editors of parameters: what a field takes, what a change does. */
export const settings = {
  empty: 'A value is missing.',
  malformed: 'Digits and at most one point, without commas or an exponent.',
  tooFine: (decimals: number, unit: string) =>
    decimals === 0
      ? `A whole number${unit ? ` of ${unit}` : ''}: finer is refused, not rounded.`
      : `At most ${decimals} decimals: finer is refused, not rounded.`,
  most: (most: string, unit: string) => `At most ${most} ${unit}.`,
  service: 'A name of at most 31 small letters, digits and hyphens.',
  choice: (choices: readonly string[]) => `One of: ${choices.join(', ')}.`,
  time: 'A date and a time in UTC.',
  longSentence: (most: number) => `At most ${most} characters.`,
  oneLine: 'One line, without characters that cannot be seen.',
  address: 'An address: 0x and 40 digits or letters a to f.',
  checksum: 'The capitals of this address are not those of its checksum: one character is wrong.',
  zeroAddress: 'The zero address takes nothing and gives nothing back.',

  title: 'Parameters',
  lead: 'Everything an admin can set, as it is in force. A change is shown in money and tried before it is scheduled.',
  parameter: 'Parameter',
  value: 'In force',
  version: 'Version',
  role: 'Role',
  contract: 'Contract',
  rows: (count: number) => (count === 1 ? '1 row' : `${count} rows`),
  inForce: (version: string | null, since: string) =>
    version ? `Version ${version}, in force since ${since}.` : `In force since ${since}.`,
  never: 'Never set by an operation: in force since deployment.',
  change: 'Change and effect',
  unchanged: 'Nothing is changed yet.',
  addRow: 'Add a row',
  removeRow: (name: string) => `Remove ${name}`,
  old: 'now',
  wasNow: (old: string, change: string | null) => `now ${old === '' ? 'none' : old}${change ? ` (${change})` : ''}`,
  noOld: 'new',
  delta: 'Δ',
  gone: 'removed',
  removed: 'Removed',
  effect: 'Effect',
  effectNote: 'per 1,000 CXPT, and per forecast month of the last 30 complete days',
  act: 'an act',
  values: (count: number) => `${count} values`,
  unknown: 'There is no such parameter.',

  units: {
    users: 'users',
    months: 'months',
    providers: 'providers',
    seconds: 'seconds',
    tokens: 'tokens',
    usdPerCxpt: 'USD per CXPT',
  },
}
