type Props = { html: string; class?: string; lang?: string; dir?: 'auto' }

/**
 * HTML that the service made and sanitised (guides, answers, escaped messages): the only place where
 * markup is inserted, here as in the chat.
 */
export function ServerHtml({ html, ...rest }: Props) {
  return (
    <div
      {...rest}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made and sanitised by the service
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}
