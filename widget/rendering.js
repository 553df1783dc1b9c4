// Turns the API's messages into DOM nodes. Text becomes text nodes only: nothing here parses HTML.

import { saveEvent } from './calendar.js'

const HYPHEN = '[-‐‑‒–−－]'
const PHONE = `0\\d{1,4}${HYPHEN}\\d{1,4}${HYPHEN}\\d{3,4}(?![\\d-])|\\+\\d{1,3}(?:${HYPHEN}\\d{1,4}){2,4}|[#＃]\\d{4}(?!\\d)`
// Dates, hours and amounts: no links, but their parts must not change places inside right-to-left text.
const FIGURE = '\\d+(?:[-‐‑‒–−－:/.,~〜～]\\d+)*'
const NUMBERS = `(${PHONE})|${FIGURE}`
const BOLD = '\\*\\*(.+?)\\*\\*'
const RUBY = '｜([^《]+)《([^》]+)》'
const EMERGENCY = /^(110|119|189)$/

/** An element with attributes (null ones left out) and children (null ones left out). */
export function element (name, attributes = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) if (value != null) made.setAttribute(key, value)
  made.append(...children.filter(child => child != null))
  return made
}

function split (pattern, text, found) {
  const parts = []
  const matcher = new RegExp(pattern, 'g')
  let from = 0
  for (let match; (match = matcher.exec(text)); from = matcher.lastIndex) parts.push(text.slice(from, match.index), found(match))
  return [...parts, text.slice(from)].filter(part => part !== '')
}

export function phoneLink (number) {
  const dialled = number.replace(/＃/g, '#').replace(/[^\d+#]/g, '')
  return element('a', { class: 'tel', href: `tel:${encodeURIComponent(dialled)}` }, element('bdi', { dir: 'ltr' }, number))
}

function numbers (text, isBold) {
  return split(NUMBERS, text, ([whole, phone]) => {
    const digits = whole.replace(/\D/g, '').length
    const isPhone = phone && (whole[0] !== '0' || digits === 10 || digits === 11)
    if (isPhone || (isBold && EMERGENCY.test(text))) return phoneLink(whole)
    return /^\d+$/.test(whole) ? whole : element('bdi', { dir: 'ltr', class: 'figure' }, whole)
  })
}

function readings (text, isBold) {
  return split(RUBY, text, ([, written, read]) => element('ruby', {}, written, element('rt', {}, read)))
    .flatMap(part => typeof part === 'string' ? numbers(part, isBold) : part)
}

function inline (text) {
  return split(BOLD, text, ([, bold]) => element('strong', {}, ...readings(bold, true)))
    .flatMap(part => typeof part === 'string' ? readings(part, false) : part)
}

/** Nodes for the API's small format: paragraphs, "- " and "1. " lists, **bold**, ruby. */
export function formatted (text) {
  const blocks = []
  for (const paragraph of text.split(/\n{2,}/)) {
    let block = null
    for (const line of paragraph.split('\n')) {
      const [, bullet, number, words] = /^(?:(-)|(\d+)\.) +(.*)$/.exec(line) || [null, null, null, line]
      const kind = bullet ? 'ul' : number ? 'ol' : 'p'
      if (!block || block.localName !== kind) {
        block = element(kind, { start: number })
        blocks.push(block)
      } else if (kind === 'p') block.append(element('br'))
      if (kind === 'p') block.append(...inline(words))
      else block.append(element('li', {}, ...inline(words)))
    }
  }
  return blocks
}

function filled (text, values) {
  return text.replace(/\{(\w+)\}/g, (name, key) => (key in values ? values[key] : name))
}

// "2026-11" → "11/2026"; years and whole days stay as they are, since 04/05 means two different days.
const shown = date => date.replace(/^(\d{4})-(\d\d)$/, '$2/$1')

function datesLine (dated, texts) {
  const line = filled(texts.dates_line, {
    source: dated.source_date ? filled(texts.source_of, { date: shown(dated.source_date) }) : texts.source_undated,
    read: filled(texts.read_on, { date: shown(dated.read_on) }),
    confirmed: dated.checked_on ? filled(texts.confirmed_on, { date: shown(dated.checked_on) }) : texts.not_confirmed
  })
  return element('p', { class: 'dates' }, ...inline(line))
}

// Says since when nobody has looked at a text or an entry; most have none.
function overdueNote (shown) {
  return shown.overdue_note ? element('p', { class: 'note', dir: 'auto' }, ...inline(shown.overdue_note)) : null
}

function webLink (url, title) {
  if (!/^https?:\/\//i.test(url)) return title
  return element('a', { href: url, target: '_blank', rel: 'noreferrer noopener', dir: 'auto' }, title)
}

function languageNames (tags, words) {
  let names = null
  try {
    names = new Intl.DisplayNames([words.language], { type: 'language', fallback: 'none' })
  } catch (_) { /* an older browser: own names will do */ }
  return tags.map(tag => (names && names.of(tag)) || (words.languages[tag] || {}).endonym || tag)
}

// Each in its own direction, whichever that of the line is.
function joined (labels) {
  return labels.map((label, index) => element('span', {}, index ? ' · ' : '', element('bdi', {}, ...inline(label))))
}

// What holds for this number only: its price, what it is for, its own hours and languages.
function phoneNote (phone, service, words) {
  const ownHours = phone.hours !== service.hours && phone.hours
  const ownLanguages = phone.languages.join() !== service.languages.join() ? languageNames(phone.languages, words) : []
  const said = [phone.cost, phone.purpose && phone.purpose.label, ownHours, ...ownLanguages].filter(Boolean)
  return said.length ? element('small', {}, ' ', ...joined(said)) : null
}

function card (service, words) {
  const texts = words.texts
  const row = (label, ...values) => element('div', {}, element('dt', {}, label), element('dd', { dir: 'auto' }, ...values))
  const worded = (label, text) => text && row(label, ...text.split('\n').map(line => element('div', { dir: 'auto' }, ...inline(line))))
  const phones = service.phones.map(phone => element('div', {}, phoneLink(phone.number), phoneNote(phone, service, words)))
  const website = service.url && webLink(service.url, service.url.replace(/^https?:\/\/(www\.)?|\/.*$/g, ''))
  return element('li', { class: 'card' },
    element('h3', { dir: 'auto' }, ...inline(service.name)),
    // A reply kept from before the update has no terms.
    (service.terms || []).length ? element('p', { class: 'terms', dir: 'auto' }, ...joined(service.terms.map(term => term.label))) : null,
    service.distance_km >= 0.5 ? element('p', {}, filled(texts.distance, { km: Math.round(service.distance_km) })) : null,
    element('dl', {},
      phones.length ? row(texts.phone, ...phones) : null,
      worded(texts.hours, service.hours),
      service.languages.length ? row(texts.languages, ...joined(languageNames(service.languages, words))) : null,
      worded(texts.eligibility, service.eligibility),
      worded(texts.cost, service.cost),
      worded(texts.address, service.address),
      website ? row(texts.website, website) : null),
    datesLine(service, texts),
    overdueNote(service))
}

function sourceList (sources, texts) {
  const items = sources.map(source => element('li', {}, webLink(source.url, source.title || source.url), datesLine(source, texts)))
  return element('details', {}, element('summary', {}, `${texts.sources} (${sources.length})`), element('ul', {}, ...items))
}

// Right under the text: the day to keep, to take along.
function calendarButton (entry, texts) {
  const save = element('button', { type: 'button', dir: 'auto', class: 'save' }, texts.calendar)
  save.addEventListener('click', () => saveEvent(entry))
  return element('div', { class: 'buttons' }, save)
}

/** One of our messages; `words` = {language, texts, languages}, `press` gets the button that was pressed. */
export function messageNode (message, words, press, isMarkedMachine) {
  const texts = words.texts
  const direction = tag => (words.languages[tag] || { direction: 'auto' }).direction
  const buttons = message.buttons.map(button => {
    const made = element('button', { type: 'button', dir: 'auto' }, button.title)
    made.addEventListener('click', () => press(button))
    return made
  })
  const attributes = {
    class: `message ${message.kind}`,
    'data-id': message.id,
    'data-asked-on': message.asked_on,
    lang: words.language,
    dir: direction(words.language)
  }
  return element('div', attributes,
    element('span', { class: 'unseen' }, `${texts.assistant}: `),
    element('div', { class: 'text', lang: message.language, dir: direction(message.language) }, ...formatted(message.text)),
    message.calendar ? calendarButton(message.calendar, texts) : null,
    message.services.length ? element('ul', { class: 'cards' }, ...message.services.map(one => card(one, words))) : null,
    isMarkedMachine ? element('p', { class: 'note' }, texts.machine) : null,
    overdueNote(message),
    message.sources.length ? sourceList(message.sources, texts) : null,
    buttons.length ? element('div', { class: 'buttons' }, ...buttons) : null)
}
