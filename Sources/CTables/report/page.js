"use strict";
(() => {
  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // Tables that sort: a click on a heading, and again for the other way round.
  const valueOf = (row, index) => {
    const cell = row.cells[index];
    const data = cell.querySelector("data");
    return data ? Number(data.value) : cell.textContent.trim().toLowerCase();
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    const headings = [...table.tHead.rows[0].cells];
    headings.forEach((heading, index) => {
      if (heading.classList.contains("plain")) return;
      const button = make("button", { type: "button", textContent: heading.textContent });
      heading.replaceChildren(button);
      button.addEventListener("click", () => {
        const descending = heading.getAttribute("aria-sort") === "ascending";
        for (const other of headings) other.removeAttribute("aria-sort");
        heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
        const rows = [...table.tBodies[0].rows].map((row, place) => ({ row, place, value: valueOf(row, index) }));
        rows.sort((a, b) => {
          const order = typeof a.value === "number" && typeof b.value === "number" ? a.value - b.value : String(a.value).localeCompare(String(b.value));
          return (descending ? -order : order) || a.place - b.place;
        });
        table.tBodies[0].append(...rows.map((entry) => entry.row));
      });
    });
  }

  // Lists that filter by what is typed.
  for (const list of document.querySelectorAll("[data-filter]")) {
    const items = list.tBodies ? () => [...list.tBodies[0].rows] : () => [...list.children];
    if (items().length < 10) continue;
    const count = make("output");
    const input = make("input", { type: "search", id: `${list.id}-filter`, autocomplete: "off" });
    const label = make("label", { htmlFor: input.id, textContent: list.dataset.filter });
    input.addEventListener("input", () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const item of items()) {
        const text = item.textContent.toLowerCase();
        item.hidden = !words.every((word) => text.includes(word));
        if (!item.hidden) shown += 1;
      }
      count.textContent = words.length ? `${shown} shown` : "";
    });
    const place = list.closest(".scroll") ?? list;
    place.before(make("div", { className: "filter" }, label, input, count));
  }

  // A link to a finding opens it.
  const openTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) target.open = true;
  };
  addEventListener("hashchange", openTarget);
  openTarget();

  // On paper everything is open.
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });

  // Marks on possible duplicates, saved as a file for clean --decisions.
  const review = document.getElementById("review-pairs");
  if (!review) return;
  const pairs = [...review.querySelectorAll(".pair")];
  const chosen = (pair) => pair.querySelector("input:checked")?.value ?? "";
  const saved = new Map(pairs.map((pair) => [pair, chosen(pair)]));
  const status = make("output");
  const button = make("button", { type: "button", className: "do", textContent: "Save the decisions" });
  const show = () => {
    const marked = pairs.filter((pair) => chosen(pair)).length;
    status.textContent = `${marked} of ${pairs.length} decided`;
    button.disabled = marked === 0;
  };
  const isUnsaved = () => pairs.some((pair) => chosen(pair) !== saved.get(pair));
  review.addEventListener("change", show);
  button.addEventListener("click", () => {
    const lines = ["decision,record_1,record_2,id_1,id_2"];
    for (const pair of pairs) {
      const { first, second, firstId, secondId } = pair.dataset;
      if (chosen(pair)) lines.push([chosen(pair), first, second, firstId, secondId].join(","));
      saved.set(pair, chosen(pair));
    }
    const address = URL.createObjectURL(new Blob([lines.join("\n") + "\n"], { type: "text/csv" }));
    make("a", { href: address, download: "decisions.csv" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });
  addEventListener("beforeunload", (event) => {
    if (isUnsaved()) event.preventDefault();
  });
  review.after(make("div", { className: "save" }, button, status));
  show();
})();
