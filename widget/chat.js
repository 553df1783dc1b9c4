// The chat page: language, log, message form, delete and exit. rendering.js draws what the server says.

import { openConversation } from './conversation.js'
import { fetchWords, firstWords, relabel } from './labels.js'
import { element, formatted, messageNode } from './rendering.js'
import { listSubjects } from './subjects.js'

const byId = id => document.getElementById(id)
const [log, form, box, status, choice, subjects, erase, exit] =
  ['log', 'form', 'message', 'status', 'language', 'subjects', 'delete', 'exit'].map(byId)

let words = firstWords()
let greeting = []
let adoptions = 0

const say = text => { status.textContent = text || '' }
const isMachine = message => message !== undefined && message.state === 'machine' && message.language !== 'en'
// One line says it for the messages above it, too: on a small screen three would hide what they speak of.
const drawn = messages => messages.map((message, index) =>
  messageNode(message, words, press, isMachine(message) && !isMachine(messages[index + 1])))
const notice = text => element('div', { class: 'message notice', lang: words.language, dir: words.direction }, ...formatted(text))
const hasBegun = () => log.querySelector('.own') !== null || conversation.isOpen()

function greet () {
  for (const node of greeting) node.remove()
  greeting = drawn(words.greeting)
  log.prepend(...greeting)
}

/** Takes the buttons from questions of another day than the newest: "today" on them is no longer today. */
function retireQuestions () {
  const asked = [...log.querySelectorAll('[data-asked-on]')]
  const newest = asked.length && asked[asked.length - 1].dataset.askedOn
  for (const question of asked.filter(one => one.dataset.askedOn !== newest)) {
    for (const button of question.querySelectorAll('.buttons')) button.remove()
  }
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
  get language () { return words.language },
  get isChosen () { return words.isChosen },
  async replied (bubble, reply) {
    bubble.classList.remove('waiting')
    // The page follows the conversation; an answer never waits long for labels.
    const labels = reply.language === words.language ? null : adopt(reply.language).catch(() => {})
    if (labels) await Promise.race([labels, new Promise(resolve => setTimeout(resolve, 2000))])
    if (bubble.parentNode) show(drawn(reply.messages), bubble)
  },
  refused (bubble, message) {
    bubble.classList.remove('waiting')
    if (!box.value) box.value = bubble.typed || ''
    show([notice(message)], bubble)
  },
  failed (bubble) {
    const again = element('button', { type: 'button', class: 'again' }, words.texts.failed)
    again.addEventListener('click', () => { box.focus(); resume() })
    bubble.append(again)
  },
  trouble (message) { say(message || words.texts.offline) },
  ended (bubble) { bubble.before(notice(words.texts.ended)) },
  idle () { say('') }
})

function resume () {
  for (const again of log.querySelectorAll('.again')) again.remove()
  if (!log.querySelector('.waiting')) return
  say(words.texts.sending)
  conversation.retry()
}

function send (body, shown) {
  const bubble = element('div', { class: 'message own waiting' },
    element('span', { class: 'unseen' }, `${words.texts.you}: `), element('div', { dir: 'auto' }, shown))
  bubble.typed = body.text
  show([bubble])
  conversation.send(body, bubble)
  resume()
  erase.hidden = false
}

function press (button) {
  send({ payload: button.payload }, button.title)
}

function submit () {
  const text = box.value.trim()
  box.value = ''
  if (text) send({ text }, text)
}

/** Re-labels the whole page in another language; throws when its texts cannot be had. */
async function adopt (tag) {
  const mine = ++adoptions
  const fetched = await fetchWords(tag)
  if (mine !== adoptions) return
  words = Object.assign({}, words, fetched)
  relabel(words)
  if (subjects.open) fillSubjects()
  if (!hasBegun()) greet()
}

const fillSubjects = () => listSubjects(byId('groups'), words, button => {
  subjects.open = false
  subjects.firstElementChild.focus()
  press(button)
}).catch(() => say(words.texts.offline))

form.addEventListener('submit', event => { event.preventDefault(); submit() })
box.addEventListener('keydown', event => {
  // While an input method is composing (Japanese, Chinese …), Enter chooses a word.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
  event.preventDefault()
  submit()
})
addEventListener('online', resume)
subjects.addEventListener('toggle', () => { if (subjects.open) fillSubjects() })
byId('skip').addEventListener('click', event => { event.preventDefault(); box.focus() }) // a #fragment could be gone back to

choice.addEventListener('change', () => {
  const { value: tag, text } = choice.selectedOptions[0]
  adopt(tag).then(() => {
    words.isChosen = true
    history.replaceState(null, '', `?language=${tag}`) // a reload stays in it, and Back finds nothing new
    say('')
    if (hasBegun()) send({ payload: `language/${tag}` }, text)
  }, () => {
    choice.value = words.language
    say(words.texts.offline)
  })
})

erase.addEventListener('click', async () => {
  log.textContent = ''
  greet()
  say(words.texts.sending)
  box.focus()
  try {
    const receipt = await conversation.erase()
    erase.hidden = true
    say('')
    show([notice(words.texts.deleted + (receipt ? `\n${words.texts.receipt.replace('{receipt}', receipt)}` : ''))])
  } catch (_) {
    say(words.texts.not_deleted)
  }
})

exit.addEventListener('click', event => {
  event.preventDefault()
  document.title = ''
  document.body.textContent = ''
  conversation.leave()
  location.replace(exit.href)
})

greet()
byId('send').disabled = false
if (conversation.isOpen()) {
  erase.hidden = false
  conversation.lookBack().then(async before => {
    if (before && before.language !== words.language) await adopt(before.language).catch(() => {})
    if (before && before.messages.length) {
      for (const node of greeting) node.remove() // the first words are among what was said before
      greeting = drawn(before.messages)
      log.prepend(...greeting)
      retireQuestions()
      greeting[greeting.length - 1].scrollIntoView({ block: 'start' })
    } else if (!before && !conversation.isOpen()) show([notice(words.texts.ended)], greeting[greeting.length - 1])
  })
}
