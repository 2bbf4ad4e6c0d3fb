// Comforts on top of pages that work without it: nothing here decides or hides anything needed.
(() => {
  "use strict";

  const words = document.getElementById("script-words")?.dataset ?? {};
  const all = (selector) => [...document.querySelectorAll(selector)];

  const element = (name, attributes = {}, text = "") => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    return made;
  };

  // What is typed is kept while it is typed: a draft saves itself at <form data-autosave="address">, every
  // other form that carries a mark keeps its words at <input data-keep="address">.
  // Only what the answer does not leave out is called saved; a file and a password are never sent along.
  function autosave(form, address, done) {
    const status = form.querySelector("[data-autosave-status]");
    let waiting;
    let changed = false;
    const say = (text) => status && (status.textContent = text);
    const typed = () => {
      const body = new FormData(form);
      for (const secret of form.querySelectorAll('input[type="file"], input[type="password"]')) body.delete(secret.name);
      return body;
    };
    const save = async () => {
      say(words.saving);
      try {
        const answer = await fetch(address, {
          method: "POST", body: typed(), headers: { "X-Autosave": "1" }, credentials: "same-origin",
        });
        if (answer.status === 409) { changed = false; say(words.changedElsewhere); return; }
        if (!answer.ok || answer.redirected) throw new Error("not saved");
        const left = markUnsaved(form, answer.status === 202 ? (await answer.json()).left : []);
        changed = false;
        if (answer.headers.has("X-Seen")) form.elements.seen.value = answer.headers.get("X-Seen");
        const at = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
        say(`${done} ${at}` + (left.length ? ` · ${words.butNot} ${left.join(", ")}` : ""));
      } catch {
        say(words.notSaved);
        waiting = setTimeout(save, 15000);
      }
    };
    form.addEventListener("input", () => {
      changed = true;
      clearTimeout(waiting);
      waiting = setTimeout(save, 1500);
    });
    form.addEventListener("submit", () => { clearTimeout(waiting); changed = false; });
    addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  }

  // Mark the questions of which something is not saved, and no others; return what they are called.
  function markUnsaved(form, names) {
    for (const mark of form.querySelectorAll(".field__unsaved")) mark.remove();
    const fields = [...form.querySelectorAll(".field")].filter((field) =>
      [...field.querySelectorAll("[name]:not([type=hidden])")].some((each) => names.includes(each.name) || names.includes(each.name.replace(/_\d+$/, ""))));
    return fields.map((field) => {
      field.append(element("p", { class: "field__unsaved" }, words.unsaved));
      const label = field.querySelector(".field__label, .field__legend, .choice__label");
      return [...(label?.childNodes ?? [])].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data.trim()).join("");
    });
  }

  // Without a connection a form stays on its page as it is; where the browser learns of it only while
  // it sends, our worker answers (offline.js).
  function stayOffline(form) {
    form.addEventListener("submit", (event) => {
      if (navigator.onLine) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      announce(words.offline);
      const notice = form.querySelector(".offline-notice") ?? element("p", { class: "offline-notice" });
      notice.textContent = words.offline;
      (event.submitter?.closest(".button-row") ?? form.lastElementChild).before(notice);
    }, true);
  }

  // A question before something that cannot be undone: <button data-confirm="question">.
  function confirmFirst(button) {
    button.addEventListener("click", (event) => {
      if (button.dataset.confirmed) return;
      event.preventDefault();
      const dialog = element("dialog", { "aria-label": button.textContent.trim() });
      const row = element("div", { class: "button-row" });
      const yes = element("button", { class: "button", type: "button" }, words.yes);
      const no = element("button", { class: "button", type: "button", "data-kind": "secondary" }, words.no);
      row.append(yes, no);
      dialog.append(element("p", {}, button.dataset.confirm), row);
      document.body.append(dialog);
      yes.addEventListener("click", () => { button.dataset.confirmed = "yes"; dialog.close(); button.click(); });
      no.addEventListener("click", () => dialog.close());
      dialog.addEventListener("close", () => { dialog.remove(); button.focus(); });
      dialog.showModal();
    });
  }

  // A question that opens takes the focus to its answer: one more key says yes.
  function answerAtHand(question) {
    question.addEventListener("toggle", () => { if (question.open) question.querySelector("form button")?.focus(); });
  }

  // Two quick presses send one form.
  function sendOnce(form) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
      setTimeout(() => delete form.dataset.sent, 4000);
    });
  }

  // What takes more than a moment says that it works: the button pressed, or the link to a paper.
  function saysItWorks(form) {
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      setTimeout(() => {
        const button = event.submitter;
        if (!button?.isConnected) return;
        button.dataset.busy = words.working;
        button.setAttribute("aria-busy", "true");
        announce(words.working);
      }, 700);
    });
  }

  function slowLink(link) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      link.dataset.busy = words.working;
      announce(words.working);
      setTimeout(() => delete link.dataset.busy, 8000);
    });
  }

  function announce(text) {
    const line = document.querySelector("[data-announce]") ?? document.body.appendChild(
      element("p", { class: "visually-hidden", role: "status", "data-announce": "" }));
    line.textContent = text;
  }

  // A list of places becomes a box to type in; the select stays the field that is sent.
  function searchablePlaces(region) {
    const select = region.querySelector("select");
    const label = document.querySelector(`label[for="${select.id}"]`);
    const places = [...select.options].filter((option) => option.value).map((option) => ({
      value: option.value, name: option.textContent.trim(),
      province: option.parentElement.tagName === "OPTGROUP" ? option.parentElement.label : "",
      also: (option.dataset.search ?? "").toLowerCase(),
    }));
    const listId = `${select.id}_places`;
    const box = element("div", { class: "region__search" });
    const input = element("input", {
      class: "input", type: "text", id: `${select.id}_search`, role: "combobox", autocomplete: "off", "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-controls": listId, placeholder: words.searchPlace,
    });
    for (const name of ["aria-describedby", "aria-invalid"]) if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
    const list = element("ul", { class: "region__list", id: listId, role: "listbox", "aria-label": words.searchPlace, hidden: "" });
    const told = element("p", { class: "region__told", role: "status" });
    const full = (place) => (place.province && place.province !== place.name ? `${place.name} · ${place.province}` : place.name);
    let shown = [];
    let active = -1;

    const close = () => { list.hidden = true; active = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
    const choose = (place) => { select.value = place.value; input.value = full(place); close(); select.dispatchEvent(new Event("input", { bubbles: true })); select.dispatchEvent(new Event("change", { bubbles: true })); };
    const mark = (index) => {
      active = index;
      [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
      const item = list.children[index];
      if (item) { input.setAttribute("aria-activedescendant", item.id); item.scrollIntoView({ block: "nearest" }); }
    };
    const show = () => {
      const typed = input.value.trim().toLowerCase();
      shown = places.filter((place) => !typed || `${place.name} ${place.province} ${place.also}`.toLowerCase().includes(typed)).slice(0, 60);
      list.replaceChildren(...shown.map((place, i) => {
        const item = element("li", { class: "region__option", role: "option", id: `${listId}_${i}`, "aria-selected": "false" });
        item.append(element("span", {}, place.name), element("span", { class: "region__province" }, place.province));
        item.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(place); });
        return item;
      }));
      list.hidden = !shown.length;
      input.setAttribute("aria-expanded", String(Boolean(shown.length)));
      told.textContent = shown.length ? `${shown.length} ${words.found}` : words.nothingFound;
      told.toggleAttribute("data-none", !shown.length);
      active = -1;
    };
    input.addEventListener("input", () => { select.value = ""; show(); });
    input.addEventListener("click", show);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) show();
        if (shown.length) mark((active + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length);
      } else if (event.key === "Enter" && !list.hidden && shown.length) {
        event.preventDefault();
        choose(shown[Math.max(active, 0)]);
      } else if (event.key === "Escape") close();
    });
    input.addEventListener("blur", () => {
      close();
      if (shown.length) told.textContent = "";
      const typed = input.value.trim();
      const exact = places.filter((place) => place.name === typed || full(place) === typed);
      if (!select.value && exact.length === 1) choose(exact[0]);
    });
    // What was typed and is no place stays, with the words for it, before anything is sent.
    select.form?.addEventListener("submit", (event) => {
      if (select.value || !input.value.trim()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      input.focus();
      show();
    }, true); // before the form counts as sent
    const chosen = places.find((place) => place.value === select.value);
    if (chosen) input.value = full(chosen);
    if (label) label.htmlFor = input.id;
    select.hidden = true;
    box.append(input, list, told);
    region.prepend(box);
  }

  function copyNumber(button) {
    if (!navigator.clipboard) return;
    button.hidden = false;
    const before = button.innerHTML;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = words.copied;
      button.setAttribute("aria-live", "polite");
      setTimeout(() => { button.innerHTML = before; }, 2500);
    });
  }

  function printButton(button) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  // In elder mode, and at a counter, the page can be heard.
  function readAloud() {
    if (!document.documentElement.matches("[data-elder], [data-aloud]") || !window.speechSynthesis) return;
    const button = element("button", { class: "button", type: "button", "data-kind": "secondary", "data-speak": "" }, words.read);
    const quiet = () => { button.textContent = words.read; };
    button.addEventListener("click", () => {
      if (speechSynthesis.speaking) { speechSynthesis.cancel(); quiet(); return; }
      for (const part of document.getElementById("main").innerText.split(/\n+/).filter((line) => line.trim() && line.trim() !== words.read)) {
        const spoken = new SpeechSynthesisUtterance(part);
        spoken.lang = document.documentElement.lang === "en" ? "en-GB" : "zh-CN";
        spoken.rate = 0.9;
        spoken.onend = () => { if (!speechSynthesis.pending) quiet(); };
        speechSynthesis.speak(spoken);
      }
      button.textContent = words.stop;
    });
    document.querySelector(".before")?.append(button);
    addEventListener("pagehide", () => speechSynthesis.cancel());
  }

  // Five minutes before a sign-in ends, say so and offer to stay.
  function sessionNotice() {
    const seconds = Number(words.sessionSeconds);
    if (!seconds) return;
    const wait = (seconds - 300) * 1000;
    if (wait < 0 || wait > 2 ** 31 - 1) return;
    setTimeout(() => {
      const toast = element("div", { class: "toast", role: "alert" });
      const stay = element("button", { class: "button", type: "button" }, words.stay);
      stay.addEventListener("click", async () => {
        await fetch(location.href, { credentials: "same-origin" });
        toast.remove();
        sessionNotice();
      });
      toast.append(element("p", {}, words.soon), stay);
      document.body.append(toast);
    }, wait);
  }

  // A page that came back with mistakes answered a POST: by stepping back to it, or loading it
  // again, one would be asked whether to send the form once more. Its address opens it as well.
  function stepBackSafely(form) {
    if (!form.hasAttribute("action")) history.replaceState(history.state, "", location.href);
  }

  // Files show how far they have come, and the page takes on what became of them: <form data-sending>.
  function showProgress(form) {
    const bar = form.querySelector("progress");
    form.addEventListener("submit", (event) => {
      const files = [...form.querySelectorAll('input[type="file"]')].some((input) => input.files.length);
      if (!files) return;
      event.preventDefault();
      if (!bar.hidden) return;
      const request = new XMLHttpRequest();
      request.upload.addEventListener("progress", (part) => { if (part.lengthComputable) bar.value = (100 * part.loaded) / part.total; });
      request.addEventListener("load", () => takeOn(request.responseText));
      request.addEventListener("error", () => { bar.hidden = true; say(form, words.brokenOff); });
      request.open("POST", form.action);
      bar.hidden = false;
      say(form, words.sending);
      request.send(new FormData(form));
    });
  }

  const say = (form, text) => {
    const line = form.querySelector("[role=status]") ?? form.appendChild(element("p", { role: "status" }));
    line.textContent = text;
  };

  // The main part of the page as it has come anew; what is being checked is asked for again.
  function takeOn(page) {
    const main = new DOMParser().parseFromString(page, "text/html").querySelector("main");
    if (!main) { location.reload(); return; }
    document.querySelector("main").replaceWith(main);
    beginSending();
    document.querySelector("main [data-focus-first]")?.focus();
  }

  function beginSending() {
    all("form[data-sending]").forEach(showProgress);
    if (document.querySelector("[data-waiting]")) setTimeout(lookAgain, 2000);
  }

  // A clerk who knows the codes ticks reasons without the mouse: digits typed outside of any box add up
  // to a code, and the reason it names is ticked, or no longer, and comes into view.
  function reasonsByCode(hint) {
    const labels = all("[data-code]").filter((label) => hint.parentElement.contains(label));
    const said = hint.querySelector("output");
    let typed = "", last = 0;
    hint.hidden = labels.length === 0;
    addEventListener("keydown", (event) => {
      const inBox = /^(TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.matches?.('input:not([type="checkbox"])');
      if (inBox || event.ctrlKey || event.altKey || event.metaKey || !/^[\w.-]$/.test(event.key)) return;
      typed = event.timeStamp - last > 2000 ? event.key : typed + event.key;
      last = event.timeStamp;
      const found = labels.find((label) => label.dataset.code.toLowerCase() === typed.toLowerCase());
      said.textContent = typed;
      if (!found) return;
      event.preventDefault();
      found.closest("details")?.setAttribute("open", "");
      found.querySelector("input").click();
      found.scrollIntoView({ block: "nearest" });
      typed = "";
    });
  }

  // Nobody's choice of a file is lost by it: whoever is at one, or has mistakes to read, is left alone.
  async function lookAgain() {
    if (document.querySelector("main [role=alert]")) return;
    const isBusy = all('input[type="file"]').some((input) => input.files.length || input === document.activeElement);
    if (isBusy) { setTimeout(lookAgain, 2000); return; }
    const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
    if (answer?.ok && !answer.redirected) takeOn(await answer.text());
  }

  all("main form:has([data-invalid])").forEach(stepBackSafely);
  all("form[data-autosave]").forEach((form) => autosave(form, form.dataset.autosave, words.saved));
  all("[data-keep]").filter((mark) => !mark.form.dataset.autosave).forEach((mark) => autosave(mark.form, mark.dataset.keep, words.kept));
  all("form").forEach(stayOffline);
  navigator.serviceWorker?.register("/offline.js").catch(() => {});
  all("[data-confirm]").forEach(confirmFirst);
  all("details.confirm").forEach(answerAtHand);
  all('form[method="post"]').forEach(sendOnce);
  all('form[method="post"]').forEach(saysItWorks);
  all("[data-slow]").forEach(slowLink);
  addEventListener("pageshow", () => all("[data-busy]").forEach((each) => {
    delete each.dataset.busy;
    each.removeAttribute("aria-busy");
  }));
  all("[data-region-chooser]").forEach(searchablePlaces);
  all("[data-copy]").forEach(copyNumber);
  all("[data-print]").forEach(printButton);
  all("[data-by-code]").forEach(reasonsByCode);
  beginSending();
  readAloud();
  sessionNotice();
  document.querySelector("[data-focus-first]")?.focus();
  addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
    if (event.key !== "/" || typing || document.documentElement.dataset.room !== "desk") return;
    const search = document.querySelector("[data-search]");
    if (search) { event.preventDefault(); search.focus(); }
  });
})();
