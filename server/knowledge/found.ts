/** One guide of a search, with the place in it that matches best. */
export type Found = {
  slug: string
  lang: string
  title: string
  heading: string
  section: string
  excerpt: string
  score: number
}
