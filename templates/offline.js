// Starts the worker that keeps pages for readers with no signal, once the page itself is there.
{
  const { serviceWorker } = navigator, { root } = document.currentScript.dataset;
  if (serviceWorker && location.protocol !== "file:")
    addEventListener("load", () => serviceWorker.register(root + "worker.js").catch(() => {}));
}
