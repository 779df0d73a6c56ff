// Reads aloud and takes dictation, in elder mode. No page needs it: where the browser can't, style/parts/elder.css
// keeps the buttons away. It stands in the head, so that nothing jumps once the page is seen.
import { say } from './words.mjs';

(() => {
  const root = document.documentElement;
  const Hearing = window.SpeechRecognition || window.webkitSpeechRecognition;
  const voice = window.speechSynthesis;
  if (voice) root.dataset.speaks = '';
  if (Hearing) root.dataset.hears = '';
  /** The voices for a page's language, and what one speaks who reads it. */
  const SPOKEN = { 'zh-CN': /^(zh|cmn)/i, 'zh-Hant': /^(zh|cmn)/i, en: /^en/i };
  const HEARD = { 'zh-CN': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en-US' };
  let hearing = null;

  function read(button) {
    const again = !voice.speaking && !voice.pending;
    hush();
    if (!again) return;
    const parts = [...document.querySelectorAll('[data-aloud] > *')];
    const text = parts.map((part) => part.innerText).join('\n').replace(/[。！？]/g, '$&\n').replace(/–/g, say('到'));
    const voices = voice.getVoices().filter(({ lang }) => SPOKEN[root.lang].test(lang));
    // One utterance a line: browsers break off long ones.
    const lines = text.split('\n').filter((line) => line.trim());
    lines.forEach((line, place) => {
      const utterance = new SpeechSynthesisUtterance(line);
      utterance.lang = root.lang;
      utterance.rate = 0.9;
      utterance.voice = voices.find(({ lang }) => /CN|TW|US/i.test(lang)) || voices[0] || null;
      utterance.onerror = hush;
      if (place === lines.length - 1) utterance.onend = hush;
      voice.speak(utterance);
    });
    button.dataset.reading = '';
  }

  function hush() {
    document.querySelectorAll('[data-reading]').forEach((button) => delete button.dataset.reading);
    voice.cancel();
  }

  function hear(button) {
    if (hearing) return hearing.stop();
    const form = document.querySelector('form[role=search]');
    const field = form.querySelector('[type=search]');
    const line = button.querySelector('[role=status]');
    const usual = line.textContent;
    let fault = '';
    let sent = false;
    hearing = new Hearing();
    hearing.lang = HEARD[root.lang];
    hearing.interimResults = true;
    hearing.onresult = ({ results }) => {
      const [result] = results;
      field.value = result[0].transcript.replace(/[。！？]$/, '');
      sent = result.isFinal && field.value !== '';
    };
    hearing.onerror = ({ error }) => {
      fault = /not-allowed/.test(error) ? say('手机没让用麦克风，请打字') : say('没听清，请再说一次');
    };
    hearing.onend = () => {
      hearing = null;
      delete button.dataset.hearing;
      line.textContent = sent ? say('您说的是“{0}”', field.value) : fault || usual;
      if (sent) form.querySelector('button:not([type=button])').click();
    };
    hearing.start();
    button.dataset.hearing = '';
    line.textContent = say('正在听，请说');
  }

  document.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-read], [data-say]');
    if (button) 'read' in button.dataset ? read(button) : hear(button);
  });
  addEventListener('pagehide', () => voice && hush());
})();
