/** The theme a person chose lives in a cookie, so that the server renders it; without one the system decides. */
export const THEME_COOKIE = 'theme'
export type Theme = 'light' | 'dark'

export function parseTheme(value: string | undefined): Theme | undefined {
  return value === 'light' || value === 'dark' ? value : undefined
}
