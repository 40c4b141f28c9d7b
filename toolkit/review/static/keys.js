// Keys: what was pressed, and the action that the page's list has for it.

const map = JSON.parse(document.body.dataset.keys);

// A press as the list writes it; "" for a modifier alone.
function pressed(event) {
  let key = event.key;
  if (event.altKey) {
    // On a Mac the Alt key makes another character.
    if (/^Key[A-Z]$/.test(event.code)) key = event.code.slice(3);
    else if (/^Digit[1-9]$/.test(event.code)) key = "1…9";
  } else if (key.length === 1 && (event.ctrlKey || event.metaKey)) key = key.toUpperCase();
  const named = key.length > 1 || event.altKey || event.ctrlKey || event.metaKey;
  return [
    event.ctrlKey || event.metaKey ? "Ctrl+" : "",
    event.altKey ? "Alt+" : "",
    event.shiftKey && named ? "Shift+" : "",
    key,
  ].join("");
}

// Calls `actions[name](number, event)`; an action that gives false leaves the press to the browser.
export function listen(actions) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.key === "Process") return;
    const press = pressed(event);
    const action = map[press];
    if (!action) return;
    if (document.querySelector("dialog[open]")) return;
    const target = event.target;
    const writing = target.matches("textarea, input, select");
    const plain = !/^(Ctrl|Alt)\+/.test(press) && press !== "Escape" && press !== "F1";
    if (plain && writing) return;
    if (press === "Enter" && target.closest("button, a, summary")) return;
    const number = Number(/^Digit(\d)$/.exec(event.code)?.[1] ?? 0);
    if (actions[action](number, event) !== false) event.preventDefault();
  });
}
