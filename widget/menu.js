// Settings and what is kept: size of letters, readings of kanji, a phone that is shared. Loaded when it is first opened.

import { action, fetched, styled } from './fetched.js'

const SIZES = ['size_normal', 'size_large', 'size_huge'] // how large stands in late.css
const IDLE_MS = 5 * 60 * 1000

/** Opens the menu under the header, or closes it. */
export async function use (page, button) {
  const opened = () => document.getElementById('settings')
  if (opened()) {
    opened().remove()
    button.setAttribute('aria-expanded', 'false')
    return
  }
  styled()
  const { more: texts } = await fetched('more', page)
  if (opened()) return // pressed twice while the words were on their way
  button.setAttribute('aria-expanded', 'true')
  const { element, words } = page
  const root = document.documentElement
  const chosen = (made, isChosen) => made.setAttribute('aria-pressed', String(isChosen))
  const sizes = SIZES.map(name => {
    const made = action(texts[name], () => {
      root.dataset.size = name
      for (const one of sizes) chosen(one, one === made)
    })
    chosen(made, (root.dataset.size || 'size_normal') === name)
    return made
  })
  const readings = action(texts.readings, made => {
    chosen(made, !root.classList.toggle('no-readings'))
  })
  chosen(readings, !root.classList.contains('no-readings'))
  const shared = action(texts.shared, made => {
    share(page)
    chosen(made, true)
    made.after(element('p', { class: 'note', role: 'status' }, texts.shared_on))
  })
  chosen(shared, Boolean(page.isShared))
  const goOn = (title, payload) => action(title, () => { use(page, button); page.send({ payload }, title) })
  const settings = element('section', { id: 'settings', lang: words.language, dir: words.direction, tabindex: '-1', 'aria-label': words.texts.menu },
    element('h2', {}, texts.text_size), element('div', { class: 'buttons', role: 'group', 'aria-label': texts.text_size }, ...sizes),
    element('div', { class: 'buttons', id: 'ways' }, words.language === 'ja-simple' ? readings : null, shared, goOn(texts.no_language, 'human')),
    element('h2', {}, texts.privacy),
    element('ul', {}, ...['name', 'words', 'answers', 'counts'].map(part => element('li', {}, texts[`privacy_${part}`]))),
    element('div', { class: 'buttons' }, goOn(texts.privacy_all, 'faq/assistant_privacy')),
    element('p', { class: 'note' }, texts.exit_keys))
  document.querySelector('main').prepend(settings)
  settings.focus({ preventScroll: true })
  settings.scrollIntoView({ block: 'start' })
  offerSpeech(settings.querySelector('#ways'), texts, words).catch(() => {})
}

/** A button to speak instead of writing, where what is said stays on the device; few browsers can do that. */
async function offerSpeech (ways, texts, words) {
  const { localRecognition } = await import('./voice.js')
  const listen = await localRecognition(words.language)
  if (!listen) return
  const box = document.getElementById('message')
  let listening = null
  ways.prepend(action(texts.speak, made => {
    if (listening) {
      listening.stop()
      return
    }
    const before = box.value && `${box.value} `
    made.textContent = texts.speaking
    listening = listen({
      heard (text) { box.value = before + text },
      ended () { listening = null; made.textContent = texts.speak; box.focus() }
    })
  }))
}

/** From now on nothing of this page outlasts it, and five idle minutes end it. */
function share (page) {
  if (page.isShared) return
  page.isShared = true
  page.conversation.keepNothing()
  hideDelicate(page).catch(() => {}) // without a connection all stay hidden
  let timer
  let last = Date.now()
  // A phone that sleeps stops its timers: whoever wakes it must find nothing.
  const leaveIfLate = () => { if (Date.now() - last >= IDLE_MS) page.leave() }
  const wait = () => {
    leaveIfLate()
    last = Date.now()
    clearTimeout(timer)
    timer = setTimeout(page.leave, IDLE_MS)
  }
  for (const sign of ['keydown', 'pointerdown', 'scroll']) addEventListener(sign, wait, { capture: true, passive: true })
  for (const sign of ['visibilitychange', 'pageshow', 'focus']) addEventListener(sign, leaveIfLate, true)
  wait()
}

/** Suggests nothing that could embarrass or endanger on a screen that others see; who asks for it is answered. Dangers stay. */
async function hideDelicate ({ request, words: { language } }) {
  const suggested = ['.answer', '.fallback'].map(kind => `${kind} .buttons [data-payload`)
  const [sheet] = document.styleSheets
  const hide = pattern => sheet.insertRule(`${suggested.map(one => one + pattern)} { display: none }`, 0)
  hide("^='faq/']") // until it is known which
  const { topics } = await request('GET', `topics?language=${language}`, { language })
  sheet.deleteRule(0)
  for (const { id, sensitivity } of topics) if (sensitivity !== 'green') hide(`='faq/${id}']`)
}
