// The words of the page itself: they come with it, and anew when the language changes.

const choice = document.getElementById('language')

/** {language, direction, isChosen, texts, greeting, languages} as the page came. */
export function firstWords () {
  const words = JSON.parse(document.getElementById('words').textContent)
  words.languages = {}
  for (const { value, text, dir } of choice.options) words.languages[value] = { endonym: text, direction: dir }
  return words
}

/** {language, direction, texts, greeting} of another language; throws when they cannot be had. */
export async function fetchWords (tag) {
  const response = await fetch(`/page-texts/${encodeURIComponent(tag)}.json`, { credentials: 'omit' })
  if (!response.ok) throw new Error(response.statusText)
  return response.json()
}

/** Puts the words on the page: every label, its language and its direction. */
export function relabel ({ language, direction, texts }) {
  document.documentElement.lang = choice.value = language
  document.documentElement.dir = direction
  for (const one of document.querySelectorAll('[data-text]')) one.textContent = texts[one.dataset.text]
  document.getElementById('log').setAttribute('aria-label', texts.conversation)
  document.getElementById('message').placeholder = texts.placeholder
}
