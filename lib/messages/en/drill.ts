/** A pause on the local chain, practised and measured. */
export const drill = {
  title: 'Pause drill',
  lead: 'A guardian practises the emergency: a real pause of the local chain, timed from the press that opens the form to the block of the pause and to the banner on another page.',
  how: 'How it goes',
  steps: [
    'Begin: the clock starts, and the same form opens as in an emergency. That press is the first interaction.',
    'Type the word and press Enter, sign. What you tick, type and press is counted; answers to the wallet are not.',
    'When the chain has mined it, the time to the block is kept; when another page shows the banner, the time to the banner.',
    'Then end the pause: a holder of UNPAUSER schedules and executes it. A drill begins with nothing paused.',
  ],
  elsewhere:
    'This is not the local chain. A drill stops real users, so it is refused here and on every chain but 31337; practise with npm start.',
  begin: 'Begin the drill',
  beginning: 'Starting the clock',
  notGuardian:
    'Only a holder of GUARDIAN pauses, so only he can practise it. The record is for everybody who administers.',
  paused: 'Something is paused. End it before the next drill:',
  list: 'Drills',
  listNote: (count: number) => (count === 1 ? 'one on record' : `${count} on record, the last first`),
  table: 'Drills, the last first',
  none: 'Nobody has practised yet.',
  when: 'When, UTC',
  who: 'Who',
  toBlock: 'To the block',
  toBanner: 'To the banner',
  interactions: 'Interactions',
  block: 'Block',
  transaction: 'Transaction',
  seconds: (ms: number) => `${(ms / 1_000).toFixed(1)} s`,
  notSeen: 'n/a · not seen',
  link: 'Practise it (local chain)',
  running: 'This is a drill. The clock has been running since you began it; the pause is real, on the local chain.',
  waiting: 'Mined. Waiting for the banner on another page.',
  kept: (block: string, banner: string, interactions: number) =>
    `Kept: ${block} to the block, ${banner} to the banner elsewhere, ${interactions} interactions. Now end the pause.`,
  toRecord: 'See the record',
  notSeenIn: 'No other page showed the banner within a minute. The time to the block is kept.',
}
