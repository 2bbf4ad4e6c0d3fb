// While a question is written: numbers of persons go out of it before anything is sent, and the nearest
// answers stand beside it. <textarea data-near="address">; the server masks and judges once more by itself.
(() => {
  "use strict";

  const box = document.querySelector("textarea[data-near]");
  if (!box) return;
  const form = box.form;
  const beside = document.querySelector("[data-nearest]");
  const told = document.querySelector("[data-masked]");
  // Beside the form where there is room, and else right under what is being written.
  if (matchMedia("(max-width: 60em)").matches) box.closest(".field").after(beside);
  box.closest(".field").after(told);
  const PAUSE = 600, LEAST = 10, OUT = "[号码]";

  // GB 11643: the eighteenth place follows from the others.
  const isIdentity = (number) => {
    const sum = [...number.slice(0, 17)].reduce((total, digit, at) => total + digit * (2 ** (17 - at) % 11), 0);
    return "10X98765432"[sum % 11] === number[17].toUpperCase();
  };
  const isLuhn = (number) => {
    const digits = [...number].filter((sign) => sign >= "0" && sign <= "9").reverse();
    const sum = digits.reduce((total, digit, at) => {
      const doubled = at % 2 ? digit * 2 : Number(digit);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
    return sum % 10 === 0;
  };
  const RULES = [
    [/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g, () => true],
    [/(?<![0-9])[1-9]\d{16}[\dXx](?![0-9])/g, isIdentity],
    [/(?<!\d)[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}(?!\d)/g, () => true],
    [/(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g, () => true],
    [/(?<!\d)\d(?:[ -]?\d){15,18}(?!\d)/g, isLuhn],
  ];
  const masked = (text) => RULES.reduce((said, [rule, holds]) => said.replace(rule, (found) => (holds(found) ? OUT : found)), text);

  function maskNow() {
    const said = masked(box.value);
    if (said === box.value) return;
    const place = Math.max(0, said.length - (box.value.length - box.selectionEnd));
    box.value = said;
    box.setSelectionRange(place, place);
    told.hidden = false;
    told.textContent = told.dataset.masked;
  }

  let waiting, asked = "";
  async function lookFor() {
    maskNow();
    const words = box.value.trim();
    if (words.length < LEAST || words === asked) return;
    asked = words;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("text", words);
    body.set("region", form.elements.region.value);
    const answer = await fetch(box.dataset.near, { method: "POST", body, credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok || box.value.trim() !== words) return;
    beside.innerHTML = await answer.text();
    beside.hidden = !beside.children.length;
  }

  // A number is whole once something else follows it, or the box is left.
  box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(lookFor, PAUSE); });
  box.addEventListener("change", maskNow);
  form.elements.region.addEventListener("change", () => { asked = ""; lookFor(); });
  form.addEventListener("submit", maskNow, true);
  lookFor();
})();
