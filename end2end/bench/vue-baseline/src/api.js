import { showFailToast } from 'vant';

/** Fetches one of the program's data by its name; says so when that fails. */
export async function fetchJson(name) {
  const answer = await fetch(`/api/${name}`);
  if (!answer.ok) {
    showFailToast('出了点问题，请再试一次');
    throw new Error(`${name}: ${answer.status}`);
  }
  return answer.json();
}
