// The cookie choice: posts it without leaving the page, so that a half-filled form stays. Loads nothing, whatever is chosen;
// parts of the site that need permission listen to the event `consent`. The server's answer sets the cookie.
"use strict";
document.documentElement.classList.add("script");

(() => {
  const emptyOptionalStorage = () => {
    for (const store of ["localStorage", "sessionStorage"]) {
      try { window[store].clear(); } catch { /* a browser that keeps nothing has nothing to empty */ }
    }
  };

  const tell = (said, choices) => {
    const banner = document.getElementById("consent");
    const done = document.getElementById("consent-done");
    if (Object.values(choices).includes(false)) emptyOptionalStorage();
    document.dispatchEvent(new CustomEvent("consent", { detail: choices }));
    if (!done) return;
    banner.hidden = true;
    done.querySelector("p").textContent = done.dataset[said];
    done.hidden = false;
    if (said !== "signal") done.focus();
  };

  const post = async (form, method) => {
    const members = new URLSearchParams(new FormData(form));
    members.set("method", method);
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: members, credentials: "same-origin", headers: { Accept: "application/json" },
      });
      if (!answer.ok) throw new Error();
      const { state } = await answer.json();
      tell(method === "browser_signal" ? "signal" : Object.values(state.choices).includes(true) ? "yes" : "no", state.choices);
    } catch {
      tell("failed", { preferences: false, performance: false, analytics: false, interests: false });
    }
  };

  // Measures only what the kept choice allows, and asks the server, which looks at the choice once more.
  const measure = () => {
    const kept = document.cookie.match(/(?:^|; )consent=(cns_[0-9A-Z]{26})\.([yn]{4})/);
    if (!kept) return;
    const page = location.pathname.split("/")[2] || "home";
    const known = ["home", "join", "calculator", "interest", "jobs", "cookies", "notice"].includes(page) ? page : "other";
    const send = (kind, milliseconds) => fetch("/api/measurements", {
      method: "POST", keepalive: true, credentials: "same-origin", headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ consent: kept[1], kind, page: known, milliseconds }),
    }).catch(() => {});
    if (kept[2][1] === "y") send("performance", Math.min(Math.round(performance.now()), 120000));
    if (kept[2][2] === "y") send("analytics", 0);
  };
  window.addEventListener("load", measure);

  document.addEventListener("DOMContentLoaded", () => {
    const banner = document.querySelector(".banner #consent");
    if (!banner) return;
    const form = banner.querySelector("form");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      post(form, event.submitter.value);
    });
    document.querySelector("#consent-done button").addEventListener("click", () => {
      document.getElementById("consent-done").hidden = true;
      const title = document.querySelector("h1");
      title.tabIndex = -1;
      title.focus();
    });
    if (banner.dataset.signal) post(form, "browser_signal");
  });
})();
