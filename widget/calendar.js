// Makes an all-day event in the browser: nothing is sent, and neither file nor title say what it is about.

const FILE = 'calendar.ics'

// RFC 5545: these mark parts of a value, so they are escaped in one.
const escaped = text => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')

/** A line of at most 75 bytes, folded where it is longer; letters are never cut. */
function folded (line) {
  const lines = ['']
  const encoder = new TextEncoder()
  for (const letter of line) {
    if (encoder.encode(lines[lines.length - 1] + letter).length > 75) lines.push(' ')
    lines[lines.length - 1] += letter
  }
  return lines.join('\r\n')
}

const compact = moment => moment.toISOString().replace(/[-:]|\.\d+/g, '')

/** The text of a calendar with one event; `entry` = {date: "2026-12-04", title}, `id` a UUID. */
export function calendarText ({ date, title }, id) {
  const dayAfter = new Date(Date.parse(date) + 24 * 60 * 60 * 1000) // a bare date is midnight in UTC, which changes no clocks
  return [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Calendar//EN',
    'BEGIN:VEVENT', `UID:${id}`, `DTSTAMP:${compact(new Date())}`,
    `DTSTART;VALUE=DATE:${date.replace(/-/g, '')}`, `DTEND;VALUE=DATE:${compact(dayAfter).slice(0, 8)}`,
    `SUMMARY:${escaped(title)}`, 'TRANSP:TRANSPARENT',
    'END:VEVENT', 'END:VCALENDAR', ''
  ].map(folded).join('\r\n')
}

/** Hands the event of the pressed button to the device, which opens or saves it. */
export function use ({ newId }, { entry }) {
  const address = URL.createObjectURL(new Blob([calendarText(entry, newId())], { type: 'text/calendar;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = FILE
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60000) // slow devices read it later
}
