// What pages gain where JavaScript runs: times in words and in the reader's zone, counters, and a
// copy of what is being written that outlives a closed tab. Every page works without it.
(() => {
  "use strict";

  const units = [
    ["year", 31536000],
    ["month", 2592000],
    ["day", 86400],
    ["hour", 3600],
    ["minute", 60],
  ];
  const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
  const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

  function inWords(date) {
    const seconds = (date - Date.now()) / 1000;
    for (const [unit, length] of units) {
      if (Math.abs(seconds) >= length) {
        return words.format(Math.trunc(seconds / length), unit);
      }
    }
    return seconds > 0 ? "in a moment" : "just now";
  }

  function times(root) {
    for (const time of root.querySelectorAll("time[datetime]")) {
      const date = new Date(time.dateTime);
      const text = inWords(date);
      if (time.textContent !== text) {
        time.textContent = text;
        time.title = full.format(date);
      }
    }
  }

  function count(field) {
    const shown = document.querySelector(`[data-count="${field.id}"]`);
    const left = Number(field.dataset.limit) - [...field.value.normalize("NFC").trim()].length;
    shown.textContent = left < 0 ? `${-left} too many.` : `${left} left.`;
    shown.classList.toggle("over", left < 0);
  }

  function writing(form) {
    const name = `draft of ${form.dataset.user} ${form.dataset.of}`;
    const fields = [form.elements.title, form.elements.body];
    const kept = JSON.parse(localStorage.getItem(name) ?? "null");
    const untouched = form.dataset.of || fields.every((field) => field.value === "");
    if (kept && form.dataset.user && untouched) {
      fields.forEach((field, i) => (field.value = kept[i] ?? ""));
    }
    for (const field of fields) {
      count(field);
      field.addEventListener("input", () => {
        count(field);
        localStorage.setItem(name, JSON.stringify(fields.map((f) => f.value)));
      });
    }
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (event.submitter?.formAction.endsWith("/posts/preview")) return;
      if (sent) event.preventDefault();
      sent = true;
    });
    window.addEventListener("pageshow", () => (sent = false));
  }

  function submitted() {
    if (document.querySelector("[data-forget-drafts]")) {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith("draft of ")) localStorage.removeItem(key);
      }
    }
  }

  times(document);
  setInterval(() => times(document), 30000);
  document.body.addEventListener("htmx:load", (event) => times(event.detail.elt));
  const form = document.getElementById("write");
  if (form) writing(form);
  submitted();
  document.getElementById("problems")?.focus();
})();
