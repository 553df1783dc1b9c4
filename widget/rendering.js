// Turns the API's messages into DOM nodes. Text becomes text nodes only: nothing here parses HTML.

const HYPHEN = '[-‐‑‒–−－]'
const PHONE = `0\\d{1,4}${HYPHEN}\\d{1,4}${HYPHEN}\\d{3,4}(?![\\d-])|\\+\\d{1,3}(?:${HYPHEN}\\d{1,4}){2,4}|[#＃]\\d{4}(?!\\d)`
// Dates, hours and amounts: no links, but their parts must not change places inside right-to-left text.
const FIGURE = '\\d+(?:[-‐‑‒–−－:/.,~〜～]\\d+)*'
const NUMBERS = `(${PHONE})|${FIGURE}`
const BOLD = '\\*\\*(.+?)\\*\\*'
const RUBY = '｜([^《]+)《([^》]+)》'
const EMERGENCY = /^(110|119|189)$/
const LONG = 700 // letters: about two screens of a phone
const FOLDED = 4 // list items and paragraphs that stay in sight

/** An element with attributes (null ones left out) and children (null ones left out). */
export function element (name, attributes = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) if (value != null) made.setAttribute(key, value)
  made.append(...children.filter(child => child != null))
  return made
}

/** A button: what it does stands in its data- attributes. */
export function button (label, attributes) {
  return element('button', Object.assign({ type: 'button', dir: 'auto' }, attributes), label)
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

export function inline (text) {
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

export function filled (text, values) {
  return text.replace(/\{(\w+)\}/g, (name, key) => (key in values ? values[key] : name))
}

// "2026-11" → "11/2026"; years and whole days stay as they are, since 04/05 means two different days.
const shown = date => date.replace(/^(\d{4})-(\d\d)$/, '$2/$1')

export function datesLine (dated, texts) {
  const line = filled(texts.dates_line, {
    source: dated.source_date ? filled(texts.source_of, { date: shown(dated.source_date) }) : texts.source_undated,
    read: filled(texts.read_on, { date: shown(dated.read_on) }),
    confirmed: dated.checked_on ? filled(texts.confirmed_on, { date: shown(dated.checked_on) }) : texts.not_confirmed
  })
  return element('p', { class: 'dates' }, ...inline(line))
}

/** Says since when nobody has looked at a text or an entry; most have none. */
export function overdueNote (shown) {
  return shown.overdue_note ? element('p', { class: 'note', dir: 'auto' }, ...inline(shown.overdue_note)) : null
}

export function webLink (url, title) {
  if (!/^https?:\/\//i.test(url)) return title
  return element('a', { href: url, target: '_blank', rel: 'noreferrer noopener', dir: 'auto' }, title)
}

function sourceList (sources, texts) {
  const items = sources.map(source => element('li', {}, webLink(source.url, source.title || source.url), datesLine(source, texts)))
  return element('details', {}, element('summary', {}, `${texts.sources} (${sources.length})`), element('ul', {}, ...items))
}

/** Hides the later half of a long answer behind a button; what tells of a danger is never hidden. */
function folded (blocks, { kind, text }, texts) {
  const parts = blocks.flatMap(block => block.children.length && block.localName !== 'p' ? [...block.children] : block)
  if (text.length < LONG || kind === 'crisis' || parts.length < FOLDED + 2) return null
  const later = parts.slice(FOLDED)
  for (const part of later) part.hidden = true
  const unfold = button(`${texts.unfold} (${later.length})`, { class: 'unfold' })
  unfold.onclick = () => {
    for (const part of later) part.hidden = false
    later[0].tabIndex = -1
    later[0].focus()
    unfold.remove()
  }
  return unfold
}

/** A button for what else can be done with a message or a service. */
export function toolsButton (label, subject) {
  return Object.assign(button(label, { class: 'quiet', 'data-use': 'tools', 'aria-expanded': 'false' }), { subject })
}

/** One of our messages; `page` = {words, card}. */
export function messageNode (message, { words, card }, isMarkedMachine) {
  const { texts } = words
  const direction = tag => (words.languages[tag] || { direction: 'auto' }).direction
  const blocks = formatted(message.text)
  const buttons = message.buttons.map(({ title, payload }) => button(title, { 'data-payload': payload }))
  const { calendar, sources, services } = message
  const row = (...made) => element('div', { class: 'buttons' }, ...made)
  return element('div', {
    class: `message ${message.kind}`,
    'data-id': message.id,
    'data-asked-on': message.asked_on,
    lang: words.language,
    dir: direction(words.language)
  },
  element('span', { class: 'unseen' }, `${texts.assistant}: `),
  element('div', { class: 'text', lang: message.language, dir: direction(message.language) }, ...blocks, folded(blocks, message, texts)),
  calendar ? row(Object.assign(button(texts.calendar, { class: 'save', 'data-use': 'calendar' }), { entry: calendar })) : null,
  services.length ? element('ul', { class: 'cards' }, ...services.map(card)) : null,
  isMarkedMachine ? element('p', { class: 'note' }, texts.machine) : null,
  overdueNote(message),
  sources.length ? sourceList(sources, texts) : null,
  buttons.length ? row(...buttons) : null,
  sources.length ? toolsButton(texts.more, message) : null)
}
