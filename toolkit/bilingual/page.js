(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const segments = [...document.querySelectorAll(".segment")];
  const sections = [...document.querySelectorAll("main > section")];
  const tables = [...document.querySelectorAll("main > section > .table, .table tr")];
  const remarks = [...document.querySelectorAll("[data-of]")];
  const buttons = [...document.querySelectorAll("[data-filter]")];
  const search = document.getElementById("search");
  const shown = document.getElementById("shown");
  const nothing = document.querySelector(".nothing");
  const texts = new Map();

  const text = (segment) => {
    if (!texts.has(segment)) {
      const words = [".source", ".target", ".id"].map((part) => segment.querySelector(part).textContent);
      texts.set(segment, words.join("\n").toLowerCase());
    }
    return texts.get(segment);
  };

  // filters and search
  const passes = (segment, filter) => {
    const data = segment.dataset;
    if (filter === "all") return true;
    if (filter === "findings") return data.worst !== "";
    if (filter === "missing") return data.missing === "yes";
    if (filter === "red") return data.light === "red";
    if (filter === "unreviewed") return data.reviewed === "no";
    return data.severities.split(" ").includes(filter);
  };

  const highlight = (query) => {
    if (!globalThis.Highlight || !CSS.highlights) return;
    CSS.highlights.delete("search");
    if (!query) return;
    const found = new Highlight();
    for (const segment of segments) {
      if (segment.hidden) continue;
      for (const part of segment.querySelectorAll(".source, .target")) {
        const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const words = node.data.toLowerCase();
          if (words.length !== node.data.length) continue;
          for (let at = words.indexOf(query); at >= 0; at = words.indexOf(query, at + query.length)) {
            const range = new Range();
            range.setStart(node, at);
            range.setEnd(node, at + query.length);
            found.add(range);
          }
        }
      }
    }
    CSS.highlights.set("search", found);
  };

  const update = () => {
    const filter = buttons.find((button) => button.getAttribute("aria-pressed") === "true").dataset.filter;
    const query = search.value.trim().toLowerCase();
    let count = 0;
    for (const segment of segments) {
      segment.hidden = !passes(segment, filter) || (query !== "" && !text(segment).includes(query));
      count += segment.hidden ? 0 : 1;
    }
    for (const part of [...tables, ...sections]) {
      part.hidden = part.querySelector(".segment:not([hidden])") === null;
    }
    for (const remark of remarks) {
      remark.hidden = document.getElementById(remark.dataset.of).hidden;
    }
    nothing.hidden = count > 0;
    const all = filter === "all" && query === "";
    shown.textContent = all ? "" : `${count.toLocaleString("en")} of ${segments.length.toLocaleString("en")} shown`;
    highlight(query);
  };

  const press = (button) => {
    for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      press(button);
      update();
    });
  }
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, 120);
  });

  // a term or number and its partner on the other side
  let lit = [];
  const light = (segment, key) => {
    for (const mark of lit) mark.classList.remove("on");
    lit = key ? [...segment.querySelectorAll("mark[data-c]")].filter((mark) => mark.dataset.c === key) : [];
    for (const mark of lit) mark.classList.add("on");
  };
  const hover = (event) => {
    const mark = event.target.closest?.("mark[data-c]");
    if (mark) light(mark.closest(".segment"), mark.dataset.c);
    else if (lit.length) light(null, "");
  };
  document.addEventListener("pointerover", hover);
  document.addEventListener("focusin", hover);

  // keys: j and k go through the segments, left and right through the marks, / searches
  const step = (direction) => {
    const visible = segments.filter((segment) => !segment.hidden);
    const here = document.activeElement.closest?.(".segment");
    let index = visible.indexOf(here);
    if (index < 0) index = visible.findIndex((segment) => segment.getBoundingClientRect().bottom > 120) - direction;
    const next = visible[Math.min(visible.length - 1, Math.max(0, index + direction))];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const stepMark = (direction) => {
    const segment = document.activeElement.closest?.(".segment");
    if (!segment) return false;
    const keys = [...segment.querySelectorAll(".source mark[data-c]")].map((mark) => mark.dataset.c);
    if (!keys.length) return false;
    const current = lit.length && segment.contains(lit[0]) ? keys.indexOf(lit[0].dataset.c) : direction > 0 ? -1 : 0;
    light(segment, keys[(current + direction + keys.length) % keys.length]);
    shown.textContent = lit[0].title;
    return true;
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === search) {
      if (event.key === "Escape") {
        search.value = "";
        update();
        search.blur();
      }
      return;
    }
    if (event.key === "/") search.focus();
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      if (!stepMark(event.key === "ArrowRight" ? 1 : -1)) return;
    } else return;
    event.preventDefault();
  });

  // where the reader is, in the tree
  const links = new Map([...document.querySelectorAll(".tree a")].map((link) => [link.hash.slice(1), link]));
  let current = null;
  const seen = new Set();
  const watch = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) seen[entry.isIntersecting ? "add" : "delete"](entry.target);
      const top = sections.find((section) => seen.has(section));
      const link = top && links.get(top.id);
      if (!link || link === current) return;
      current?.removeAttribute("aria-current");
      link.setAttribute("aria-current", "true");
      current = link;
      const tree = document.querySelector(".tree");
      const box = link.getBoundingClientRect();
      const frame = tree.getBoundingClientRect();
      if (box.top < frame.top || box.bottom > frame.bottom) tree.scrollTop += box.top - frame.top - frame.height / 3;
    },
    { rootMargin: "-80px 0px -60% 0px" },
  );
  for (const section of sections) watch.observe(section);

  // links lead into folded and filtered places too
  const arrive = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place) return;
    const fold = place.closest("details");
    if (fold) fold.open = true;
    const hidden = place.closest("[hidden]") ?? place.querySelector(".segment[hidden]");
    if (hidden) {
      search.value = "";
      press(buttons[0]);
      update();
    }
    if (fold || hidden) place.scrollIntoView();
  };
  addEventListener("hashchange", arrive);
  arrive();
})();
