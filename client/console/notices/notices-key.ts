/** Under which the person's news are kept; apart, so that the desk needs nothing else of them. */
export const NOTICES = ['notices']
