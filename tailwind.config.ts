import type { Config } from 'tailwindcss'

/**
 * The tokens of app/globals.css under Tailwind's names. The palette and the type scale replace Tailwind's own, so a colour or a
 * size that is not in the design language does not exist as a class.
 */
const config: Config = {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}'],
  theme: {
    screens: { sm: '480px', md: '761px', lg: '1061px', xl: '1241px' },
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      bg: 'var(--bg)',
      surface: 'var(--surface)',
      raised: 'var(--raised)',
      sunken: 'var(--sunken)',
      hover: 'var(--hover)',
      ink: { DEFAULT: 'var(--ink)', 2: 'var(--ink-2)', 3: 'var(--ink-3)' },
      'on-ink': 'var(--on-ink)',
      rule: { DEFAULT: 'var(--rule)', 2: 'var(--rule-2)', strong: 'var(--rule-strong)' },
      focus: 'var(--focus)',
      mark: { DEFAULT: 'var(--mark)', ink: 'var(--mark-ink)', line: 'var(--mark-line)' },
      success: { DEFAULT: 'var(--success)', tint: 'var(--success-tint)' },
      warning: { DEFAULT: 'var(--warning)', tint: 'var(--warning-tint)' },
      danger: {
        DEFAULT: 'var(--danger)',
        tint: 'var(--danger-tint)',
        solid: 'var(--danger-solid)',
        on: 'var(--on-danger)',
      },
      info: { DEFAULT: 'var(--info)', tint: 'var(--info-tint)' },
      burn: 'var(--c-burn)',
      provider: 'var(--c-provider)',
      protocol: 'var(--c-protocol)',
      operations: 'var(--c-operations)',
      reserve: 'var(--c-reserve)',
      liquidity: 'var(--c-liquidity)',
      vault: 'var(--c-vault)',
      circulating: 'var(--c-circulating)',
      svc: { 1: 'var(--svc-1)', 2: 'var(--svc-2)', 3: 'var(--svc-3)', 4: 'var(--svc-4)' },
      scrim: 'var(--scrim)',
    },
    fontFamily: {
      sans: 'var(--font-inter), Inter, system-ui, sans-serif',
      mono: 'var(--font-jetbrains), ui-monospace, SFMono-Regular, Menlo, monospace',
    },
    fontSize: {
      title: ['1.625rem', { lineHeight: '2rem', letterSpacing: '-0.022em', fontWeight: '600' }],
      stat: ['1.375rem', { lineHeight: '1.75rem', letterSpacing: '-0.02em', fontWeight: '600' }],
      sheet: ['1.0625rem', { lineHeight: '1.5rem', letterSpacing: '-0.011em', fontWeight: '600' }],
      section: ['0.9375rem', { lineHeight: '1.25rem', letterSpacing: '-0.011em', fontWeight: '600' }],
      body: ['0.875rem', { lineHeight: '1.25rem' }],
      control: ['0.84375rem', { lineHeight: '1.25rem' }],
      table: ['0.8125rem', { lineHeight: '1.125rem' }],
      caption: ['0.75rem', { lineHeight: '1rem' }],
      axis: ['0.6875rem', { lineHeight: '0.875rem' }],
    },
    fontWeight: { normal: '400', medium: '500', strong: '550', semibold: '600' },
    borderRadius: { none: '0', bar: '1px', chip: '3px', control: '6px', sheet: '10px', full: '9999px' },
    boxShadow: { none: 'none', 2: 'var(--shadow-2)', 3: 'var(--shadow-3)' },
    transitionTimingFunction: { DEFAULT: 'cubic-bezier(.2,0,0,1)' },
    transitionDuration: { DEFAULT: '90ms', hover: '90ms', menu: '160ms', sheet: '240ms' },
    extend: { maxWidth: { page: '84rem' } },
  },
}

export default config
