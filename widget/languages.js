// Another language for the page: chosen by the visitor, or followed from the conversation.

let changes = 0

/** `asked` is a language's link, the button that leads to them, or a tag to follow; throws when the texts cannot be had. */
export async function use (page, asked) {
  const list = document.getElementById('languages')
  if (asked.id === 'language') {
    list.scrollIntoView({ block: 'start' })
    list.querySelector('li:not([hidden]) a').focus()
    return
  }
  const tag = asked.lang || asked
  if (!await adopted(tag, page) || !asked.lang) return
  page.words.isChosen = true
  history.replaceState(null, '', `?language=${tag}${location.hash}`) // a reload stays in it, and Back finds nothing new
  page.say('')
  if (page.hasBegun()) page.send({ payload: `language/${tag}` }, asked.textContent)
}

/** False when the visitor asked for another one meanwhile. */
async function adopted (tag, page) {
  const mine = ++changes
  const response = await fetch(`/page-texts/${encodeURIComponent(tag)}.json`, { credentials: 'omit' })
  if (!response.ok) throw new Error(response.statusText)
  const words = await response.json()
  if (mine !== changes) return false
  Object.assign(page.words.texts, words.texts)
  Object.assign(page.words, words, { texts: page.words.texts })
  relabel(words)
  if (!page.hasBegun()) page.greet()
  import('./dangers.js').then(dangers => dangers.use(page)).catch(() => {}) // whatever becomes of it, the language is chosen
  return true
}

/** Puts the words on the page: every label, its language and its direction. */
function relabel ({ language, direction, texts, labels }) {
  const all = Object.assign({}, texts, labels)
  document.documentElement.lang = language
  document.documentElement.dir = direction
  for (const one of document.querySelectorAll('[data-text]')) one.textContent = all[one.dataset.text]
  for (const one of document.querySelectorAll('[data-label]')) one.setAttribute('aria-label', all[one.dataset.label])
  for (const link of document.querySelectorAll('#languages a')) {
    if (link.lang === language) document.getElementById('spoken').textContent = link.textContent
    if (link.lang === language) link.setAttribute('aria-current', 'true')
    else link.removeAttribute('aria-current')
  }
  for (const stale of document.querySelectorAll('#groups > *, #settings')) stale.remove()
  const unfolded = document.querySelector('#languages details[open]')
  if (unfolded) import('./search.js').then(({ fold }) => fold(unfolded), () => {})
  document.getElementById('menu').setAttribute('aria-expanded', 'false')
  document.getElementById('subjects').open = false
  document.getElementById('message').placeholder = all.placeholder
}
