// What can be done with an answer or a service: copy, share, print, map, listen, report. Loaded when it is first asked for.

import { action, fetched, styled } from './fetched.js'

/** Opens the tools under the pressed button, or closes them; its `subject` is one of our messages or a service. */
export async function use (page, button) {
  const isOpen = () => button.getAttribute('aria-expanded') === 'true'
  if (isOpen()) {
    button.nextElementSibling.remove()
    button.setAttribute('aria-expanded', 'false')
    return
  }
  styled()
  const { more: texts } = await fetched('more', page)
  if (isOpen()) return // pressed twice while the words were on their way
  button.setAttribute('aria-expanded', 'true')
  const { element, words } = page
  const { subject } = button
  const said = element('p', { class: 'note', role: 'status' })
  const { id } = button.closest('.message').dataset // without one it is of no conversation, and nobody can vote on it
  const vote = (title, verdict) => id ? [element('button', { type: 'button', 'data-payload': `feedback/${id}/${verdict}` }, title)] : []
  const kit = { button, subject, texts, element, tell: text => { said.textContent = text } }
  const row = element('div', { class: 'buttons' }, ...(page.isShared ? [] : keeping(kit)), ...vote(texts.helped, 'yes'), ...vote(texts.wrong, 'no'))
  button.after(element('div', { class: 'tools', lang: words.language, dir: words.direction },
    page.isShared ? null : element('p', { class: 'note' }, texts.stays), row, said))
  // Looking for a voice may take a second.
  row.prepend(...await listening(kit, words).catch(() => []))
}

/** The text of the message or card as it stands on the page, without what is for the eye only. */
function textOf (button) {
  const shown = (button.closest('.card') || button.closest('.message').querySelector('.text')).cloneNode(true)
  for (const aside of shown.querySelectorAll('rt, button, .dates, .tools')) aside.remove()
  for (const block of shown.querySelectorAll('p, li, h3, dt, dd, dd > div')) block.append('\n')
  for (const hidden of shown.querySelectorAll('[hidden]')) hidden.hidden = false
  return shown.textContent.replace(/\n{2,}/g, '\n').trim()
}

function keeping ({ button, subject, texts, element, tell }) {
  const copies = text => navigator.clipboard.writeText(text).then(() => tell(texts.copied), () => tell(texts.not_copied))
  const offered = []
  if (navigator.clipboard) offered.push(action(texts.copy, () => copies(textOf(button))))
  if (parent === window) { // a partner's page lets its frames do neither
    offered.push(action(texts.print, () => print(button)))
    if (navigator.share) offered.push(action(texts.share, () => navigator.share({ text: textOf(button) }).catch(() => {}))) // not chosen after all
  }
  if (isMappable(subject)) {
    const place = subject.address.split('\n')[0]
    const href = mapAddress(encodeURIComponent(place))
    if (href) offered.push(element('a', { class: 'button', href, rel: 'noreferrer noopener', target: '_blank' }, texts.map))
    else if (navigator.clipboard) offered.push(action(texts.map_copy, () => copies(place)))
  }
  const coded = subject.phones && (subject.phones.length ? `tel:${encodeURIComponent(subject.phones[0].number)}` : subject.url)
  if (coded) offered.push(action(texts.qr, made => showCode(made, coded, texts)))
  return offered
}

// "Tokyo (address not published)" leads a map nowhere.
const isMappable = ({ address }) => Boolean(address) && /\d/.test(address)

function mapAddress (place) {
  if (/Android/.test(navigator.userAgent)) return `geo:0,0?q=${place}`
  return /iPhone|iPad|iPod/.test(navigator.userAgent) ? `https://maps.apple.com/?q=${place}` : null
}

async function showCode (button, text, texts) {
  const { qrCode } = await import('./qr.js')
  button.replaceWith(qrCode(text, texts.qr))
}

async function listening ({ subject, texts }, words) {
  if (!subject.text || !window.speechSynthesis) return []
  const { localVoice, readAloud } = await import('./voice.js')
  const voice = await localVoice(subject.language || words.language)
  if (!voice) return []
  let reading = null
  const end = made => { reading = null; made.textContent = texts.listen }
  return [action(texts.listen, made => {
    if (reading) {
      reading.stop()
      end(made)
    } else {
      reading = readAloud(subject.text, voice, { ended: () => end(made) })
      made.textContent = texts.stop
    }
  })]
}

/** Prints one message or card and nothing else of the page. */
function print (button) {
  const chosen = button.closest('.card') || button.closest('.message')
  const unfold = chosen.querySelector('.unfold')
  if (unfold) unfold.click() // paper cannot be unfolded
  chosen.classList.add('printed')
  document.body.classList.add('printing')
  addEventListener('afterprint', () => {
    chosen.classList.remove('printed')
    document.body.classList.remove('printing')
  }, { once: true })
  window.print()
}
