/** One way in which people ask, beside those in an article's front matter. */
export type Phrasing = {
  /** The guide that answers it; none does where it is for a person or for nobody. */
  slug: string | undefined
  /** None of an office's business. */
  isOutOfScope?: boolean
  /** One of the languages that questions come in, whether articles are written in it or not. */
  lang: string
  text: string
}
