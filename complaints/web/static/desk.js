// The desk by keyboard: progressive enhancement only, every page works without this file.
const keys = document.getElementById('keys');
const palette = document.getElementById('palette');
const typed = document.getElementById('palette-typed');
const list = palette.querySelector('ul');
const typing = (node) => node.closest('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]');

function reveal(node) {
  for (let fold = node.closest('details'); fold; fold = fold.parentElement.closest('details')) {
    if (!fold.querySelector('summary').contains(node)) fold.open = true;
  }
  node.focus();
  node.scrollIntoView({ block: 'center' });
}

function step(by) {
  const rows = [...document.querySelectorAll('main tbody th a')];
  const stops = rows.length ? rows : [...document.querySelectorAll('.app-case section h2')];
  const at = stops.indexOf(document.activeElement);
  const next = stops[at < 0 ? (by > 0 ? 0 : stops.length - 1) : at + by];
  if (!next) return;
  if (next.tagName === 'H2') next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: rows.length ? 'nearest' : 'start' });
}

function perform(does, target) {
  if (does === 'go') return location.assign(target);
  if (does === 'step') return step(Number(target));
  if (does === 'dialog') return document.querySelector(target).showModal();
  const node = document.querySelector(target);
  if (!node) return undefined;
  return does === 'press' ? node.click() : reveal(node);
}

// A letter counts by its place on the keyboard, so that it is the same key in a Kazakh or a Russian layout.
const pressed = (event) => (event.code.startsWith('Key') ? event.code.slice(3).toLowerCase() : event.key);

document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && pressed(event) === 'k') {
    event.preventDefault();
    if (!palette.open) openPalette();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (keys.dataset.single === 'off' || document.querySelector('dialog[open]') || typing(event.target)) return;
  const button = list.querySelector(`button[data-key="${CSS.escape(pressed(event))}"]`);
  if (!button || (event.shiftKey && button.dataset.key !== '?')) return;
  event.preventDefault();
  perform(button.dataset.does, button.dataset.target);
});

function entry(text, does, target) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = text;
  Object.assign(button.dataset, { does, target, made: 'here' });
  item.append(button);
  return item;
}

function openPalette() {
  list.querySelectorAll('[data-made]').forEach((button) => button.parentElement.remove());
  for (const button of list.querySelectorAll('button')) {
    const { does, target } = button.dataset;
    button.parentElement.dataset.usable = ['focus', 'press'].includes(does) ? (document.querySelector(target) ? 'yes' : '') : 'yes';
  }
  // Views of the queue, parts of the page, other pages: whatever the page itself leads to.
  for (const link of document.querySelectorAll('.app-nav a, .app-views a, .app-bar a')) {
    const item = entry(link.textContent.trim(), 'go', link.getAttribute('href'));
    item.dataset.usable = 'yes';
    list.append(item);
  }
  typed.value = '';
  narrow();
  palette.showModal();
  typed.focus();
}

function narrow() {
  list.querySelectorAll('[data-asked]').forEach((item) => item.remove());
  const wanted = typed.value.trim();
  for (const item of list.children) {
    item.hidden = !item.dataset.usable || !item.textContent.toLowerCase().includes(wanted.toLowerCase());
  }
  if (!wanted) return;
  const made = /^C-\d{4}-\d+$/i.test(wanted)
    ? entry(`${list.dataset.case} ${wanted.toUpperCase()}`, 'go', `/staff/cases/${wanted.toUpperCase()}`)
    : entry(`${list.dataset.search} “${wanted}”`, 'go', `/staff/queue?text=${encodeURIComponent(wanted)}`);
  made.dataset.asked = 'yes';
  list[/^C-/i.test(wanted) ? 'prepend' : 'append'](made);
}

typed.addEventListener('input', narrow);
palette.addEventListener('keydown', (event) => {
  const buttons = [...list.querySelectorAll('li:not([hidden]) button')];
  if (event.key === 'Enter' && event.target === typed) {
    event.preventDefault();
    buttons[0]?.click();
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    const at = buttons.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
    (buttons[at] ?? typed).focus();
  }
});
list.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  palette.close();
  perform(button.dataset.does, button.dataset.target);
});
