// On the page that asks for a one-time code: the sixth digit sends it, and «send again» counts down.
import { countDown, sendWhole } from './code.mjs';

addEventListener('input', sendWhole);
document.querySelectorAll('[data-wait]').forEach(countDown);
