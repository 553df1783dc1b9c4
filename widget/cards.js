// Services as cards: whom to call, where, when, in which languages, for whom and at what price.

import { datesLine, element, filled, inline, overdueNote, phoneLink, toolsButton, webLink } from './rendering.js'

function languageNames (tags, words) {
  let names = null
  try {
    names = new Intl.DisplayNames([words.language], { type: 'language', fallback: 'none' })
  } catch (_) { /* an older browser: own names will do */ }
  return tags.map(tag => (names && names.of(tag)) || (words.languages[tag] || {}).endonym || tag)
}

// Each in its own direction, whichever that of the line is.
function separated (labels) {
  return labels.map((label, index) => element('span', {}, index ? ' · ' : '', element('bdi', {}, ...inline(label))))
}

// What holds for this number only: its price, what it is for, its own hours and languages.
function phoneNote (phone, service, words) {
  const ownHours = phone.hours !== service.hours && phone.hours
  const ownLanguages = phone.languages.join() !== service.languages.join() ? languageNames(phone.languages, words) : []
  const said = [phone.cost, phone.purpose && phone.purpose.label, ownHours, ...ownLanguages].filter(Boolean)
  return said.length ? element('small', {}, ' ', ...separated(said)) : null
}

/** One service as a list item. */
export function card (service, texts, words) {
  const row = (label, ...values) => element('div', {}, element('dt', {}, label), element('dd', { dir: 'auto' }, ...values))
  const worded = (label, text) => text && row(label, ...text.split('\n').map(line => element('div', { dir: 'auto' }, ...inline(line))))
  const phones = service.phones.map(phone => element('div', {}, phoneLink(phone.number), phoneNote(phone, service, words)))
  const website = service.url && webLink(service.url, service.url.replace(/^https?:\/\/(www\.)?|\/.*$/g, ''))
  return element('li', { class: 'card' },
    element('h3', { dir: 'auto' }, ...inline(service.name)),
    // A reply kept from before the update has no terms.
    (service.terms || []).length ? element('p', { class: 'terms', dir: 'auto' }, ...separated(service.terms.map(term => term.label))) : null,
    service.description ? element('p', { dir: 'auto' }, ...inline(service.description)) : null,
    service.distance_km >= 0.5 ? element('p', {}, filled(texts.distance, { km: Math.round(service.distance_km) })) : null,
    service.open_now ? element('p', {}, element('strong', {}, ...inline(texts.open_now))) : null,
    element('dl', {},
      phones.length ? row(texts.phone, ...phones) : null,
      worded(texts.hours, service.hours),
      service.languages.length ? row(texts.languages, ...separated(languageNames(service.languages, words))) : null,
      worded(texts.eligibility, service.eligibility),
      worded(texts.cost, service.cost),
      worded(texts.address, service.address),
      website ? row(texts.website, website) : null),
    datesLine(service, texts),
    overdueNote(service),
    toolsButton(texts.more_of_card, service))
}
