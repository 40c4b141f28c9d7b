// The review: the list, the segment in work, what is known of it, and everything a person does.

import { adding, help, replacing } from "./dialogs.js";
import { listen } from "./keys.js";
import { List } from "./list.js";
import { get, post, say } from "./net.js";
import { Panel } from "./panel.js";
import { Desk, caretAt } from "./work.js";

const byId = (id) => document.getElementById(id);
const body = document.body;
const narrow = matchMedia("(max-width: 1180px)"); // the sections lie over the list
const STATUS = 4000; // ms between two looks at what other tabs did
const SOON = 500; // ms after a change

const state = {
  filter: { show: "all", section: "", query: "" },
  known: Number(body.dataset.session), // revision of the session that the lines show
  seen: Number(body.dataset.session), // revision that tree and figures show
  terms: Number(body.dataset.terms), // of the glossary that the marks show; it grows with every term
  told: Number(body.dataset.notices), // what the session had to say so far
  position: null, // of the open segment
  selected: "", // Chinese, for a new term
};

// ---------------------------------------------------------------- notices

const notice = byId("notice");
const back = byId("notice-undo");
let noticeTimer = 0;
let away = false; // whether the notice says that the app cannot be reached
// `undo`: what takes back what the notice tells of.
function tell(text, { stay = false, undo = null } = {}) {
  notice.querySelector("span").textContent = text;
  notice.hidden = false;
  away = false;
  back.hidden = !undo;
  back.onclick = undo;
  clearTimeout(noticeTimer);
  if (!stay) noticeTimer = setTimeout(() => (notice.hidden = true), undo ? 30_000 : 7000);
}
// `gone`: the app cannot be reached, or not with this link; what answers next takes the notice away.
function warn(text, gone = false) {
  tell(text, { stay: true });
  away = gone;
}
byId("notice-close").addEventListener("click", () => (notice.hidden = true));

const attempt = (action) => async (...values) => {
  try {
    return await action(...values);
  } catch (failure) {
    if (failure.status === undefined) throw failure;
    warn(failure.message, failure.gone);
    return undefined;
  }
};

// ---------------------------------------------------------------- saving

const saved = byId("saved");
let file = { state: "written", why: "", file: "" };
let unsaved = false;
function showSaved() {
  saved.dataset.state = unsaved ? "unsaved" : file.state;
  const waits = desk.disputed || away || body.classList.contains("offline");
  saved.textContent = unsaved ? say(waits ? "unsaved" : "saving") : say(file.state === "unwritten" ? "unsaved" : "saved");
  saved.title = unsaved ? "" : file.file ? say(file.state, file) : "";
}

// ---------------------------------------------------------------- list, editor, panel

const search = byId("search");
const list = new List(byId("scroll"), byId("list"));
const panel = new Panel(byId("panel"), warn);
const desk = new Desk(list, {
  warn,
  saving(now) {
    unsaved = now;
    showSaved();
  },
  changed(answer, { quiet = false } = {}) {
    // The app's count went on by this change alone: no other tab has to be looked for.
    if (answer.session === state.known + 1) state.known = answer.session;
    if (!quiet) panel.show(answer);
    soon();
  },
});

const activate = attempt(async (position, { focus = true, caret = null, block = "nearest" } = {}) => {
  if (position === null || position === undefined) return;
  const row = await list.reveal(position, block);
  if (!row) return;
  state.position = position;
  desk.start(row, { focus, caret });
  if (!focus && document.activeElement !== search) row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  history.replaceState(null, "", `#${encodeURIComponent(row.dataset.id)}`);
  inTree(row.dataset.section);
  const { patches } = list;
  panel.open(row.dataset.id, (answer) => desk.refreshed(answer, patches));
});

const writing = () => document.activeElement === desk.editor;
const step = (by) => activate(list.neighbour(state.position ?? -1, by), { focus: writing() });

const nextWith = attempt(async (goal) => {
  const id = desk.open?.id ?? list.row(list.positions[0])?.dataset.id;
  if (!id) return;
  const { position } = await get("/next", { id, goal, ...state.filter });
  if (position === null || !list.has(position)) tell(say("no-more"));
  else await activate(position, { focus: writing() });
});

byId("list").addEventListener("click", (event) => {
  const row = event.target.closest(".row");
  if (!row) return;
  const position = Number(row.dataset.position);
  const active = desk.open?.row === row;
  const term = event.target.closest(".source mark.term");
  if (active && term && !chosenText()) {
    const hit = panel.parts.querySelector(`.term-item[data-key="${CSS.escape(term.dataset.c)}"] .insert`);
    if (hit) desk.insert(hit.dataset.insert);
    return;
  }
  const action = event.target.closest("[data-do]")?.dataset.do;
  if (action) actions[action]();
  else if (!active) {
    const text = event.target.closest(".text");
    activate(position, { caret: text && caretAt(text, event), focus: !chosenText() });
  }
});

const chosenText = () => String(getSelection()).trim();
document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const source = selection.anchorNode?.parentElement?.closest(".source");
  if (source && chosenText()) state.selected = chosenText();
});

// a term or number and its partner on the other side, and in the panel
let lit = [];
function light(key) {
  for (const mark of lit) mark.classList.remove("on");
  lit = key.scope ? [...key.scope.querySelectorAll(`[data-c="${CSS.escape(key.c)}"], [data-key="${CSS.escape(key.c)}"]`)] : [];
  for (const mark of lit) mark.classList.add("on");
}
document.addEventListener("pointerover", (event) => {
  const mark = event.target.closest?.("mark[data-c], [data-key]");
  if (!mark) {
    if (lit.length) light({});
    return;
  }
  const c = mark.dataset.c ?? mark.dataset.key;
  light({ scope: mark.closest(".row") ?? desk.open?.row, c });
});

// ---------------------------------------------------------------- what is done with the open segment

const act = attempt((kind, text = "") => desk.act("/act", { kind, text }));

async function approve({ next }) {
  if (!(await act("approve"))) return;
  if (next) await nextWith("todo");
}

const retranslate = attempt(async () => {
  const work = desk.open;
  if (!work) return;
  work.row.classList.add("busy");
  work.row.querySelector(".fate").textContent = say("retranslating");
  const answer = await desk.act("/retranslate", {});
  work.row.classList.remove("busy");
  if (desk.open === work) work.row.querySelector(".fate").textContent = "";
  if (answer) tell(say(answer.same ? "same-again" : "retranslated"));
});

const take = (button) => desk.act("/take", { number: Number(button.dataset.take), text: button.dataset.text });

byId("panel").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { act: kind, insert, take: taken, text } = button.dataset;
  if (kind) act(kind, text);
  else if (insert !== undefined) desk.insert(insert);
  else if (taken !== undefined) take(button);
});

const comment = byId("comment");
const addComment = attempt(async () => {
  if (comment.value.trim() && (await desk.act("/act", { kind: "comment", text: comment.value }))) comment.value = "";
});
byId("comment-form").addEventListener("submit", (event) => {
  event.preventDefault();
  addComment();
});
comment.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.stopPropagation();
    addComment().then(() => desk.editor?.focus({ preventScroll: true }));
  }
});

const openReplace = replacing((answer) => {
  const undo = attempt(async () => {
    const { undone } = await post("/unreplace", { chosen: answer.chosen });
    tell(say("unreplaced", { n: undone }));
    look();
  });
  tell(say("replaced", { n: answer.replaced }), { undo });
  look();
}, warn);
const openTerm = adding((name) => {
  tell(say("term-added", { file: name }));
  look();
});

function term() {
  const editor = desk.editor;
  const english = editor ? editor.value.slice(editor.selectionStart, editor.selectionEnd).trim() : "";
  openTerm(state.selected, english);
  state.selected = "";
}

const printed = () => open(`/print?${new URLSearchParams(state.filter)}`, "_blank", "noopener");

// ---------------------------------------------------------------- filters, search, sections

let wish = 0;
const reload = attempt(async () => {
  const mine = (wish += 1);
  await desk.flush();
  const { ranges, total } = await get("/list", state.filter);
  if (mine !== wish) return; // the filter is another one by now
  const positions = ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
  const here = state.position;
  desk.close();
  list.show(positions);
  byId("shown").textContent = total === Number(body.dataset.total) ? "" : String(total);
  byId("shown").title = say("shown", { n: total });
  byId("nothing").hidden = total > 0;
  // Where one was, or the next there is.
  const there = positions.find((position) => position >= (here ?? 0)) ?? positions.at(-1);
  await activate(there, { focus: false, block: "center" });
});

function filterBy(change) {
  Object.assign(state.filter, change);
  for (const button of document.querySelectorAll("[data-show]")) {
    button.setAttribute("aria-pressed", String(button.dataset.show === state.filter.show));
  }
  showSections();
  return reload();
}

function showSections() {
  const { section } = state.filter;
  for (const button of document.querySelectorAll("[data-only]")) {
    button.setAttribute("aria-pressed", String(button.dataset.only === section));
  }
  const chip = byId("section-chip");
  const name = document.querySelector(`#sections li[data-section="${CSS.escape(section)}"] a span`);
  chip.hidden = !section;
  chip.firstElementChild.textContent = name?.textContent ?? section;
}

for (const button of document.querySelectorAll("[data-show]")) {
  button.addEventListener("click", () => filterBy({ show: button.dataset.show }));
}
byId("everything").addEventListener("click", () => {
  search.value = "";
  filterBy({ show: "all", section: "", query: "" });
});
byId("section-chip").addEventListener("click", () => filterBy({ section: "" }));

let searchTimer = 0;
search.addEventListener("input", () => {
  clearTimeout(searchTimer);
  searchTimer = setTimeout(() => filterBy({ query: search.value.trim() }), 250);
});
search.addEventListener("keydown", async (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  clearTimeout(searchTimer);
  const query = search.value.trim();
  if (query !== state.filter.query) await filterBy({ query });
  if (desk.open) desk.open.row.focus({ preventScroll: true });
});

byId("sections").addEventListener("click", async (event) => {
  const only = event.target.closest("[data-only]")?.dataset.only;
  const go = event.target.closest("[data-go]")?.dataset.go;
  if (only === undefined && go === undefined) return;
  event.preventDefault();
  body.classList.remove("tree-open");
  if (only !== undefined) {
    await filterBy({ section: state.filter.section === only ? "" : only });
    return;
  }
  await attempt(async () => {
    const { ranges } = await get("/list", { ...state.filter, section: go });
    const first = ranges[0]?.[0];
    if (first !== undefined && list.has(first)) await activate(first, { focus: false, block: "start" });
    else if (state.filter.show !== "all" || state.filter.query || state.filter.section) {
      await filterBy({ show: "all", query: "", section: "" });
      const all = await get("/list", { ...state.filter, section: go });
      await activate(all.ranges[0]?.[0], { focus: false, block: "start" });
    }
  })();
});

function inTree(section) {
  for (const item of document.querySelectorAll("#sections li")) {
    const here = item.dataset.section === section;
    if (here) item.setAttribute("aria-current", "location");
    else item.removeAttribute("aria-current");
    if (here) item.scrollIntoView({ block: "nearest" });
  }
}

// ---------------------------------------------------------------- status

let statusTimer = 0;
let due = false; // whether the next look is SOON; more changes do not put it off
function soon() {
  if (due) return;
  due = true;
  clearTimeout(statusTimer);
  statusTimer = setTimeout(look, SOON);
}

async function look() {
  clearTimeout(statusTimer);
  due = false;
  try {
    if (document.visibilityState === "visible") {
      const status = await get("/status", { since: state.seen });
      body.classList.remove("offline");
      if (away) notice.hidden = true;
      file = status.file;
      showSaved();
      if (status.progress !== undefined) {
        state.seen = status.revision;
        byId("progress").innerHTML = status.progress;
        count(status.sections);
        for (const button of document.querySelectorAll("[data-show]")) {
          const count = status.counts[button.dataset.show];
          button.querySelector("span").textContent = count.toLocaleString("en");
          button.disabled = count === 0 && button.dataset.show !== state.filter.show && button.dataset.show !== "all";
        }
      }
      if (status.notices.length > state.told) {
        warn(status.notices.slice(state.told).join("; "));
        state.told = status.notices.length;
      }
      if (file.state === "unwritten") warn(say("unwritten", file));
      if (status.revision !== state.known || status.terms !== state.terms) {
        const always = status.terms !== state.terms;
        state.known = status.revision;
        state.terms = status.terms;
        await catchUp(always);
      }
    }
  } catch (failure) {
    if (failure.status === undefined) throw failure;
    if (failure.status === 0) body.classList.add("offline");
    warn(failure.message, failure.gone);
    showSaved();
  }
  clearTimeout(statusTimer);
  statusTimer = setTimeout(look, due ? SOON : STATUS);
}

// The figures of the sections, and the English of their headings.
function count(sections) {
  const items = [...document.querySelectorAll("#sections li")];
  for (const [index, [, approved, of, findings, english]] of sections.entries()) {
    const item = items[index];
    const done = item.querySelector("progress");
    const badge = item.querySelector(".badge");
    if (done.value !== approved) {
      done.value = approved;
      done.title = say("approved-of", { approved, total: of });
      done.setAttribute("aria-label", done.title);
    }
    if (badge.textContent !== String(findings || "")) {
      badge.textContent = findings || "";
      badge.title = say("open-findings", { n: findings });
    }
    const small = item.querySelector("small");
    if (!small.textContent.endsWith("…") && small.textContent !== english) small.textContent = english;
  }
}

// Lines that changed by another hand than this page's editor; `always`: all, for their marks.
const catchUp = attempt(async (always = false) => {
  const rows = await list.refresh(always);
  const { patches } = list;
  if (desk.renewed(rows)) panel.open(desk.open.id, (answer) => desk.refreshed(answer, patches));
});

// ---------------------------------------------------------------- the frame

byId("tree-toggle").addEventListener("click", () => body.classList.toggle(narrow.matches ? "tree-open" : "tree-shut"));
byId("panel-toggle").addEventListener("click", () => body.classList.toggle("panel-shut"));
addEventListener("resize", () => desk.open?.row.scrollIntoView({ block: "nearest" }));
byId("print").addEventListener("click", printed);
byId("help").addEventListener("click", help);
byId("replace-open").addEventListener("click", () => openReplace(""));
byId("language").addEventListener(
  "click",
  attempt(async (event) => {
    await desk.flush();
    await post("/preference", { language: event.currentTarget?.dataset.language ?? byId("language").dataset.language });
    location.reload();
  }),
);
const themes = { auto: "(prefers-color-scheme: dark)", dark: "all", light: "not all" };
byId("theme").addEventListener(
  "click",
  attempt(async () => {
    const names = Object.keys(themes);
    const root = document.documentElement;
    const dark = matchMedia(themes.auto).matches;
    // The first click changes what is seen, whatever the system wants.
    const next = { auto: dark ? "light" : "dark", dark: dark ? "auto" : "light", light: dark ? "dark" : "auto" };
    const theme = next[names.includes(root.dataset.theme) ? root.dataset.theme : "auto"];
    root.dataset.theme = theme;
    byId("dark").media = themes[theme];
    tell(say(`theme-${theme}`));
    await post("/preference", { theme });
  }),
);

// ---------------------------------------------------------------- keys

const part = (name) => () => panel.unfold(name);
const actions = {
  "approve-next": () => approve({ next: true }),
  approve: () => approve({ next: false }),
  reopen: () => act("reopen"),
  next: () => step(1),
  previous: () => step(-1),
  "next-todo": () => nextWith("todo"),
  "next-finding": () => nextWith("findings"),
  edit: () => activate(state.position ?? list.positions[0]),
  leave() {
    if (document.activeElement === search && search.value) {
      search.value = "";
      filterBy({ query: "" });
    } else if (desk.open) {
      desk.save(desk.open);
      desk.open.row.focus({ preventScroll: true });
    }
    body.classList.remove("tree-open");
    notice.hidden = true;
  },
  undo: () => act("undo"),
  retranslate,
  term,
  comment() {
    part("comments")();
    comment.focus();
  },
  ignore() {
    panel.parts.querySelector('[data-act="ignore"]')?.click();
  },
  original: part("original"),
  history: part("history"),
  insert(number) {
    panel.parts.querySelector(`.insert[data-number="${number}"]`)?.click();
  },
  take(number) {
    panel.parts.querySelector(`.suggestion[data-number="${number}"] [data-take]`)?.click();
  },
  search() {
    if (document.activeElement === search) return false;
    search.focus();
    search.select();
    return true;
  },
  replace() {
    const editor = desk.editor;
    openReplace(writing() ? editor.value.slice(editor.selectionStart, editor.selectionEnd) : "");
  },
  save: attempt(async () => {
    await desk.flush();
    file = (await post("/save", {})).file;
    showSaved();
    if (file.state === "written") tell(say("written", file));
  }),
  print: printed,
  sections() {
    body.classList.remove("tree-shut");
    if (narrow.matches) body.classList.add("tree-open");
    (document.querySelector("#sections [aria-current] a") ?? document.querySelector("#sections a")).focus();
  },
  first: () => activate(list.positions[0], { focus: false }),
  last: () => activate(list.positions.at(-1), { focus: false }),
  help,
};
listen(actions);

// ---------------------------------------------------------------- start

const total = Number(body.dataset.total);
list.show(Array.from({ length: total }, (_, i) => i), document.querySelector("#list .chunk"));
showSaved();
const greeting = byId("greeting");
if (greeting) {
  const text = greeting.content.textContent.trim();
  if (sessionStorage.getItem("told") !== text) tell(text, { stay: true });
  sessionStorage.setItem("told", text); // once in each tab
}

attempt(async () => {
  const wanted = decodeURIComponent(location.hash.slice(1));
  let position = 0;
  if (wanted) {
    position = await get("/segment", { id: wanted }).then((answer) => answer.position, () => 0);
  } else {
    const first = list.row(0);
    if (first && first.dataset.state === "approved") {
      position = (await get("/next", { id: first.dataset.id, goal: "todo", ...state.filter })).position ?? 0;
    }
  }
  await activate(position, { focus: false, block: wanted ? "center" : "nearest" });
  look();
})();
