"use strict";
/** What is shown as a table that sorts by its heads; the rows of the answer where the page is one. */
kg.table = {by: 0, down: false, most: 1000};
kg.table.rows = function () {
  const n = kg.data.nodes;
  return kg.shown.map(i => [n.label[i], kg.data.kinds[n.kind[i]].one, n.year[i] || "", n.edition[i] >= 0 ? n.label[n.edition[i]] : "", n.presentation[i], kg.kind(i) === "paper" ? n.documents[i].length : n.papers[i], i]);
};
kg.table.heads = ["name", "kind", "year", "edition", "presentation", "papers or documents"];
kg.table.draw = function () {
  const box = document.getElementById("table"), rows = kg.table.sorted(), down = kg.table.down;
  const head = kg.make("tr", {}, ...kg.table.heads.map((name, at) => kg.make("th", {scope: "col", "aria-sort": at === kg.table.by ? (down ? "descending" : "ascending") : "none"},
    kg.make("button", {type: "button", on: {click: () => { kg.table.down = at === kg.table.by && !kg.table.down; kg.table.by = at; kg.table.draw(); box.querySelectorAll("th button")[at].focus(); }}}, name + (at === kg.table.by ? (down ? " ↓" : " ↑") : "")))));
  const body = rows.slice(0, kg.table.most).map(row => kg.make("tr", {}, kg.make("td", {}, kg.make("button", {type: "button", on: {click: () => kg.choose(row[6])}}, row[0])), ...row.slice(1, 6).map((cell, at) => kg.make("td", {class: at === 1 || at === 4 ? "number" : null}, String(cell)))));
  const parts = [kg.make("table", {}, kg.make("thead", {}, head), kg.make("tbody", {}, ...body))];
  if (rows.length > kg.table.most) parts.push(kg.make("p", {class: "quiet"}, `The first ${kg.table.most.toLocaleString("en")} of ${rows.length.toLocaleString("en")}; CSV has all.`));
  if (kg.data.rows.rows.length) parts.unshift(kg.make("h2", {}, "The answer"), kg.make("table", {}, kg.make("thead", {}, kg.make("tr", {}, ...kg.data.rows.columns.map(name => kg.make("th", {scope: "col"}, name)))), kg.make("tbody", {}, ...kg.data.rows.rows.map(row => kg.make("tr", {}, ...row.map(cell => kg.make("td", {}, cell)))))), kg.make("h2", {}, "What is shown"));
  box.replaceChildren(...parts);
};
kg.table.sorted = function () {
  const by = kg.table.by, sign = kg.table.down ? -1 : 1;
  return kg.table.rows().sort((p, q) => (typeof p[by] === "number" && typeof q[by] === "number" ? p[by] - q[by] : String(p[by]) < String(q[by]) ? -1 : String(p[by]) > String(q[by]) ? 1 : 0) * sign || p[6] - q[6]);
};
kg.table.view = function (isTable) {
  kg.state.table = isTable;
  document.getElementById("table").hidden = !isTable;
  document.getElementById("map").hidden = isTable;
  document.getElementById("to-table").setAttribute("aria-pressed", String(isTable));
  document.getElementById("to-map").setAttribute("aria-pressed", String(!isTable));
  if (isTable) kg.table.draw();
};
