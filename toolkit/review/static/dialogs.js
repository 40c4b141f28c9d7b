// The dialogs: keys, find and replace, a new term.

import { fragment, post, say } from "./net.js";

const byId = (id) => document.getElementById(id);

for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
}

export const help = () => byId("help-dialog").showModal();

// `done(answer)` is told when something was replaced.
export function replacing(done, warn) {
  const dialog = byId("replace-dialog");
  const preview = byId("preview");
  const go = byId("replace-do");
  const wish = () => ({
    query: byId("find-query").value,
    replacement: byId("find-replacement").value,
    match_case: byId("find-case").checked,
    whole_words: byId("find-whole").checked,
  });
  const boxes = () => [...preview.querySelectorAll("input[data-id]")];
  const chosen = () => boxes().filter((box) => box.checked);
  const show = (html) => {
    preview.replaceChildren(fragment(html));
    go.disabled = chosen().length === 0;
  };
  const clear = () => {
    preview.replaceChildren();
    go.disabled = true;
  };

  byId("replace-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      show((await post("/find", wish())).preview);
    } catch (failure) {
      clear();
      preview.textContent = failure.message;
    }
  });
  byId("replace-form").addEventListener("input", clear);
  preview.addEventListener("change", (event) => {
    if (event.target.id === "choose-all") for (const box of boxes()) box.checked = event.target.checked;
    go.disabled = chosen().length === 0;
  });
  go.addEventListener("click", async () => {
    const rows = chosen().map((box) => ({ segment: box.dataset.id, revision: Number(box.dataset.revision) }));
    go.disabled = true;
    try {
      const answer = await post("/replace", { ...wish(), chosen: rows });
      dialog.close();
      done(answer);
    } catch (failure) {
      if (failure.body.stale) {
        show(failure.body.preview);
        warn(say("replace-stale"));
      } else {
        go.disabled = false;
        warn(failure.message, failure.gone);
      }
    }
  });

  return (selected) => {
    clear();
    if (selected) byId("find-query").value = selected;
    dialog.showModal();
    byId("find-query").select();
  };
}

// `done(file)` is told when a term was added.
export function adding(done) {
  const dialog = byId("term-dialog");
  const error = byId("term-error");
  const again = byId("term-replace-label");

  byId("term-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    byId("term-save").disabled = true;
    try {
      const answer = await post("/term", {
        zh: byId("term-zh").value,
        en: byId("term-en").value,
        note: byId("term-note").value,
        replace: byId("term-replace").checked,
      });
      dialog.close();
      done(answer.file);
    } catch (failure) {
      error.textContent = failure.message;
      error.hidden = false;
      again.hidden = failure.body?.error !== "other-english";
    } finally {
      byId("term-save").disabled = false;
    }
  });

  return (chinese, english) => {
    byId("term-form").reset();
    error.hidden = true;
    again.hidden = true;
    byId("term-zh").value = chinese;
    byId("term-en").value = english;
    dialog.showModal();
    byId(chinese ? "term-en" : "term-zh").focus();
  };
}
