// Asking the app; everything the page says is in its words.

const words = JSON.parse(document.body.dataset.words);

export const say = (name, values = {}) =>
  Object.entries(values).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, String(value)), words[name]);

export class Failure extends Error {
  constructor(status, body) {
    super(body?.message || say(status === 0 ? "offline" : "error"));
    this.status = status; // 0: the app does not answer
    this.gone = status === 0 || status === 401; // not there, or not for this link
    this.body = body ?? {};
  }
}

async function ask(path, options) {
  let response, json, body;
  try {
    response = await fetch(path, { ...options, headers: { Accept: "application/json", ...options.headers } });
    json = (response.headers.get("content-type") ?? "").startsWith("application/json");
    body = json ? await response.json() : await response.text(); // an answer can be cut off in the middle
  } catch (failure) {
    if (options.signal?.aborted) throw failure; // nobody waits for it any more
    throw new Failure(0);
  }
  if (!response.ok) {
    if (response.status === 401) throw new Failure(401, { message: say("session-over") });
    throw new Failure(response.status, json ? body : {});
  }
  return body;
}

export const get = (path, query = {}, signal = undefined) =>
  ask(`${path}?${new URLSearchParams(query)}`, { signal });

export const post = (path, body) => {
  const content = JSON.stringify(body);
  // A page that is being closed still sends what was typed last.
  const keepalive = content.length < 20_000;
  return ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: content, keepalive });
};

export const fragment = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
};
