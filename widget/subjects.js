// The subjects by group: a way to every answer that needs nobody to understand words.

import { fetched, styled } from './fetched.js'

/** Fills the list in the page's language; throws when there is no connection. */
export async function use (page) {
  const { words: { language }, element } = page
  styled()
  const list = document.getElementById('groups')
  if (list.lang === language && list.firstChild) return
  const [{ topics }, { group: names }] = await Promise.all([
    page.request('GET', `topics?language=${language}`, { language }), fetched('more', page)])
  const groups = new Map()
  topics.sort((one, other) => (other.group === 'danger') - (one.group === 'danger')) // danger first, the rest as it comes
  for (const { id, group, question } of topics) {
    if (!groups.has(group)) groups.set(group, element('details', { name: 'group' }, element('summary', {}, names[group] || group)))
    const payload = `${group === 'danger' ? 'danger' : 'faq'}/${id}`
    groups.get(group).append(element('button', { type: 'button', dir: 'auto', 'data-payload': payload }, question))
  }
  list.lang = language
  list.replaceChildren(...groups.values())
  list.onclick = event => {
    if (event.target.localName !== 'button') return
    list.parentNode.open = false
    list.parentNode.firstElementChild.focus()
  }
}
