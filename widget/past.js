// What we said before the page was loaded again: fetched where this tab holds a conversation.

/** Draws what `looking` finds; the visitor's own words are kept nowhere and stay away. */
export async function use (page, looking) {
  const before = await looking
  if (before && before.language !== page.words.language) {
    const languages = await import('./languages.js')
    await languages.use(page, before.language).catch(() => {})
  }
  if (before && before.messages.length) {
    page.greet(before.messages) // the first words are among them
    page.greeting[page.greeting.length - 1].scrollIntoView({ block: 'start' })
  } else if (!before && !page.conversation.isOpen()) page.show([page.notice(page.words.texts.ended)])
}
