import './shell/styles.css'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { pickLang } from '../shared/i18n.ts'
import { Preferences } from './platform/preferences.ts'
import { chosenLang, loadTexts } from './platform/texts.tsx'
import { App } from './shell/app.tsx'

// The content security policy forbids `new Function`, which zod would use to be faster.
z.config({ jitless: true })

async function start(root: HTMLElement): Promise<void> {
  const preferences = new Preferences()
  const lang = chosenLang(preferences) ?? pickLang(document.documentElement.lang)
  const texts = await loadTexts(lang)
  const { nonce = '' } = root.dataset
  createRoot(root).render(<App nonce={nonce} texts={texts} preferences={preferences} />)
}

const root = document.getElementById('root')
if (root) void start(root)
