import { shell } from '@/messages/shell'

/** The first stop of the keyboard: past the navigation, to the page. Its target is `<main id="main">`. */
export function SkipLink() {
  return (
    <a href="#main" className="skip-link">
      {shell.skip}
    </a>
  )
}
