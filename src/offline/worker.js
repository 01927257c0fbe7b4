// Keeps the pages that a reader opens, so that they can be read with no signal. What the network says comes first; a
// saved copy says so, and from when it is. docs/offline.md tells how, and how to stop it.
"use strict";
(() => {
  /** @typedef {{saved: string, overdue: string, date: string, months: string[]}} Words by language; "{date}" stands for a day */
  /** @typedef {{build: string, first: string[], files: string[], pages: Record<string, string>, words: Record<string, Words>}} Site */
  /** @type {Site} what the build knows: pages with the day of their next check, files that never change */
  const site = { build: "", first: [], files: [], pages: {}, words: {} };
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const scope = worker.registration.scope, ours = `saved-pages ${scope} `, name = ours + site.build;
  /** How long a reader waits for the network when there is a copy, in milliseconds. */
  const PATIENCE = 3000;

  /** @param {string} address @returns {string} where it lies in this site, without what stands behind `?` or `#` */
  const place = address => {
    const url = new URL(address);
    const plain = url.origin + url.pathname;
    return plain.startsWith(scope) ? plain.slice(scope.length) : ".";
  };
  /** @param {string} path */
  const isPage = path => Object.hasOwn(site.pages, path);
  /** @type {Promise<Cache | undefined> | undefined} */
  let opened;
  /** What this build keeps. Once a later build has deleted it, it stays away: it is opened once, and only if it is there. */
  const cache = () => opened ??= caches.has(name).then(is => is ? caches.open(name) : undefined);

  /** @param {string} path @param {Response} answer @returns {Promise<string>} what was kept, once it is here whole */
  const keep = async (path, answer) => {
    const body = await answer.clone().blob(), headers = new Headers(answer.headers);
    headers.set("saved", new Date().toISOString());
    await (await cache())?.put(scope + path, new Response(body, { headers }));
    return isPage(path) ? body.text() : "";
  };

  /** Fetches something and keeps it, and the files that a page needs. What does not come is left out. @param {string} path */
  const bring = async path => {
    try {
      const answer = await fetch(scope + path);
      if (!answer.ok) return;
      const html = await keep(path, answer);
      const files = [...html.matchAll(/ src="([^"]+)"/g)].map(([, src]) => place(new URL(src, scope + path).href));
      await Promise.all(files.filter(file => site.files.includes(file)).map(bring));
    } catch {}
  };

  /** The caches of other builds of this site. */
  const others = async () => (await caches.keys()).filter(other => other.startsWith(ours) && other !== name);

  worker.addEventListener("install", event => event.waitUntil((async () => {
    // Pages come from the network first, so two builds never mix.
    worker.skipWaiting();
    await caches.open(name);
    const wanted = new Set(site.first);
    const windows = await worker.clients.matchAll({ includeUncontrolled: true, type: "window" });
    windows.forEach(client => wanted.add(place(client.url)));
    for (const other of await others()) {
      const kept = await (await caches.open(other)).keys();
      kept.forEach(request => wanted.add(place(request.url)));
    }
    await Promise.all([...wanted].filter(isPage).map(bring));
  })()));

  worker.addEventListener("activate", event => event.waitUntil((async () => {
    const forget = async () => { for (const other of await others()) await caches.delete(other); };
    await forget();
    await worker.clients.claim();
    // A page that was on its way through the worker before this one may have brought its cache back.
    await forget();
  })()));

  /** @param {Words} words @param {Date} day */
  const date = (words, day) => words.date.replace("{day}", String(day.getDate()))
    .replace("{month}", words.months[day.getMonth()]).replace("{year}", String(day.getFullYear()));

  /** @param {string} path @returns {Promise<Response | undefined>} the saved copy of a page, which says from when it is */
  const saved = async path => {
    const copy = await (await cache())?.match(scope + path);
    if (!copy) return;
    const html = await copy.text(), language = /<html[^>]* lang="([^"]*)"/.exec(html)?.[1] ?? "";
    const words = site.words[language] ?? Object.values(site.words)[0];
    let notes = words.saved.replace("{date}", date(words, new Date(copy.headers.get("saved") ?? 0)));
    const due = new Date(site.pages[path] + "T23:59:59");
    // Most pages watch their date themselves.
    if (new Date() > due && !html.includes('id="overdue"')) notes += words.overdue.replace("{date}", date(words, due));
    return new Response(html.replace(/<main[^>]*>/, main => main + notes), { headers: copy.headers });
  };

  /** From the network; the saved copy if that takes too long or fails. @param {FetchEvent} event @param {string} path */
  const page = async (event, path) => {
    const fresh = (async () => {
      const answer = await fetch(event.request);
      if (answer.ok) await keep(path, answer);
      // What is gone from the site goes from the device.
      if (answer.status === 404 || answer.status === 410) await (await cache())?.delete(scope + path);
      return answer;
    })();
    // A late answer is kept all the same.
    event.waitUntil(fresh.catch(() => {}));
    const late = new Promise(done => setTimeout(done, PATIENCE));
    const answer = await Promise.race([fresh, late]).catch(() => {});
    if (answer && answer.status < 500) return answer;
    return await saved(path) ?? fresh;
  };

  /** A file with its fingerprint in its name: what was kept is right. @param {string} path */
  const file = async path => {
    const kept = await (await cache())?.match(scope + path);
    if (kept) return kept;
    const answer = await fetch(scope + path);
    if (answer.ok) await keep(path, answer);
    return answer;
  };

  worker.addEventListener("fetch", event => {
    const { request } = event, path = place(request.url);
    if (request.method !== "GET") return;
    if (request.mode === "navigate" && isPage(path)) event.respondWith(page(event, path));
    else if (site.files.includes(path)) event.respondWith(file(path));
  });
})();
