import type { Planted } from './bug'

const ORACLE = 'contracts/src/PriceOracle.sol'

export const PRICES: Planted[] = [
  {
    suite: 'Oracle',
    number: 'O1',
    bug: 'a price is not held to the band when it is read',
    edits: [{ file: ORACLE, from: '_checkBand(usdPerToken);', to: '' }],
  },
  {
    suite: 'Oracle',
    number: 'O2',
    bug: 'a new band moves the post into it',
    edits: [
      {
        file: ORACLE,
        from: 'emit Configured(next);',
        to: `if (_post.price < next.min) _post.price = next.min;
        if (_post.price > next.max) _post.price = next.max;
        emit Configured(next);`,
      },
    ],
  },
  {
    suite: 'Oracle',
    number: 'O3',
    bug: 'a post is good for twice its max age',
    edits: [{ file: ORACLE, from: '<= last.maxAge;', to: '<= 2 * last.maxAge;' }],
  },
]
