// Takes back what an earlier worker.js of this site did: the pages it saved, and itself. docs/offline.md says why it is here.
"use strict";
(() => {
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  worker.addEventListener("install", () => worker.skipWaiting());
  worker.addEventListener("activate", event => event.waitUntil((async () => {
    const ours = `saved-pages ${worker.registration.scope} `;
    for (const name of await caches.keys()) if (name.startsWith(ours)) await caches.delete(name);
    await worker.registration.unregister();
  })()));
})();
