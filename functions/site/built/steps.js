// One topic of a long form at a time: each section of `form[data-steps]` is a step with an address of its own (#step-2), and
// the last step shows the answers. Checks nothing, keeps nothing: without script the same page is one long form.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-steps]");
  if (!form || document.getElementById("errors")) return; // with errors the whole form stays in sight
  const said = form.dataset;
  const make = (name, members = {}, ...children) => {
    const element = Object.assign(document.createElement(name), members);
    element.append(...children);
    return element;
  };
  const parts = [...form.querySelectorAll(":scope > section")];
  const answers = make("section", {}, make("h2", { className: "govuk-heading-m", textContent: said.check }));
  const list = answers.appendChild(make("dl", { className: "govuk-summary-list" }));
  const send = form.querySelector("[data-send]");
  form.insertBefore(answers, send);
  answers.append(send);
  const steps = [...parts, answers];

  const valueOf = (field) => {
    if (field.type === "radio" || field.type === "checkbox") return field.checked ? form.querySelector(`label[for="${field.id}"]`).textContent : "";
    return field.tagName === "SELECT" ? (field.value ? field.selectedOptions[0].textContent : "") : field.value;
  };
  const rows = (part) => {
    const found = new Map();
    for (const field of part.querySelectorAll("input:not([type=hidden]), select, textarea")) {
      const group = field.closest(".govuk-form-group .govuk-fieldset, .govuk-form-group");
      const name = (group.closest(".govuk-fieldset[role=group]") || group).querySelector("legend, label").textContent;
      const child = field.closest(".child");
      const label = child ? `${child.querySelector("legend").textContent}, ${name}` : name;
      const value = valueOf(field).trim();
      if (value) found.set(label, found.has(label) ? `${found.get(label)} ${value}` : value);
    }
    return found;
  };
  const summarise = () => {
    list.replaceChildren();
    parts.forEach((part, at) => {
      for (const [label, value] of rows(part)) {
        const change = make("a", { className: "govuk-link", href: `#step-${at + 1}` }, said.change, make("span", { className: "govuk-visually-hidden", textContent: ` ${label}` }));
        list.append(make("div", { className: "govuk-summary-list__row" },
          make("dt", { className: "govuk-summary-list__key", textContent: label }),
          make("dd", { className: "govuk-summary-list__value", textContent: value }),
          make("dd", { className: "govuk-summary-list__actions" }, change)));
      }
    });
  };

  const asked = () => {
    const match = location.hash.match(/^#step-(\d+)$/);
    return match ? Math.min(Math.max(Number(match[1]), 1), steps.length) : 1;
  };
  let first = true;
  const show = () => {
    const now = asked();
    if (now === steps.length) summarise();
    steps.forEach((step, at) => { step.hidden = at + 1 !== now; });
    const title = steps[now - 1].querySelector("h2");
    title.tabIndex = -1;
    if (!first) title.focus();
    first = false;
  };

  steps.forEach((step, at) => {
    step.prepend(make("p", { className: "govuk-caption-m", textContent: said.step.replace("{number}", at + 1).replace("{steps}", steps.length) }));
    if (at > 0) step.prepend(make("a", { className: "govuk-back-link", href: `#step-${at}`, textContent: said.back }));
    if (at < steps.length - 1) {
      const next = make("a", { className: "govuk-button", href: `#step-${at + 2}`, role: "button", draggable: false, textContent: said.next });
      next.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); next.click(); } });
      step.append(next);
    }
  });
  // Enter in a field goes on to the next topic; only the last step sends.
  form.addEventListener("keydown", (event) => {
    const now = steps[asked() - 1];
    if (event.key !== "Enter" || event.target.tagName !== "INPUT" || now === answers) return;
    event.preventDefault();
    now.querySelector(":scope > a.govuk-button").click();
  });
  window.addEventListener("hashchange", show);
  show();
});
