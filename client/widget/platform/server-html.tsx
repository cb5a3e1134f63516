type Props = {
  html: string
  origin: string
  class?: string
  onArticle: (link: ArticleLink) => void
}

export type ArticleLink = { slug: string; lang: string | null; section: string }

const ARTICLE = /^\/([a-z]{2})\/articles\/([a-z0-9-]+)$/

/**
 * HTML that the service made and sanitised (answers, guides, escaped messages): the only place where
 * markup is inserted. Guides open in the chat, other pages of the service beside it.
 */
export function ServerHtml({ html, origin, onArticle, ...rest }: Props) {
  const absolute = html.replaceAll(
    '<a href="/',
    `<a target="_blank" rel="noopener" href="${origin}/`,
  )
  const follow = (event: MouseEvent) => {
    const link = (event.target as Element).closest('a')
    const article = link && articleOf(link.href, origin)
    if (!article || isForNewTab(event)) return
    event.preventDefault()
    onArticle(article)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what is pressed
    // biome-ignore lint/a11y/useKeyWithClickEvents: pressing a link with the keyboard is a click too
    <div
      {...rest}
      onClick={follow}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made and sanitised by the service
      dangerouslySetInnerHTML={{ __html: absolute }}
    />
  )
}

/** The guide that an address of the service shows. */
function articleOf(address: string, origin: string): ArticleLink | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  const [, lang = null, slug] = ARTICLE.exec(url.pathname) ?? []
  if (url.origin !== origin || !slug) return null
  return { slug, lang, section: decodeURIComponent(url.hash.slice(1)) }
}

/** Whether the visitor asked their browser to open the link elsewhere. */
export function isForNewTab({ ctrlKey, metaKey, shiftKey, button }: MouseEvent): boolean {
  return ctrlKey || metaKey || shiftKey || button !== 0
}
