// What the browser keeps of a site for readers with no signal.

/** The caches' names and, as far as they lie in this folder, the paths in them; once the worker is at work. */
async function copies(folder) {
  const registration = await navigator.serviceWorker.ready;
  while (registration.installing || registration.waiting) await new Promise((done) => setTimeout(done, 50));
  const names = await caches.keys();
  const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return { names, paths: requests.flat().map(({ url }) => url.slice(folder.length)).sort() };
}

/** Looks for a new worker. One that is just going away refuses. */
async function update() {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration?.update().catch(() => {});
}

/** What is left of it: caches and workers. */
async function left() {
  const workers = (await navigator.serviceWorker.getRegistrations()).length;
  return { workers, caches: (await caches.keys()).length };
}

/** The title of a page and the notes that a reader sees above it; no title where the browser shows a page of its own. */
function above() {
  if (!document.querySelector("main")) return { title: "", notes: [] };
  const notes = [...document.querySelectorAll("main > .note:has(~ h1)")].filter((note) => note.checkVisibility());
  return { title: document.querySelector("h1").textContent, notes: notes.map((note) => note.textContent.trim()) };
}

/** Today as the site writes it. */
function today() {
  return new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}
