// The list of segments: lines are loaded in chunks as they come near, and let go of far away.

import { fragment, get } from "./net.js";

const CHUNK = 25; // as many as the page brings along
const NEAR = "1500px 0px";
const KEPT = 30; // chunks in the page
const PAUSE = 50; // ms; a scrollbar that is dragged past does not load

export class List {
  constructor(scroll, element) {
    this.patches = 0; // lines exchanged so far
    this.scroll = scroll;
    this.element = element;
    this.positions = [];
    this.places = new Map(); // position → index in the list
    this.chunks = [];
    this.near = new Set();
    this.average = 96;
    this.pinned = null; // position of the segment in work: its chunk stays
    this.observer = new IntersectionObserver((entries) => this.#seen(entries), { root: scroll, rootMargin: NEAR });
    this.timer = 0;
  }

  // The segments at these positions; `first` is the chunk that the page came with.
  show(positions, first = null) {
    this.observer.disconnect();
    this.near.clear();
    this.positions = positions;
    this.places = new Map(positions.map((position, index) => [position, index]));
    this.chunks = [];
    for (let start = 0; start < positions.length; start += CHUNK) {
      const chunk = start === 0 && first ? first : document.createElement("div");
      chunk.className = "chunk";
      chunk.dataset.chunk = String(this.chunks.length);
      const loaded = chunk === first;
      if (!loaded) chunk.style.height = `${this.average * Math.min(CHUNK, positions.length - start)}px`;
      this.chunks.push({ element: chunk, start, loaded, loading: null });
    }
    this.element.replaceChildren(...this.chunks.map((chunk) => chunk.element));
    this.scroll.scrollTop = 0;
    for (const chunk of this.chunks) this.observer.observe(chunk.element);
  }

  row(position) {
    return document.getElementById(`row-${position}`);
  }

  has(position) {
    return this.places.has(position);
  }

  // The position `step` lines on from there in the list, or the nearest where that one is not in it.
  neighbour(position, step) {
    if (!this.positions.length) return null;
    const index = this.places.get(position);
    if (index !== undefined) return this.positions[index + step] ?? null;
    const after = this.positions.findIndex((p) => p > position);
    if (step > 0) return after < 0 ? null : this.positions[after];
    return after < 0 ? this.positions.at(-1) : (this.positions[after - 1] ?? null);
  }

  // The line of a segment, loaded and in sight.
  async reveal(position, block = "nearest") {
    const index = this.places.get(position);
    if (index === undefined) return null;
    const chunk = this.chunks[Math.floor(index / CHUNK)];
    if (!chunk.loaded) {
      chunk.element.scrollIntoView({ block: "start" });
      await this.#load(chunk);
      block = "center";
    }
    const row = this.row(position);
    row?.scrollIntoView({ block });
    return row;
  }

  // The lines in sight and around, asked for again, those far away when they come near; `always` also
  // those whose revision is the same.
  async refresh(always = false) {
    const changed = [];
    for (const chunk of this.chunks.filter((c) => c.loaded)) {
      if (!this.near.has(chunk) && !this.#holds(chunk, this.pinned)) {
        this.#drop(chunk);
        continue;
      }
      const asked = this.patches;
      const rows = fragment(await get("/rows", { at: this.#at(chunk).join(",") }));
      for (const fresh of rows.querySelectorAll(".row")) {
        const row = this.row(fresh.dataset.position);
        if (row?.patched > asked) continue; // changed while this answer was on its way: it is older
        if (row && (always || row.dataset.revision !== fresh.dataset.revision)) {
          this.patch(row, fresh);
          changed.push(row);
        }
      }
    }
    return changed;
  }

  // One line as it is now; what the editor put into it stays.
  patch(row, fresh) {
    row.patched = ++this.patches;
    for (const { name, value } of [...fresh.attributes]) {
      if (name !== "class" && name !== "tabindex") row.setAttribute(name, value);
    }
    row.querySelector(".gutter").replaceWith(fresh.querySelector(".gutter"));
    for (const part of [".source", ".text"]) {
      const here = row.querySelector(part);
      const there = fresh.querySelector(part);
      if (here.innerHTML !== there.innerHTML) here.replaceChildren(...there.childNodes);
    }
    row.querySelector(".absent")?.remove();
    const absent = fresh.querySelector(".absent");
    if (absent) row.querySelector(".text").after(absent);
  }

  #at(chunk) {
    return this.positions.slice(chunk.start, chunk.start + CHUNK);
  }

  #seen(entries) {
    for (const entry of entries) {
      const chunk = this.chunks[Number(entry.target.dataset.chunk)];
      if (chunk?.element !== entry.target) continue;
      if (entry.isIntersecting) this.near.add(chunk);
      else this.near.delete(chunk);
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#settle(), PAUSE);
  }

  #settle() {
    for (const chunk of this.near) {
      if (!chunk.loaded) this.#load(chunk).catch(() => setTimeout(() => this.#settle(), 2000));
    }
    const loaded = this.chunks.filter((chunk) => chunk.loaded && !this.near.has(chunk));
    for (const chunk of loaded.slice(0, Math.max(0, loaded.length - KEPT))) {
      if (!this.#holds(chunk, this.pinned)) this.#drop(chunk);
    }
  }

  #holds(chunk, position) {
    const index = this.places.get(position);
    return index !== undefined && Math.floor(index / CHUNK) * CHUNK === chunk.start;
  }

  #drop(chunk) {
    chunk.element.style.height = `${chunk.element.offsetHeight}px`;
    chunk.element.replaceChildren();
    chunk.loaded = false;
  }

  // Does what changes heights, and keeps what one sees where it is: the segment in work, else the first line.
  #steadily(change) {
    const frame = this.scroll.getBoundingClientRect();
    const top = (row) => row.getBoundingClientRect().top;
    const seen = (row) => row && row.getBoundingClientRect().bottom > frame.top && top(row) < frame.bottom;
    const pinned = this.row(this.pinned);
    const kept = seen(pinned) ? pinned : [...this.element.querySelectorAll(".row")].find(seen);
    const before = kept && top(kept);
    change();
    if (kept?.isConnected) this.scroll.scrollTop += top(kept) - before;
  }

  #load(chunk) {
    chunk.loading ??= (async () => {
      try {
        const html = await get("/rows", { at: this.#at(chunk).join(",") });
        if (!this.chunks.includes(chunk)) return;
        this.#steadily(() => {
          chunk.element.replaceChildren(fragment(html));
          chunk.element.style.height = "";
        });
        chunk.loaded = true;
        const rows = chunk.element.children.length;
        if (rows) this.average = 0.5 * this.average + (0.5 * chunk.element.offsetHeight) / rows;
      } finally {
        chunk.loading = null;
      }
    })();
    return chunk.loading;
  }
}
