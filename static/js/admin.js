// A list that one types into is named by its label, as the list it stands for is; it is drawn late.
(() => {
  "use strict";

  function name(select) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const box = select.parentElement.querySelector("[role=combobox]:not([data-named])");
    if (!label || !box) return;
    label.id ||= `${select.id}_label`;
    box.dataset.named = "";
    for (const part of [box, ...box.querySelectorAll("[role=textbox]")]) part.setAttribute("aria-labelledby", label.id);
  }

  const nameAll = () => document.querySelectorAll("select.admin-autocomplete").forEach(name);
  nameAll();
  new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
})();
