{# The worker of the pages. Needs: words (the mark on the page that is kept for later). #}
// Answers where the network does not: with the one page that is kept, and the words of the form that
// was on its way. Only that page and its style are kept; nobody's answers are.
"use strict";

const KEPT = "offline-{{ static('css/site.css')|urlencode }}";
const PAGE = "{{ url('offline') }}";
const FORM = "application/x-www-form-urlencoded";
// What opens a door is never written into a page.
const SECRET = /password|code|login|token_/i;

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll([PAGE, "{{ static('css/site.css') }}"])));
});

self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => names.filter((name) => name !== KEPT));
  event.waitUntil(old.then((names) => Promise.all(names.map((name) => caches.delete(name)))));
});

self.addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate") event.respondWith(answer(event.request));
  else if (event.request.destination === "style") event.respondWith(style(event.request));
});

async function answer(request) {
  const isForm = request.method === "POST" && (request.headers.get("Content-Type") ?? "").startsWith(FORM);
  const copy = isForm ? request.clone() : null;
  try {
    return await fetch(request);
  } catch (fault) {
    const page = await caches.match(PAGE);
    if (!page) throw fault;
    const way = copy ? sendAgain(request.url, await copy.text()) : tryAgain(request.url);
    const text = (await page.text()).replace("{{ words|safe }}", () => way);
    return new Response(text, { status: 503, headers: page.headers });
  }
}

async function style(request) {
  try {
    return await fetch(request);
  } catch (fault) {
    const kept = await caches.match(request);
    if (!kept) throw fault;
    return kept;
  }
}

function tryAgain(address) {
  return `<p><a class="button" data-size="large" href="${escaped(address)}">再试一次 <span lang="en">Try again</span></a></p>`;
}

function sendAgain(address, body) {
  const words = [...new URLSearchParams(body)];
  if (words.some(([name]) => name !== "csrfmiddlewaretoken" && SECRET.test(name))) return tryAgain(address);
  const inputs = words.map(([name, said]) =>
    `<input type="hidden" name="${escaped(name)}" value="${escaped(said)}">`);
  return `<form method="post" action="${escaped(address)}">${inputs.join("")}
    <p>您填写的内容都在这一页，请不要关闭它。 <span lang="en">What you typed is on this page: keep it open.</span></p>
    <div class="button-row"><button class="button" data-size="large">再发送一次 <span lang="en">Send it again</span></button></div>
    </form>`;
}
