// On the page of a case: keeps drafts while one types, shows the time left of a claim, and says that one is there.
// Everything works without it: drafts have a button, the claim has one too, and the page says who else is reading.
const SAVE_AFTER = 2000; // milliseconds without a key
const SAVE_AT_LEAST = 15000;
const PULSE_EVERY = 30000;
const FORMS = /\/staff\/cases\/[^/]+\/(decide|note|approve|return)$/;

const token = document.querySelector('input[name="csrf_token"]')?.value;
const clock = document.querySelector('[data-pulse]');
let ends = clock && clock.dataset.left !== undefined ? performance.now() + 1000 * Number(clock.dataset.left) : null;
let active = false;

const part = (name) => clock?.querySelector(`[data-${name}]`);

function tell({ left, others }) {
  if (!clock) return;
  part('others').textContent = others;
  if (left !== null && ends !== null) ends = performance.now() + 1000 * left;
}

function tick() {
  const seconds = Math.max(0, Math.round((ends - performance.now()) / 1000));
  part('time').textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  // Said once when it begins, not at every second.
  part('warning').hidden = seconds === 0 || seconds >= Number(clock.dataset.warnedBelow);
  part('over').hidden = seconds > 0;
}

async function send(address, body, more = {}) {
  const answer = await fetch(address, { method: 'POST', body, headers: { Accept: 'application/json' }, ...more });
  if (!answer.headers.get('Content-Type')?.startsWith('application/json')) throw new Error(String(answer.status));
  return answer.json();
}

function fields(form, name) {
  const body = new FormData(form);
  body.set('draft', name);
  return body;
}

function keep(form, name) {
  const address = form.getAttribute('action').replace(/[^/]+$/, 'draft');
  const said = form.querySelector(`[data-said="${name}"]`);
  let timer = null;
  let since = null;
  const save = async (more) => {
    clearTimeout(timer);
    since = null;
    try {
      const told = await send(address, fields(form, name), more);
      if (said) said.textContent = told.said ?? told.fault;
      if (told.said) tell(told);
    } catch {
      if (said) said.textContent = form.closest('[data-unsaved]')?.dataset.unsaved ?? '';
    }
  };
  form.addEventListener('input', () => {
    since ??= Date.now();
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(0, Math.min(SAVE_AFTER, since + SAVE_AT_LEAST - Date.now())));
  });
  // Sending the form itself keeps its words, or makes them a decision.
  form.addEventListener('submit', () => { clearTimeout(timer); since = null; });
  addEventListener('pagehide', () => { if (since !== null) save({ keepalive: true }); });
}

for (const form of document.querySelectorAll('form[method="post"]')) {
  const found = FORMS.exec(form.getAttribute('action') ?? '');
  if (found) keep(form, found[1]);
}

if (clock && token) {
  if (ends !== null) {
    part('still').hidden = true;
    part('ticking').hidden = false;
    tick();
    setInterval(tick, 1000);
  }
  for (const sign of ['keydown', 'pointerdown', 'scroll', 'input']) {
    addEventListener(sign, () => { active = true; }, { capture: true, passive: true });
  }
  setInterval(async () => {
    if (!active) return;
    active = false;
    const body = new FormData();
    body.set('csrf_token', token);
    try {
      tell(await send(clock.dataset.pulse, body));
    } catch { /* the next sign of life tries again */ }
  }, PULSE_EVERY);
}
