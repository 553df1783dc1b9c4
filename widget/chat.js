// The chat page: log, message form, delete and exit. All else is loaded when it is first used: data-use names its module.

import { newId, request } from './api.js'
import { card } from './cards.js'
import { openConversation } from './conversation.js'
import { element, formatted, messageNode } from './rendering.js'

const SOON_MS = 2000
const EXIT_KEYS_MS = 5000
const AFTER_ALL_MS = 1000

const [log, form, box, status, erase, exit] = ['log', 'form', 'message', 'status', 'delete', 'exit'].map(id => document.getElementById(id))
const words = JSON.parse(document.getElementById('words').textContent)
words.languages = {}
for (const { lang, dir, textContent } of document.querySelectorAll('#languages a')) words.languages[lang] = { endonym: textContent, direction: dir }
const { texts } = words

// A module lies beside this one, under the same version.
const load = name => import(import.meta.url.replace('/widget/chat.js', `/widget/${name}.js`))

let known = {} // replies that need no connection, by payload

const say = text => { status.textContent = text || '' }
const offline = () => say(texts.offline)
const notice = text => element('div', { class: 'message notice', lang: words.language, dir: words.direction }, ...formatted(text))
const isMachine = message => message !== undefined && message.state === 'machine' && message.language !== 'en'
const use = (name, ...asked) => load(name).then(module => module.use(page, ...asked))
const soon = awaited => Promise.race([awaited.catch(() => {}), new Promise(resolve => setTimeout(resolve, SOON_MS))])

/** What modules are handed: they import nothing of the page itself. */
const page = {
  words,
  say,
  send,
  show,
  notice,
  leave,
  kept: {}, // by modules, by address
  tell () {}, // the page that frames this one, if there is one
  request,
  newId,
  element,
  card: service => card(service, texts, words),
  hasBegun: () => log.querySelector('.own') !== null || conversation.isOpen(),
  /** Messages as nodes. One line says of all that a machine translated them: three would hide what they speak of. */
  drawn (messages) {
    if (messages.some(message => message.calendar)) load('calendar').catch(() => {}) // to be at hand without a connection
    return messages.map((message, index) => messageNode(message, page, isMachine(message) && !isMachine(messages[index + 1])))
  },
  /** Draws the first words, or what was said before, in place of them. */
  greet (messages = words.greeting) {
    for (const node of page.greeting || []) node.remove()
    page.greeting = page.drawn(messages)
    log.prepend(...page.greeting)
  },
  know (replies) { known = replies },
  get conversation () { return conversation }
}

/** Takes the buttons from questions of another day than the newest: "today" on them is no longer today. */
function retireQuestions () {
  const asked = [...log.querySelectorAll('[data-asked-on]')]
  const newest = asked.length && asked[asked.length - 1].dataset.askedOn
  for (const question of asked) if (question.dataset.askedOn !== newest) for (const buttons of question.querySelectorAll('.buttons')) buttons.remove()
}

/** Adds nodes under `above` (at the end if that is gone) and brings the exchange into view. */
function show (nodes, above) {
  if (above && above.parentNode === log) above.after(...nodes)
  else log.append(...nodes)
  retireQuestions()
  const first = above || nodes[0]
  if (first) first.scrollIntoView({ block: 'start' })
}

const conversation = openConversation({
  words,
  async replied (bubble, reply) {
    bubble.classList.remove('waiting')
    // The page follows the conversation; an answer never waits long for labels.
    if (reply.language !== words.language) await soon(use('languages', reply.language))
    if (bubble.parentNode) show(page.drawn(reply.messages), bubble)
    page.tell('unread', reply.messages.length)
  },
  refused (bubble, message) {
    bubble.classList.remove('waiting')
    if (!box.value) box.value = bubble.typed || ''
    show([notice(message)], bubble)
  },
  failed (bubble) { bubble.append(element('button', { type: 'button', class: 'again' }, texts.failed)) },
  trouble (message) { say(message || texts.offline) },
  slow () { say(texts.slow) },
  ended (bubble) {
    bubble.before(notice(texts.ended))
    for (const past of log.querySelectorAll('[data-id]')) past.removeAttribute('data-id') // nobody can vote on them any more
  },
  idle () { say('') }
})

function resume () {
  for (const again of log.querySelectorAll('.again')) again.remove()
  if (!log.querySelector('.waiting')) return
  if (navigator.onLine) say(texts.sending)
  conversation.retry()
}

function send (body, shown) {
  const bubble = element('div', { class: 'message own waiting' },
    element('span', { class: 'unseen' }, `${texts.you}: `), element('div', { dir: 'auto' }, shown))
  bubble.typed = body.payload ? '' : shown
  show([bubble])
  const reply = navigator.onLine ? null : known[body.payload]
  if (reply) {
    bubble.classList.remove('waiting')
    show(page.drawn(reply), bubble)
    return
  }
  Promise.resolve(body).then(({ text }) => { if (text) bubble.lastChild.textContent = text })
  conversation.send(body, bubble)
  resume()
  erase.hidden = false
}

function submit () {
  const text = box.value.trim()
  box.value = ''
  // Burmese may have been typed on an old phone whose letters nobody else reads.
  const isBurmese = /[\u1000-\u109f]/.test(text)
  if (text) send(isBurmese ? soon(use('zawgyi', text)).then(read => ({ text: read || text })) : { text }, text)
}

function leave () {
  page.tell('exit')
  if (window.speechSynthesis) speechSynthesis.cancel() // some browsers would read on
  document.title = ''
  document.body.textContent = ''
  conversation.leave()
  location.replace(parent === window ? exit.href : 'about:blank')
}

form.addEventListener('submit', event => { event.preventDefault(); submit() })
box.addEventListener('keydown', event => {
  // While an input method is composing (Japanese, Chinese …), Enter chooses a word.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
  event.preventDefault()
  submit()
})

let shifts = []
addEventListener('keydown', event => {
  if (event.repeat) return
  shifts = event.key === 'Shift' ? [...shifts.filter(then => event.timeStamp - then < EXIT_KEYS_MS), event.timeStamp] : []
  if (shifts.length === 3) leave()
})
addEventListener('online', () => {
  say('')
  resume()
  use('dangers').catch(() => {})
})
addEventListener('offline', offline)

addEventListener('click', event => {
  const pressed = event.target.closest('button, a, summary')
  if (!pressed) return
  const { payload, use: name } = pressed.dataset
  if (pressed.localName === 'a' && (name || pressed === exit || pressed.id === 'skip')) event.preventDefault() // a #fragment could be gone back to
  if (pressed === exit) leave()
  else if (pressed.id === 'skip') box.focus()
  else if (pressed.className === 'again') { box.focus(); resume() }
  else if (payload === 'place/near' && navigator.geolocation) use('near', pressed).catch(offline)
  else if (payload) send({ payload }, pressed.textContent.trim())
  else if (name) use(name, pressed).catch(offline)
})

erase.addEventListener('click', async () => {
  log.textContent = ''
  erase.hidden = true
  page.greet()
  say(texts.sending)
  box.focus()
  try {
    const receipt = await conversation.erase()
    say('')
    show([notice(texts.deleted + (receipt ? `\n${texts.receipt.replace('{receipt}', receipt)}` : ''))])
  } catch (_) {
    erase.hidden = false
    say(texts.not_deleted)
  }
})

document.getElementById('send').disabled = false
page.greet()
for (const late of document.querySelectorAll('[media]')) late.media = '' // fonts: nobody waits for them
if (conversation.isOpen()) {
  erase.hidden = false
  use('past', conversation.lookBack()).then(retireQuestions, offline) // asked at once: what is sent waits for it
}
if (location.hash || parent !== window) use('embedding').catch(() => {})
setTimeout(() => use('dangers').catch(() => {}), AFTER_ALL_MS) // the line is for the first question until then
