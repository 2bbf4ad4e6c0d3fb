// A passkey is asked for by the browser alone: <form data-passkey="create|get" data-options="…">.
// The button shows only where it can do something; the page says in words what to do elsewhere.
(() => {
  "use strict";

  const toBytes = (text) => {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
  };
  const toText = (bytes) =>
    btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const named = (each) => ({ ...each, id: toBytes(each.id) });

  const asked = (options) => {
    const key = { ...options.publicKey, challenge: toBytes(options.publicKey.challenge) };
    if (key.user) key.user = named(key.user);
    for (const list of ["excludeCredentials", "allowCredentials"]) {
      if (key[list]) key[list] = key[list].map(named);
    }
    return { publicKey: key };
  };

  const told = (credential) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = toText(credential.response[name]);
    }
    return {
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  };

  function passkey(form) {
    const button = form.querySelector("[data-passkey-go]");
    const said = form.querySelector("[data-passkey-said]");
    const say = (text) => { said.textContent = text ?? ""; said.hidden = !text; };
    if (!window.PublicKeyCredential) { say(form.dataset.cannot); return; }
    button.hidden = false;
    button.addEventListener("click", async () => {
      if (!form.reportValidity()) return;
      say("");
      button.disabled = true;
      try {
        const options = asked(JSON.parse(form.dataset.options));
        const answer = await navigator.credentials[form.dataset.passkey](options);
        form.elements.credential.value = JSON.stringify(told(answer));
        form.submit();
      } catch (error) {
        button.disabled = false;
        say(error.name === "InvalidStateError" ? form.dataset.already : form.dataset.stopped);
      }
    });
  }

  document.querySelectorAll("form[data-passkey]").forEach(passkey);
})();
