// What the queue gains where JavaScript runs: shortcuts, and focus that goes on to the next post.
// The shortcuts can be switched off (WCAG 2.2, 2.1.4) and are silent while somebody types.
(() => {
  "use strict";

  const OFF = "moderation without shortcuts";
  const dialog = document.getElementById("keys");
  const off = document.getElementById("keys-off");
  const cards = () => [...document.querySelectorAll("[data-card]:not(.decided)")];
  const here = () => document.activeElement.closest("[data-card]");

  function go(step) {
    const all = cards();
    const at = all.indexOf(here());
    const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1);
    all[next]?.focus();
  }

  /**
   * Decides on the post that has the focus, so on none that nobody is at. With a reason already
   * there the key decides; without one it asks for the reason first.
   */
  function decide(key) {
    if (!here()) go(1);
    else choose(here().querySelector(`[data-key="${key}"]`), key);
  }

  function choose(button, key) {
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
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || dialog?.open) return;
    if (event.key === "Escape" && typing(event.target)) here()?.focus();
    if (typing(event.target) || localStorage.getItem(OFF)) return;
    const act = {
      j: () => go(1),
      k: () => go(-1),
      a: () => decide("a"),
      c: () => decide("c"),
      r: () => decide("r"),
      "?": () => dialog?.showModal(),
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });

  // A lost race and a missing reason are answers as well: the card shows what stands.
  let follow = false;
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if ([409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
    const focused = document.activeElement;
    follow = focused === document.body || event.detail.target.contains(focused);
  });

  // Focus goes on to the next post, unless somebody has taken it elsewhere meanwhile.
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const card = event.target;
    if (!follow || !card.matches("[data-card]")) return;
    const lacking = event.detail.xhr.status === 422 && card.querySelector("[name=reason]");
    (lacking || following(card) || card).focus();
  });

  function following(card) {
    if (!card.classList.contains("decided")) return card;
    const after = cards().filter(
      (other) => card.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    return after[0] ?? cards().at(-1);
  }

  function say(text) {
    document.getElementById("said").textContent = text;
  }

  document.body.addEventListener("htmx:responseError", (event) => {
    const out = [401, 403].includes(event.detail.xhr.status);
    say(
      out
        ? "You are no longer signed in as a moderator, and nothing was changed. Sign in in another tab, then decide again."
        : "That did not work, and nothing was changed. Try again in a moment.",
    );
  });
  document.body.addEventListener("htmx:sendError", () =>
    say("The board does not answer. Whether the decision counts is not known: decide again to see."),
  );

  const show = document.getElementById("show-keys");
  if (!show) return;
  show.hidden = false;
  show.addEventListener("click", () => dialog.showModal());
  off.checked = localStorage.getItem(OFF) !== null;
  off.addEventListener("change", () => {
    if (off.checked) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  });
})();
