// Helps to write a decision: quoting what is selected, more passages, the list of what is there. All of it works without.
const form = document.querySelector('form[data-deciding]');
const passages = form?.querySelector('[data-passages]');
const valueOf = (name) => [...form.querySelectorAll(`[name="${name}"]`)]
  .some((field) => (field.type === 'radio' || field.type === 'checkbox' ? field.checked : field.value.trim() !== ''));

function refresh() {
  const list = form.querySelector('[data-checklist]');
  for (const item of list.querySelectorAll('[data-fields]')) {
    const done = item.dataset.fields.split(' ').some(valueOf);
    const word = done ? list.dataset.done : 'required' in item.dataset ? list.dataset.missing : list.dataset.better;
    item.classList.toggle('app-check--done', done);
    item.querySelector('span').textContent = word;
  }
}

function addRow() {
  const rows = passages.querySelectorAll('[data-passage]');
  const row = rows[rows.length - 1].cloneNode(true);
  for (const field of row.querySelectorAll('[id]')) {
    const [name] = field.id.split('-');
    const label = row.querySelector(`label[for="${field.id}"]`);
    field.id = `${name}-${rows.length + 1}`;
    field.value = '';
    label.htmlFor = field.id;
    label.textContent = label.textContent.replace(/\d+/, rows.length + 1);
  }
  rows[rows.length - 1].after(row);
  return row;
}

function button(text, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'govuk-button govuk-button--secondary';
  made.textContent = text;
  made.addEventListener('click', act);
  return made;
}

// What was last selected in a captured text: pressing a button may take the selection away.
let selected = null;
function remember() {
  const selection = document.getSelection();
  const source = selection?.anchorNode?.parentElement?.closest('[data-evidence]');
  if (source && !selection.isCollapsed && source.contains(selection.focusNode)) {
    selected = { words: selection.toString(), evidence: source.dataset.evidence };
  }
}

function quote() {
  if (!selected?.words.trim()) return;
  const empty = [...passages.querySelectorAll('[data-passage]')]
    .find((row) => !row.querySelector('textarea').value.trim());
  const row = empty ?? addRow();
  row.querySelector('textarea').value = selected.words.trim();
  row.querySelector('select').value = selected.evidence;
  const cited = form.querySelector(`[name="evidence"][value="${selected.evidence}"]`);
  if (cited) cited.checked = true;
  passages.querySelector('[data-told]').textContent = passages.dataset.quoted;
  selected = null;
  refresh();
}

if (form) {
  form.addEventListener('input', refresh);
  form.addEventListener('change', refresh);
  refresh();
}
if (passages) {
  document.addEventListener('selectionchange', remember);
  const told = passages.querySelector('[data-told]');
  told.before(button(passages.dataset.more, () => addRow().querySelector('textarea').focus()));
  for (const text of document.querySelectorAll('[data-evidence]')) {
    text.after(button(passages.dataset.quote, quote));
  }
}
