// Finds a language among many: by its own name, or by its name in the page's language, in English or in Japanese.

import { fetched, styled } from './fetched.js'

const MOST_NAMED = 5

/** Puts a search over the languages once they unfold, and a way to people below them; takes both away when they fold. */
export async function use (page, summary) {
  await new Promise(resolve => setTimeout(resolve)) // the press has folded or unfolded them by then
  forgetSearch()
  if (!summary.parentNode.open) return
  styled()
  const { more: texts } = await fetched('more', page)
  forgetSearch() // pressed three times while the words were on their way
  const { element, words } = page
  const box = element('input', { type: 'search', dir: 'auto', autocomplete: 'off', spellcheck: 'false' })
  const found = element('p', { class: 'search note', role: 'status' })
  const links = [...document.querySelectorAll('#languages a')].map(link => [link, namesOf(link, words.language)])
  box.oninput = () => {
    const wanted = folded(box.value)
    for (const [link, names] of links) link.parentNode.hidden = !names.some(name => name.includes(wanted))
    const shown = links.map(([link]) => link).filter(link => !link.parentNode.hidden)
    found.textContent = shown.length > MOST_NAMED ? String(shown.length) : shown.map(link => link.textContent).join(', ') || texts.no_language
  }
  // A search field that Escape empties is no reason to close the chat on a partner's page.
  box.onkeydown = event => { if (event.key === 'Escape' && box.value) event.stopPropagation() }
  const list = document.getElementById('languages')
  const label = element('label', { class: 'search' }, texts.search, box)
  list.prepend(label, found)
  list.append(element('button', { type: 'button', class: 'search', 'data-payload': 'human' }, texts.no_language))
  label.scrollIntoView({ block: 'nearest' })
}

/** Folds what one was chosen from; whoever stood in it stands at the languages' button then. */
export function fold (details) {
  forgetSearch()
  if (details.contains(document.activeElement)) document.getElementById('language').focus()
  details.open = false
}

/** Shows every language again, without the search. */
function forgetSearch () {
  for (const stale of document.querySelectorAll('#languages .search')) stale.remove()
  for (const item of document.querySelectorAll('#languages li')) item.hidden = false
}

// Arabic and Persian keyboards have other letters for the same; so have old and new ones for the apostrophe of Uzbek.
const folded = text => text.normalize('NFKD').replace(/[\u0300-\u036f\u064b-\u065f'’ʻʼ]/g, '').replace(/[يى]/g, 'ی').replace(/ك/g, 'ک').toLowerCase().trim()

function namesOf ({ lang, textContent }, language) {
  const names = [textContent, lang]
  for (const reader of [language, 'en', 'ja']) {
    try {
      names.push(new Intl.DisplayNames([reader], { type: 'language' }).of(lang))
    } catch (_) {} // an old browser; the names the languages have for themselves are left
  }
  return names.map(folded)
}
