import { type ReactElement, type ReactNode, Suspense } from 'react'

/** Milliseconds: several times what the server needs for any public page, and less than anybody notices. */
const MOMENT = 250

/**
 * The body of a page: as part of the page when its data is there in a moment, behind a skeleton when it is not. A skeleton that is replaced at
 * once costs the browser a second layout, and the page its largest paint.
 */
export async function Soon({ body, skeleton }: { body: Promise<ReactElement>; skeleton: ReactNode }) {
  const late = Symbol()
  let timer: NodeJS.Timeout | undefined
  const moment = new Promise<typeof late>((resolve) => {
    timer = setTimeout(() => resolve(late), MOMENT)
  })
  const first = await Promise.race([body, moment]).finally(() => clearTimeout(timer))
  return first === late ? <Suspense fallback={skeleton}>{body}</Suspense> : first
}
