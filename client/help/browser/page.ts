import '../styles/pages.css'
import emblem from '../assets/eu-emblem.svg'
import icon from '../assets/icon.svg'
import { addSuggestions } from './suggestions.ts'
import { explainOnHover } from './terms.ts'

// Named here only so that the build gives them their hashed names; pages find them by the manifest.
void [emblem, icon]

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-search]')) {
  addSuggestions(form)
}

// Only where a box stands beside its word can a pointer reach it.
if (CSS.supports('position-area', 'bottom')) {
  for (const button of document.querySelectorAll<HTMLButtonElement>('.term')) {
    explainOnHover(button)
  }
}

// The chat needs a window of its own height; without scripts the plain conversation is as long as it is.
document.querySelector('.chat-box')?.classList.add('is-live')

// A page is the same for all who read it, so its id is made here: pressing twice then counts once.
for (const form of document.querySelectorAll('form[data-once]')) {
  const id = crypto.randomUUID?.()
  const input = { type: 'hidden', name: 'id', value: id }
  if (id) form.append(Object.assign(document.createElement('input'), input))
}
