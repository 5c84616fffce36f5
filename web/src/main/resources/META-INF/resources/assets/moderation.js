// What the queue gains where JavaScript runs: shortcuts, and focus that goes on to the next post.
// The shortcuts can be switched off (WCAG 2.2, 2.1.4) and are silent while somebody types.
(() => {
  "use strict";

  const OFF = "moderation without shortcuts";
  const dialog = document.getElementById("keys");
  const off = document.getElementById("keys-off");
  const cards = () => [...document.querySelectorAll("[data-card]")];
  const here = () => document.activeElement.closest("[data-card]");

  function go(step) {
    const all = cards();
    const at = all.indexOf(here());
    const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1);
    all[next]?.focus();
  }

  /** With a reason already there the key decides; without one it asks for the reason first. */
  function decide(key) {
    const card = here() ?? cards()[0];
    const button = card?.querySelector(`[data-key="${key}"]`);
    if (!button) return;
    const form = button.form;
    const reason = form.elements.reason.value + form.elements.preset.value;
    if (key !== "a" && reason === "") {
      form.elements.reason.focus();
    } else {
      button.click();
    }
  }

  function typing(element) {
    return element.matches("input:not([type=checkbox]), textarea, select");
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    if (event.key === "Escape" && typing(event.target)) here()?.focus();
    if (typing(event.target) || localStorage.getItem(OFF)) return;
    const act = {
      j: () => go(1),
      k: () => go(-1),
      a: () => decide("a"),
      c: () => decide("c"),
      r: () => decide("r"),
      "?": () => dialog.showModal(),
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });

  // A lost race is an answer as well: the card shows what stands.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 409) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  document.body.addEventListener("htmx:beforeRequest", (event) => {
    const all = cards();
    const card = event.target.closest("[data-card]");
    if (card) document.body.dataset.decided = String(all.indexOf(card));
  });

  document.body.addEventListener("htmx:afterSwap", () => {
    const at = Number(document.body.dataset.decided);
    const all = cards();
    const decided = all[at];
    const next = decided?.classList.contains("decided") ? (all[at + 1] ?? decided) : decided;
    next?.focus();
  });

  document.body.addEventListener("htmx:responseError", (event) => {
    const said = document.getElementById("said");
    said.textContent =
      event.detail.xhr.status === 400
        ? "That decision lacks a reason for the author. Write one, then decide again."
        : "That did not work, and nothing was changed. Try again in a moment.";
  });

  const show = document.getElementById("show-keys");
  show.hidden = false;
  show.addEventListener("click", () => dialog.showModal());
  off.checked = localStorage.getItem(OFF) !== null;
  off.addEventListener("change", () => {
    if (off.checked) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  });
})();
