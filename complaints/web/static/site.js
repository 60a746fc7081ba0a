// Progressive enhancement only: every page works without this file.
import { initAll } from './kit.js';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const source = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(source.textContent.trim());
    document.getElementById(button.dataset.told).textContent = button.dataset.done;
  });
}
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
// What only a restriction needs is shown when one is chosen; without this it always stands there.
for (const part of document.querySelectorAll('[data-needs]')) {
  const wanted = part.dataset.needs.split(' ');
  const choices = document.querySelectorAll(`input[name="${part.dataset.by}"], select[name="${part.dataset.by}"]`);
  const show = () => {
    const chosen = [...choices].find((choice) => choice.checked || choice.tagName === 'SELECT');
    part.hidden = !chosen || !wanted.includes(chosen.value);
  };
  choices.forEach((choice) => choice.addEventListener('change', show));
  show();
}
