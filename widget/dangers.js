// The texts of dangers in the visitor's language, kept in memory: they can be read when the connection is gone.

import { fetched } from './fetched.js'

/** From now on a danger's button is answered without a connection; throws where the texts cannot be had. */
export async function use (page) {
  const { language } = page.words
  const { messages } = await fetched('dangers', page)
  if (language === page.words.language) page.know(messages) // another may have been chosen meanwhile
}
