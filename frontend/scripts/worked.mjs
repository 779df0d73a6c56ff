// How long somebody has worked, where a form is kept until there is a network: whoever reads it then can't know when it was sent.

/**
 * Minutes of work until `now`, begun ones in full; empty where it began so long ago that somebody forgot to say so, who is then
 * asked. All in milliseconds.
 */
export function minutesWorked(since, limit, now) {
  const length = now - since;
  return length > limit ? '' : String(Math.max(1, Math.ceil(length / 60_000)));
}
