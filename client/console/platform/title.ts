import { useEffect } from 'react'
import { useTexts } from './texts.tsx'

/** Names the page in the browser's tab and history. */
export function useTitle(title: string): void {
  const { t } = useTexts()
  const product = t('console.product')
  useEffect(() => {
    document.title = `${title} · ${product}`
  }, [title, product])
}
