// Filters and the lighting up of evidence. The page is complete without it.
(() => {
  "use strict";
  const toolbar = document.querySelector(".toolbar");
  const buttons = [...toolbar.querySelectorAll("button")];
  const list = document.querySelector("ol.beads");
  const reason = document.getElementById("reason");

  const wanted = {
    all: () => true,
    findings: (row) => row.matches(".has-findings"),
    differences: (row) => row.matches(".null, .moved, .place"),
    low: (row) => row.matches(".linked.low"),
    moved: (row) => row.matches(".moved, .place"),
  };

  // Rows that a filter hides leave a button behind that shows them again, in their place.
  function gap(rows) {
    const passages = rows.filter((row) => row.matches(".bead")).length;
    const item = document.createElement("li");
    const button = document.createElement("button");
    item.className = "gap";
    button.type = "button";
    button.textContent = passages === 1 ? "1 passage hidden" : `${passages} passages hidden`;
    button.addEventListener("click", () => {
      rows.forEach((row) => { row.hidden = false; });
      rows[0].tabIndex = -1;
      rows[0].focus({ preventScroll: true });
      item.remove();
    });
    item.append(button);
    rows[0].before(item);
  }

  function show(filter) {
    list?.querySelectorAll(":scope > .gap").forEach((item) => item.remove());
    let hidden = [];
    const close = () => { if (hidden.some((row) => row.matches(".bead"))) gap(hidden); hidden = []; };
    for (const row of list ? [...list.children] : []) {
      row.hidden = !wanted[filter](row);
      if (row.hidden) hidden.push(row); else close();
    }
    close();
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.filter === filter)));
    document.documentElement.dataset.filter = filter;
  }

  // #filter=differences is an address that can be passed on; #bead-12 must be seen whatever the filter.
  function follow() {
    const filter = /^#filter=(\w+)$/.exec(location.hash)?.[1];
    if (filter && Object.hasOwn(wanted, filter) && buttons.some((button) => button.dataset.filter === filter)) {
      show(filter);
      return;
    }
    const goal = /^#(bead|place)-\d+$/.test(location.hash) && document.querySelector(location.hash);
    if (goal && goal.hidden) {
      show("all");
      goal.scrollIntoView({ block: "center" });
    }
  }

  toolbar.addEventListener("click", (event) => {
    const filter = event.target.closest("button")?.dataset.filter;
    if (!filter) return;
    show(filter);
    history.replaceState(null, "", `#filter=${filter}`);
  });

  // Evidence: the same number within a bead is the same reason.
  const marks = (bead) => [...bead.querySelectorAll("mark[data-e]")];
  const numbers = (mark) => mark.dataset.e.split(" ");

  function words(bead, side, number) {
    const found = marks(bead).filter((mark) => mark.closest(side) && numbers(mark).includes(number));
    return found.map((mark) => mark.textContent).join("");
  }

  function light(mark) {
    document.querySelectorAll("mark.on").forEach((other) => other.classList.remove("on"));
    const bead = mark?.closest(".bead");
    reason.hidden = !bead;
    if (!bead) return;
    const own = numbers(mark);
    marks(bead).filter((other) => numbers(other).some((n) => own.includes(n))).forEach((other) => other.classList.add("on"));
    const why = mark.title.split("\n");
    const lines = own.map((n, i) => `${words(bead, ".source", n)} ↔ ${words(bead, ".target", n)}  ·  ${why[i]}`);
    reason.textContent = lines.join("\n");
  }

  const markOf = (event) => (event.target instanceof Element ? event.target.closest(".bead mark[data-e]") : null);
  document.addEventListener("mouseover", (event) => light(markOf(event) ?? markOf({ target: document.activeElement })));
  document.addEventListener("focusin", (event) => light(markOf(event)));
  document.addEventListener("focusout", () => light(null));

  // One stop of the tab key per bead; the arrow keys go from mark to mark inside it.
  document.querySelectorAll(".bead").forEach((bead) => {
    marks(bead).forEach((mark, i) => { mark.tabIndex = i === 0 ? 0 : -1; });
  });
  document.addEventListener("keydown", (event) => {
    const mark = markOf({ target: document.activeElement });
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === "Escape") document.activeElement?.blur?.();
    if (!mark || !step) return;
    const all = marks(mark.closest(".bead"));
    all[(all.indexOf(mark) + step + all.length) % all.length].focus();
    event.preventDefault();
  });

  // Findings: the boxes of the severities need no script, the choice of one check does.
  const checks = document.getElementById("check-choice");
  const groups = [...document.querySelectorAll(".check")];
  function choose(name) {
    if (!checks) return;
    checks.value = name;
    groups.forEach((group) => {
      group.hidden = name !== "" && group.dataset.check !== name;
      if (group.dataset.check === name) group.open = true;
    });
  }
  checks?.addEventListener("change", () => choose(checks.value));
  if (checks) checks.parentElement.hidden = false;

  // A link to a finding must lead somewhere, whatever is filtered out of the list.
  function reveal() {
    const goal = /^#finding-\d+$/.test(location.hash) && document.querySelector(location.hash);
    if (!goal) return;
    goal.closest(".check").open = true;
    if (goal.getClientRects().length > 0) return;
    choose("");
    document.querySelectorAll(".sieve input").forEach((box) => { box.checked = true; });
    goal.scrollIntoView({ block: "center" });
  }
  window.addEventListener("hashchange", reveal);
  reveal();

  toolbar.hidden = false;
  document.documentElement.dataset.script = "on";
  show("all");
  follow();
  window.addEventListener("hashchange", follow);
})();
