import type { Frame } from './frame.ts'

type Value = string | number | boolean | undefined | JsonLdNode | Value[]

/** Something described in the words of schema.org; what is undefined is left out. */
export type JsonLdNode = { [property: string]: Value }

/** What a page is about, for search engines: a block of data, which no browser runs. */
export function JsonLd({ nonce, data }: { nonce: string; data: JsonLdNode | JsonLdNode[] }) {
  const content = Array.isArray(data) ? { '@graph': data } : data
  return (
    <script
      type="application/ld+json"
      nonce={nonce}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON without any character of markup
      dangerouslySetInnerHTML={{
        __html: scriptSafe({ '@context': 'https://schema.org', ...content }),
      }}
    />
  )
}

/** JSON that ends neither its script element nor, in old browsers, a line of it. */
function scriptSafe(data: object): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Points to what is described elsewhere on the page. */
export function reference({ '@id': id }: JsonLdNode): JsonLdNode {
  return { '@id': id }
}

/** Who stands behind the pages. */
export function publisher({ publicUrl, lang, t, files }: Frame): JsonLdNode {
  return {
    '@type': 'Organization',
    '@id': `${publicUrl}/#organization`,
    name: t('help.site'),
    url: `${publicUrl}/${lang}`,
    logo: files.icon ? publicUrl + files.icon : undefined,
  }
}

/** The help centre in one language. */
export function website({ publicUrl, lang, t }: Frame): JsonLdNode {
  const url = `${publicUrl}/${lang}`
  return {
    '@type': 'WebSite',
    '@id': `${url}#website`,
    url,
    name: t('help.site'),
    inLanguage: lang,
  }
}
