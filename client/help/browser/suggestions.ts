import type { SearchReply } from '../../../server/contract/knowledge.ts'

const WAIT_MS = 200
const SHORTEST = 3
const SHOWN = 6
const PATIENCE_MS = 3_000
/** What fits far worse than the best result only hides it. */
const LEAST_SHARE = 0.2

type Suggestion = Pick<SearchReply['items'][number], 'title' | 'url' | 'lang'>

type Box = {
  form: HTMLFormElement
  input: HTMLInputElement
  list: HTMLUListElement
  status: HTMLElement
}

/**
 * Turns a plain search form into a combobox: guides appear while its owner types, arrows walk through
 * them, Enter opens one, Escape puts them away. Without an answer it stays the plain form it was.
 */
export function addSuggestions(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[name=q]')
  if (!input) return
  const box = dress(form, input)
  let timer = 0
  let asked = ''
  input.addEventListener('input', () => {
    clearTimeout(timer)
    const words = input.value.trim()
    if (words === asked) return
    asked = words
    if (words.length < SHORTEST) close(box)
    else timer = setTimeout(() => void suggest(box, words), WAIT_MS)
  })
  input.addEventListener('keydown', (event) => steer(box, event))
  input.addEventListener('blur', () => close(box))
}

function dress(form: HTMLFormElement, input: HTMLInputElement): Box {
  const list = document.createElement('ul')
  list.className = 'suggestions'
  list.role = 'listbox'
  list.id = `${input.id}-list`
  list.hidden = true
  list.ariaLabel = form.querySelector('label')?.textContent ?? ''
  // Pressing an option must not take the focus out of the box first.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('li') : null
    if (option) open(option)
  })
  const status = document.createElement('p')
  status.className = 'unseen'
  status.role = 'status'
  form.append(list, status)
  input.role = 'combobox'
  input.ariaAutoComplete = 'list'
  input.ariaExpanded = 'false'
  input.setAttribute('aria-controls', list.id)
  return { form, input, list, status }
}

async function suggest(box: Box, words: string): Promise<void> {
  const { form, input, list, status } = box
  const items = await fetchSuggestions(words, form.dataset['lang'] ?? '')
  if (input.value.trim() !== words || document.activeElement !== input) return
  list.replaceChildren(...items.map((item, index) => optionOf(box, item, index)))
  choose(box, null)
  list.hidden = items.length === 0
  input.ariaExpanded = String(items.length > 0)
  status.textContent = (items.length > 0 ? form.dataset['found'] : form.dataset['none']) ?? ''
}

async function fetchSuggestions(q: string, lang: string): Promise<Suggestion[]> {
  try {
    const query = new URLSearchParams({ q, lang, limit: String(SHOWN) })
    const reply = await fetch(`/api/v1/search?${query}`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (!reply.ok) return []
    const { items } = (await reply.json()) as SearchReply
    const best = items[0]?.score ?? 0
    return items.filter(({ score }) => score >= best * LEAST_SHARE)
  } catch {
    // Suggestions are a comfort: without them the form still searches.
    return []
  }
}

function optionOf({ list }: Box, { title, url, lang }: Suggestion, index: number): HTMLLIElement {
  const option = document.createElement('li')
  option.role = 'option'
  option.id = `${list.id}-${index}`
  option.ariaSelected = 'false'
  option.lang = lang
  option.textContent = title
  option.dataset['path'] = new URL(url).pathname
  return option
}

function steer(box: Box, event: KeyboardEvent): void {
  if (box.list.hidden) return
  const options = [...box.list.children] as HTMLLIElement[]
  const at = options.findIndex(({ ariaSelected }) => ariaSelected === 'true')
  switch (event.key) {
    case 'ArrowDown':
      choose(box, options[at + 1] ?? options[0] ?? null)
      break
    case 'ArrowUp':
      choose(box, options.at(at === -1 ? -1 : at - 1) ?? null)
      break
    case 'Enter': {
      const chosen = options[at]
      if (!chosen) return
      open(chosen)
      break
    }
    case 'Escape':
      close(box)
      break
    default:
      return
  }
  event.preventDefault()
}

function choose({ input, list }: Box, chosen: HTMLLIElement | null): void {
  for (const option of list.children) option.ariaSelected = String(option === chosen)
  if (chosen) input.setAttribute('aria-activedescendant', chosen.id)
  else input.removeAttribute('aria-activedescendant')
  chosen?.scrollIntoView({ block: 'nearest' })
}

function close(box: Box): void {
  box.list.hidden = true
  box.input.ariaExpanded = 'false'
  choose(box, null)
}

function open(option: Element): void {
  const path = option instanceof HTMLElement ? option.dataset['path'] : undefined
  if (path) window.location.assign(path)
}
