// What is known of the open segment: findings, terms, numbers, other translations, comments, history.

import { fragment, get } from "./net.js";

const PAUSE = 90; // ms; whoever runs through the list waits for nothing

export class Panel {
  constructor(element, warn) {
    this.element = element;
    this.warn = warn;
    this.parts = element.querySelector(".parts");
    this.id = null;
    this.shown = {};
    this.timer = 0;
    this.asking = null;
    const original = document.getElementById("part-original");
    original.addEventListener("toggle", () => original.open && this.#original());
  }

  // Asks for a segment; `took(answer)` gets it too.
  open(id, took) {
    clearTimeout(this.timer);
    this.asking?.abort();
    if (id !== this.id) {
      this.element.scrollTop = 0;
      document.getElementById("comment").value = "";
      document.getElementById("part-original").open = false;
    }
    this.id = id;
    this.parts.classList.add("waiting");
    this.timer = setTimeout(async () => {
      this.asking = new AbortController();
      try {
        const answer = await get("/segment", { id }, this.asking.signal);
        if (id !== this.id) return;
        this.show(answer);
        took(answer);
      } catch (failure) {
        if (id === this.id && failure.status !== undefined) this.warn(failure.message, failure.gone);
      }
    }, PAUSE);
  }

  // Shows an answer, only what differs from before: a list that one is reading stays where it is.
  show(answer) {
    if (answer.id !== this.id) return;
    this.element.querySelector(".choose").hidden = true;
    this.parts.hidden = false;
    this.parts.classList.remove("waiting");
    for (const [name, html] of Object.entries(answer.parts)) {
      if (this.shown[name] === html && this.shown.id === answer.id) continue;
      const list = this.parts.querySelector(`[data-part="${name}"]`);
      list.replaceChildren(fragment(html));
      const counted = name === "findings" ? "li:not(.ignored) > .one" : "li:not(.nothing):not(.first)";
      const count = list.querySelectorAll(counted).length;
      const part = list.closest(".part");
      part.querySelector(".n").textContent = count || "";
      part.classList.toggle("empty", count === 0);
      for (const time of list.querySelectorAll("time")) {
        const when = new Date(time.dateTime);
        if (!Number.isNaN(when.valueOf())) {
          time.textContent = when.toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
        }
      }
    }
    this.shown = { ...answer.parts, id: answer.id };
  }

  // Opens a part and brings it into sight.
  unfold(name) {
    document.body.classList.remove("panel-shut");
    const part = document.getElementById(`part-${name}`);
    part.open = true;
    part.scrollIntoView({ block: "nearest" });
    return part;
  }

  async #original() {
    const id = this.id;
    if (!id) return;
    try {
      const html = await get("/original", { id });
      if (id === this.id) this.parts.querySelector('[data-part="original"]').replaceChildren(fragment(html));
    } catch (failure) {
      this.warn(failure.message, failure.gone);
    }
  }
}
