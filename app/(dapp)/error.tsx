'use client'

import { PageError } from '@/app/page-error'

/** Inside the frame, which goes on standing. */
export default PageError
