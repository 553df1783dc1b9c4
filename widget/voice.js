// Reading aloud and listening, both by what is on the device alone: no text and no voice ever goes to a server.

const WAIT_MS = 1000
const POLL_MS = 100

// Other names under which browsers have our languages, the best first.
const NAMES = {
  'ja-simple': ['ja'],
  prs: ['prs', 'fa-AF', 'fa'],
  'zh-Hans': ['zh-CN', 'zh-Hans', 'zh-SG', 'cmn'],
  fil: ['fil', 'tl'],
  kmr: ['kmr', 'ku'],
  id: ['id', 'in']
}
// Apple's voices for fun and its robots stand before the good ones; nobody must hear of a danger from a singing clown.
const TOYS = /^(Albert|Bad News|Bahh|Bells|Boing|Bubbles|Cellos|Eddy|Flo|Fred|Good News|Grandma|Grandpa|Jester|Junior|Kathy|Organ|Ralph|Reed|Rocko|Sandy|Shelley|Superstar|Trinoids|Whisper|Wobble|Zarvox)\b/

const HYPHEN = '[-‐‑‒–−－]'
const PHONE = `0\\d{1,4}${HYPHEN}\\d{1,4}${HYPHEN}\\d{3,4}(?![\\d-])|0\\d{9,10}(?!\\d)|\\+\\d{1,3}(?:${HYPHEN}\\d{1,4}){2,4}|[#＃]\\d{4}(?!\\d)`
const NUMBERS = new RegExp(`(${PHONE})|\\d+(?:[-‐‑‒–−－:/.,~〜～]\\d+)*`, 'g')
const SENTENCE = /.*?(?:[。！？।॥။។።]+|[.!?؟۔…]+(?=\s|$)|$)/g
const JAPANESE = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー'
// Words to show at a counter: other voices fall silent at them or spell "Japanese letter, Japanese letter".
const IN_JAPANESE = new RegExp(`\\s*[(（](?=[^()（）]*[${JAPANESE}])(?:[${JAPANESE}]|[^\\p{L}()（）])+[)）]`, 'gu')

const namesOf = tag => NAMES[tag] || [tag]
const folded = tag => tag.replace(/_/g, '-').toLowerCase() // Android writes ja_JP
const isOf = (lang, name) => `${folded(lang)}-`.startsWith(`${folded(name)}-`)

function bestVoice (tag) {
  const voices = window.speechSynthesis.getVoices().filter(voice => voice.localService === true && voice.lang)
  for (const name of namesOf(tag)) {
    const found = voices.filter(voice => isOf(voice.lang, name))
    const serious = found.filter(voice => !TOYS.test(voice.name))
    if (found.length) return serious.find(voice => voice.default) || serious[0] || found[0]
  }
  return null
}

let firstAsked = null

/** The device's own voice for one of our languages, or null; known after a second at most. */
export async function localVoice (tag) {
  if (!window.speechSynthesis || !window.SpeechSynthesisUtterance) return null
  firstAsked = firstAsked || Date.now()
  for (;;) {
    const voice = bestVoice(tag)
    // Browsers list voices late and in parts; not all of them send `voiceschanged`.
    if (voice || Date.now() - firstAsked >= WAIT_MS) return voice
    await new Promise(resolve => setTimeout(resolve, POLL_MS))
  }
}

const byDigit = number => number.split(new RegExp(HYPHEN)).map(group => [...group].join(' ')).join(', ')

function withoutMarks (line, lang) {
  const read = line
    .replace(/^\s*(?:-|\d+\.) +/, '')
    .replace(/｜[^《]+《([^》]+)》/g, '$1')
    .replace(/\*\*(\d{3})\*\*/g, (_, number) => byDigit(number))
    .replace(/\*\*/g, '')
    .replace(NUMBERS, (whole, phone) => {
      const digits = whole.replace(/\D/g, '').length
      return phone && (whole[0] !== '0' || digits === 10 || digits === 11) ? byDigit(whole) : whole
    })
  return /^(ja|zh|cmn)\b/i.test(lang) ? read : read.replace(IN_JAPANESE, '')
}

/** Parts that are read in less than 15 seconds, when Chrome falls silent. */
function parts (text, lang) {
  const most = /^(ja|zh|cmn|ko)\b/i.test(lang) ? 70 : 150
  const part = new RegExp(`.{1,${most}}$|.{20,${most}}(?:[,;:](?=\\s)|[、，،؛፣၊])|.{20,${most}}(?=\\s)|.{1,${most}}`, 'gu')
  return text.split('\n')
    .flatMap(line => withoutMarks(line, lang).match(SENTENCE))
    .flatMap(sentence => sentence.trim().match(part) || [])
    .map(one => one.trim())
    .filter(one => /[\p{L}\p{N}]/u.test(one))
}

let silence = () => {}
let held = null // Chrome never tells the end of an utterance that nobody holds

/** Reads one of our texts with a voice of localVoice, and with no other; `ended` is called once, whyever it ends. */
export function readAloud (text, voice, { ended }) {
  silence()
  const waiting = voice && voice.localService === true ? parts(text, voice.lang) : []
  let isOver = false
  const finish = () => {
    if (isOver) return
    isOver = true
    silence = () => {}
    ended()
  }
  const stop = () => {
    if (isOver) return
    finish()
    window.speechSynthesis.cancel()
  }
  const next = () => {
    if (isOver) return
    if (!waiting.length) return finish()
    held = new window.SpeechSynthesisUtterance(waiting.shift())
    Object.assign(held, { voice, lang: voice.lang, onend: next, onerror: finish })
    window.speechSynthesis.speak(held)
  }
  silence = stop
  if (waiting.length) next()
  else Promise.resolve().then(finish) // never before the caller has `stop`
  return { stop }
}

/** "ja-JP" and "ja": some browsers know a language only with its country. */
function withCountry (name) {
  const { language, region } = new Intl.Locale(name).maximize()
  return region ? [`${language}-${region}`, name] : [name]
}

async function isOnDevice (Recognition, lang) {
  try {
    return await Recognition.available({ langs: [lang], processLocally: true }) === 'available'
  } catch (_) { // no such language
    return false
  }
}

let abort = () => {}

function listen (Recognition, lang, { heard, ended }) {
  abort()
  const recognition = new Recognition()
  let isOver = false
  const finish = problem => {
    if (isOver) return
    isOver = true
    abort = () => {}
    ended(problem)
  }
  Object.assign(recognition, {
    lang,
    processLocally: true, // fails where the device cannot; never the maker's server
    interimResults: true,
    onresult: ({ results }) => { if (!isOver) heard(Array.from(results, result => result[0].transcript).join('')) },
    onerror: ({ error }) => finish(error),
    onend: () => finish(null)
  })
  abort = () => {
    finish(null)
    recognition.abort()
  }
  try {
    recognition.start()
  } catch (fault) {
    finish(fault.name)
  }
  return { stop: () => recognition.stop() }
}

/**
 * Null, or a function that listens where that stays on the device: `({heard, ended}) → {stop}`; `heard` gets all that was
 * said so far, `ended` once null or the browser's word for what went wrong. Downloads nothing.
 */
export async function localRecognition (tag) {
  const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition
  // Where the browser does not know the property, setting it would do nothing, and the voice would go to a server.
  if (!Recognition || !Recognition.available || !('processLocally' in Recognition.prototype)) return null
  const policy = document.permissionsPolicy || document.featurePolicy
  if (policy && !policy.allowsFeature('microphone')) return null
  for (const lang of namesOf(tag).flatMap(withCountry)) {
    if (await isOnDevice(Recognition, lang)) return handlers => listen(Recognition, lang, handlers)
  }
  return null
}

// Some browsers read on over the page that follows.
addEventListener('pagehide', () => {
  silence()
  abort()
})
