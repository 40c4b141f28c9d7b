// The segment in work: its editor, and saving what is typed. Each segment keeps its own unsaved text until
// the app has it; where another tab was faster, the person chooses.

import { fragment, post, say } from "./net.js";

const PAUSE = 1200; // ms without a key before what was typed is saved
const RETRY = 4000; // ms, where the app does not answer

export class Desk {
  // `changed(answer)` is told of every segment that the app has changed, `warn(text)` of what went wrong.
  constructor(list, { changed, warn, saving }) {
    this.list = list;
    this.changed = changed;
    this.warn = warn;
    this.saving = saving;
    this.works = new Map(); // id → work, for the open segment and for those with unsaved text
    this.open = null;
    this.template = document.getElementById("editor-template");
    addEventListener("beforeunload", (event) => {
      if (this.unsaved) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.flush();
    });
  }

  get unsaved() {
    return [...this.works.values()].some((work) => work.text !== work.saved);
  }

  get disputed() {
    return [...this.works.values()].some((work) => work.conflict);
  }

  get editor() {
    return this.open?.row.querySelector("#editor") ?? null;
  }

  // Puts the editor into a line; `caret` is where the person clicked.
  start(row, { focus = true, caret = null } = {}) {
    if (this.open?.row === row) {
      if (focus) this.#focus(caret);
      return;
    }
    this.close();
    const { id, position, revision } = row.dataset;
    const text = row.querySelector(".text").textContent;
    const work = this.works.get(id) ?? {
      id, position: Number(position), revision: Number(revision),
      saved: text, text, timer: 0, queue: Promise.resolve(), conflict: null, apart: false,
    };
    if (work.text === work.saved) Object.assign(work, { revision: Number(revision), saved: text, text });
    work.row = row;
    this.works.set(id, work);
    this.open = work;
    this.list.pinned = work.position;
    row.classList.add("active");
    row.setAttribute("aria-current", "true");
    const parts = this.template.content.cloneNode(true);
    row.append(parts.querySelector(".actions"), parts.querySelector(".conflict"));
    row.querySelector(".target").append(parts);
    const editor = this.editor;
    editor.setAttribute("aria-label", say("editor", { id }));
    editor.value = work.text;
    this.#paint(work);
    editor.addEventListener("input", () => this.#typed(work));
    row.querySelector(".conflict").addEventListener("click", (event) => {
      const choice = event.target.closest("[data-conflict]")?.dataset.conflict;
      if (choice) this.#choose(work, choice);
    });
    this.#show(work);
    if (focus) this.#focus(caret);
  }

  // Takes the editor away; what is not saved yet goes on being saved.
  close() {
    const work = this.open;
    if (!work) return;
    this.open = null;
    this.list.pinned = null;
    const row = work.row;
    row.classList.remove("active");
    row.removeAttribute("aria-current");
    for (const part of row.querySelectorAll(".editor, .actions, .conflict")) part.remove();
    if (work.text === work.saved) this.works.delete(work.id);
    else {
      row.querySelector(".text").textContent = work.text; // without marks, until the app has it
      this.save(work);
    }
  }

  flush() {
    return Promise.all([...this.works.values()].map((work) => this.save(work)));
  }

  // Saves what was typed, behind what is being done with the segment already.
  save(work) {
    clearTimeout(work.timer);
    work.queue = work.queue.then(() => this.#save(work));
    return work.queue;
  }

  async #save(work) {
    while (work.text !== work.saved && !work.conflict) {
      const text = work.text;
      this.#show(work, say("saving"));
      const answer = await this.#ask(work, "/act", { kind: work.apart ? "put" : "edit", text });
      if (!answer) return;
      work.apart = false;
      work.saved = text;
      this.#absorb(work, answer);
    }
    this.#show(work);
    if (work !== this.open && work.text === work.saved) this.works.delete(work.id);
  }

  // Any other wish for the open segment; what was typed is saved before, or with it. Gives the answer, or null.
  async act(path, body) {
    const work = this.open;
    if (!work) return null;
    clearTimeout(work.timer);
    const whole = body.kind === "approve" && work.text !== "";
    const keeps = ["approve", "comment", "uncomment", "ignore", "unignore"].includes(body.kind);
    const done = work.queue.then(async () => {
      if (!whole) await this.#save(work);
      if (work.conflict || (!whole && work.text !== work.saved)) return null;
      const text = work.text;
      if (whole && text !== work.saved) body = { ...body, text };
      const editor = work === this.open ? this.editor : null;
      if (editor && !keeps) editor.readOnly = true; // its text is about to be exchanged
      const answer = await this.#ask(work, path, body);
      if (editor) editor.readOnly = false;
      if (!answer) return null;
      work.saved = text;
      if (work.text === text && body.kind !== "comment") this.#adopt(work, answer);
      else this.#absorb(work, answer);
      this.#show(work, work.text === work.saved ? "" : say("unsaved"));
      return answer;
    });
    work.queue = done.catch(() => null);
    return done;
  }

  async #ask(work, path, body) {
    try {
      const answer = await post(path, { segment: work.id, revision: work.revision, ...body });
      document.body.classList.remove("offline");
      return answer;
    } catch (failure) {
      if (failure.status === 409 && failure.body.now) this.#stale(work, failure.body.now);
      else {
        document.body.classList.toggle("offline", failure.status === 0);
        if (failure.gone) {
          work.timer = setTimeout(() => this.save(work), RETRY);
        }
        this.warn(failure.message, failure.gone);
        this.#show(work, say("unsaved"));
      }
      return null;
    }
  }

  // The segment is not what it was: unsaved text makes it a conflict, else it is shown as it is.
  #stale(work, now) {
    if (work.text !== work.saved && work.text !== now.target) {
      work.conflict = now;
      if (work !== this.open) this.warn(`${work.id}: ${say("conflict")}`);
      this.list.row(work.position)?.classList.add("disputed");
      this.changed(now, { quiet: true });
      this.#show(work, say("unsaved"));
    } else {
      this.#adopt(work, now);
      this.warn(say("refreshed"));
    }
  }

  #choose(work, choice) {
    const now = work.conflict;
    work.conflict = null;
    work.row.classList.remove("disputed");
    work.revision = now.revision;
    if (choice === "theirs") this.#adopt(work, now);
    else {
      work.saved = now.target;
      work.apart = true; // the other tab's text is a step to go back to
      this.save(work);
    }
    this.#show(work);
    this.#focus();
  }

  // The app's answer, the editor's text left alone.
  #absorb(work, answer) {
    work.revision = answer.revision;
    this.#patch(answer);
    if (work === this.open) this.#paint(work);
    this.changed(answer);
  }

  // The app's answer, its text taken into the editor.
  #adopt(work, answer) {
    work.saved = answer.target;
    if (work.text !== answer.target) {
      work.text = answer.target;
      if (work === this.open) this.editor.value = answer.target;
    }
    this.#absorb(work, answer);
  }

  #patch(answer) {
    const row = this.list.row(answer.position);
    if (row) this.list.patch(row, fragment(answer.row).firstElementChild);
  }

  // Lines that another tab has changed: the open one takes the new text where nothing is unsaved.
  renewed(rows) {
    const work = this.open;
    if (!work || !rows.includes(work.row) || work.text !== work.saved) return false;
    work.revision = Number(work.row.dataset.revision);
    work.saved = work.text = work.row.querySelector(".text").textContent;
    this.editor.value = work.text;
    this.#paint(work);
    return true;
  }

  // The open segment as the app had it when `patches` lines had been exchanged, asked for after the line was
  // drawn; an answer that the line has overtaken is left.
  refreshed(answer, patches) {
    const work = this.open;
    if (!work || work.row.patched > patches || work.id !== answer.id || work.revision === answer.revision || work.text !== work.saved) return;
    this.#adopt(work, answer);
  }

  #typed(work) {
    const before = work.text;
    work.text = this.editor.value;
    work.runs = shifted(work.runs, before, work.text);
    this.#draw(work);
    this.#show(work, say("unsaved"));
    clearTimeout(work.timer);
    work.timer = setTimeout(() => this.save(work), PAUSE);
  }

  // Writes into the editor as if typed, so that the browser can undo it.
  insert(text) {
    const editor = this.editor;
    if (!editor) return;
    editor.focus();
    const { selectionStart: start, selectionEnd: end, value } = editor;
    const before = /[\p{L}\p{N},;:.)”]$/u.test(value.slice(0, start)) ? " " : "";
    const after = /^[\p{L}\p{N}(“]/u.test(value.slice(end)) ? " " : "";
    if (!document.execCommand("insertText", false, before + text + after)) {
      editor.setRangeText(before + text + after, start, end, "end");
      editor.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  #paint(work) {
    work.runs = runsOf(work.row.querySelector(".text"));
    const painted = work.row.querySelector(".text").textContent;
    if (painted !== work.text) work.runs = shifted(work.runs, painted, work.text);
    this.#draw(work);
  }

  // The marks lie under the text area, which has no background.
  #draw(work) {
    const under = work.row.querySelector(".paper-under");
    if (!under) return;
    const nodes = [];
    let cursor = 0;
    for (const run of work.runs) {
      nodes.push(work.text.slice(cursor, run.start));
      const mark = document.createElement(run.tag);
      mark.className = run.css;
      if (run.key) mark.dataset.c = run.key;
      mark.textContent = work.text.slice(run.start, run.end);
      nodes.push(mark);
      cursor = run.end;
    }
    nodes.push(work.text.slice(cursor), "\u200b");
    under.replaceChildren(...nodes);
  }

  #show(work, fate = "") {
    this.saving(this.unsaved);
    if (work !== this.open) return;
    const row = work.row;
    row.querySelector(".fate").textContent = fate;
    const box = row.querySelector(".conflict");
    box.hidden = !work.conflict;
    if (work.conflict) {
      box.querySelector(".theirs").textContent = work.conflict.target;
      box.querySelector(".mine").replaceChildren(fragment(work.conflict.compared ?? ""));
      box.scrollIntoView({ block: "nearest" });
    }
  }

  #focus(caret = null) {
    const editor = this.editor;
    if (!editor) return;
    editor.focus({ preventScroll: true });
    const place = caret ?? editor.selectionEnd;
    editor.setSelectionRange(place, place);
  }
}

// The marks of a text as flat runs: of two that nest the inner one.
function runsOf(text) {
  const runs = [];
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let cursor = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const mark = node.parentElement;
    const end = cursor + node.data.length;
    if (mark !== text) {
      const outer = mark.closest("mark");
      const css = outer && outer !== mark ? `${outer.className} ${mark.className}` : mark.className;
      runs.push({ start: cursor, end, tag: outer ? "mark" : "span", css, key: outer?.dataset.c ?? "" });
    }
    cursor = end;
  }
  return runs;
}

// The runs after a change of the text: those behind it move, those in it go.
function shifted(runs, before, after) {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const last = before.length - end;
  const by = after.length - before.length;
  return runs
    .filter((run) => run.end <= start || run.start >= last)
    .map((run) => (run.end <= start ? run : { ...run, start: run.start + by, end: run.end + by }));
}

// Where in a text the person clicked, in characters; null where that cannot be told.
export function caretAt(text, event) {
  const spot = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const range = spot ? null : document.caretRangeFromPoint?.(event.clientX, event.clientY);
  const node = spot?.offsetNode ?? range?.startContainer;
  if (!node || node.nodeType !== Node.TEXT_NODE || !text.contains(node)) return null;
  const before = new Range();
  before.setStart(text, 0);
  before.setEnd(node, spot?.offset ?? range.startOffset);
  return before.toString().length;
}
