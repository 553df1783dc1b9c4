"""Voices and a recognition in a browser's place: what is spoken and heard is written down in the page."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

_VOICES = """voices => {
  const log = { said: [], cancelled: 0, ended: 0, current: null, isSlow: false }
  const listed = voices.map(voice => ({ default: false, ...voice }))
  const synthesis = {
    listed,
    getVoices: () => synthesis.listed,
    speak (utterance) {
      if (!utterance.voice || utterance.lang !== utterance.voice.lang) throw new Error('left to the browser')
      log.said.push({ text: utterance.text, voice: utterance.voice.name })
      log.current = utterance
      if (!log.isSlow) Promise.resolve().then(() => utterance.onend())
    },
    cancel () {
      log.cancelled++
      const { current } = log
      setTimeout(() => current.onerror({ error: 'interrupted' }))
    }
  }
  class Utterance { constructor (text) { this.text = text } }
  const made = { speechSynthesis: synthesis, SpeechSynthesisUtterance: Utterance, log }
  for (const [name, value] of Object.entries(made)) {
    Object.defineProperty(window, name, { value, configurable: true })
  }
}"""

_RECOGNITION = """([answers, has]) => {
  const log = { asked: [], installed: 0, made: [] }
  class Recognition {
    constructor () { log.made.push(this) }
    start () { this.began = { lang: this.lang, processLocally: this.processLocally } }
    stop () { setTimeout(() => this.onend()) }
    abort () { this.isAborted = true }
  }
  if (has.property) {
    Object.defineProperty(Recognition.prototype, 'processLocally', {
      get () { return this.isLocal || false }, set (value) { this.isLocal = value }
    })
  }
  if (has.available) {
    Recognition.available = async options => {
      log.asked.push(options)
      const answer = answers[options.langs.join()] || 'unavailable'
      if (answer === 'fault') throw new SyntaxError('no such language')
      return answer
    }
    Recognition.install = async () => { log.installed++; return true }
  }
  for (const name of ['SpeechRecognition', 'webkitSpeechRecognition']) {
    Object.defineProperty(window, name, { value: has.name === name ? Recognition : undefined, configurable: true })
  }
  Object.defineProperty(window, 'recognized', { value: log, configurable: true })
}"""


def voice(name: str, lang: str, *, is_local: bool = True, is_default: bool = False) -> dict[str, Any]:
    """A voice as browsers list it."""
    return {"name": name, "lang": lang, "localService": is_local, "default": is_default, "voiceURI": name}


def give_voices(page: Page, *voices: dict[str, Any]) -> None:
    """From now on the page's browser has these voices and no others."""
    page.evaluate(_VOICES, list(voices))


def give_recognition(
    page: Page,
    answers: dict[str, str],
    *,
    name: str = "SpeechRecognition",
    has_available: bool = True,
    has_property: bool = True,
) -> None:
    """From now on the page's browser recognises speech, and answers by language whether it can on the device."""
    page.evaluate(_RECOGNITION, [answers, {"name": name, "available": has_available, "property": has_property}])
