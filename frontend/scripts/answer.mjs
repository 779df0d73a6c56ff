// Whether an answer is our server's at all, and what it says. What a proxy, a firewall or the sign-in of a public network
// answers in its place is no answer: whatever was sent is still to be sent.

/** Stands on everything that the server answers (`app::answer`), and on nothing that somebody else does. */
const MARK = 'x-diandiantong';
const OUTCOMES = ['taken', 'refused', 'signed_out', 'another_person'];
/** What a picture is called that waits for its order. */
const NAME = /^[\w-]{1,64}$/;
/** Too many at once: worth another try, like what the server could not do. */
const TOO_MANY = 429;
const SIGNED_OUT = 401;
const NO_CONTENT = 204;

/** Whether our own server answered. */
export function isOurs(response) {
  return response.headers.has(MARK);
}

/**
 * What became of something that was sent: `taken`, `refused`, `signed_out`, `another_person`, or `unreachable`, where nobody
 * can say; then it is sent again. A refusal without words of its own is `otherwise`.
 */
export async function readAnswer(response, otherwise) {
  if (!isOurs(response)) return { outcome: 'unreachable' };
  const kind = (response.headers.get('content-type') ?? '').split(';')[0].trim();
  if (kind === 'application/json') return told(await response.json());
  const { ok, status } = response;
  if (status === NO_CONTENT) return { outcome: 'taken' };
  const words = kind === 'text/plain' ? (await response.text()).trim() : '';
  if (ok) return NAME.test(words) ? { outcome: 'taken', id: words } : { outcome: 'unreachable' };
  if (status === SIGNED_OUT) return { outcome: 'signed_out' };
  if (status < 400 || status >= 500 || status === TOO_MANY) return { outcome: 'unreachable' };
  return { outcome: 'refused', ...otherwise, ...(words && { sentence: words }) };
}

function told(answer) {
  return OUTCOMES.includes(answer?.outcome) ? answer : { outcome: 'unreachable' };
}
