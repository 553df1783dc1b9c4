// The subjects by group: a way to every answer that needs nobody to understand words.

import { request } from './api.js'
import { element } from './rendering.js'

/** Fills `list` in the page's language; `press` gets the button of the chosen subject. Throws when there is no connection. */
export async function listSubjects (list, words, press) {
  if (list.lang === words.language) return
  const { topics } = await request('GET', `topics?language=${words.language}`, { language: words.language })
  const groups = new Map()
  topics.sort((one, other) => (other.group === 'danger') - (one.group === 'danger')) // danger first, the rest as it comes
  for (const { id, group, question } of topics) {
    if (!groups.has(group)) {
      groups.set(group, element('details', { name: 'group' }, element('summary', {}, words.texts[`group.${group}`] || group)))
    }
    const button = element('button', { type: 'button', dir: 'auto' }, question)
    const payload = `${group === 'danger' ? 'danger' : 'faq'}/${id}`
    button.addEventListener('click', () => press({ title: question, payload }))
    groups.get(group).append(button)
  }
  list.lang = words.language
  list.textContent = ''
  list.append(...groups.values())
}
