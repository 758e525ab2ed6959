// What works without a network: the files of the pages, the log form and the page that shows what
// the device keeps. VERSION and FILES stand before this text as it is served.
//
// No page with people in it is ever put into a cache: the two that are hold the form and the name
// of who is signed in, and the modules show in them what is kept sealed in IndexedDB.
const CACHE = `hub-${VERSION}`;
const PAGES = "hub-pages";
const SHELL = ["/log", "/offline"];

/** Fetches a page and all that it loads, and keeps them; an answer that is no page is not kept. */
async function keepPage(path) {
  const response = await fetch(path, { credentials: "same-origin", cache: "no-store" });
  const isPage = response.ok && !response.redirected
    && response.headers.get("Content-Type")?.startsWith("text/html");
  if (!isPage) return response;
  const copy = response.clone();
  const html = await copy.text();
  const files = await caches.open(CACHE);
  for (const [file] of html.matchAll(/\/assets\/[\w.-]+/g)) {
    if (!(await files.match(file))) await files.add(file);
  }
  // The text is kept as it reads, not as it was packed for the way; with the policy it came under.
  const headers = {};
  for (const name of ["Content-Type", "Content-Security-Policy", "Referrer-Policy"]) {
    if (response.headers.has(name)) headers[name] = response.headers.get(name);
  }
  await (await caches.open(PAGES)).put(path, new Response(html, { headers }));
  return response;
}

async function keepShell() {
  for (const path of SHELL) await keepPage(path).catch(() => {});
}

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    await (await caches.open(CACHE)).addAll(FILES);
    await keepShell();
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name !== CACHE && name !== PAGES) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

self.addEventListener("message", (event) => {
  if (event.data === "shell") event.waitUntil(keepShell());
});

/** A page of the shell at once, as it is kept, and anew for the next time. */
async function shell(path, event) {
  const kept = await (await caches.open(PAGES)).match(path);
  const fresh = keepPage(path);
  if (!kept) {
    // A page that was asked for may not be answered with where others led: the browser goes there.
    const response = await fresh;
    return response.redirected ? Response.redirect(response.url, 303) : response;
  }
  event.waitUntil(fresh.catch(() => {}));
  return kept;
}

async function page(event) {
  const { pathname, search } = new URL(event.request.url);
  try {
    if (SHELL.includes(pathname) && !search) return await shell(pathname, event);
    return await fetch(event.request);
  } catch {
    const kept = await (await caches.open(PAGES)).match("/offline");
    return kept ?? Response.error();
  }
}

async function file(request) {
  const kept = await caches.match(request);
  return kept ?? fetch(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (pathname.startsWith("/assets/")) event.respondWith(file(request));
});
