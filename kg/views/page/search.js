"use strict";
/** Search as you type: what begins so first, then what has the words, what most papers name before the rest. */
kg.search = {};
kg.search.find = function (query, most = 40) {
  const words = kg.fold(query).split(/\s+/).filter(Boolean), found = [];
  if (!words.length) return found;
  for (let i = 0; i < kg.size; i++) {
    const text = kg.folded[i];
    if (!words.every(word => text.includes(word))) continue;
    const begins = text.startsWith(words.join(" ")) ? 0 : words.every(word => (" " + text).includes(" " + word)) ? 1 : 2;
    found.push([begins, i]);
  }
  const papers = kg.data.nodes.papers, label = kg.data.nodes.label;
  found.sort((p, q) => p[0] - q[0] || papers[q[1]] - papers[p[1]] || (label[p[1]] < label[q[1]] ? -1 : 1));
  kg.search.total = found.length;
  return found.slice(0, most).map(pair => pair[1]);
};
kg.search.show = function (query) {
  const list = document.getElementById("results"), found = kg.search.find(query);
  list.replaceChildren(...found.map(i => kg.make("li", {}, kg.search.entry(i))));
  document.getElementById("found").textContent = query.trim() ? (found.length ? `${kg.search.total.toLocaleString("en")} found` : "nothing found") : "";
};
kg.search.entry = function (i) {
  const papers = kg.data.nodes.papers[i];
  return kg.make("button", {type: "button", on: {click: () => kg.choose(i, true)}}, kg.glyph(kg.kind(i)), kg.make("span", {}, kg.data.nodes.label[i]),
    papers ? kg.make("span", {class: "count"}, String(papers)) : null);
};
kg.search.start = function () {
  const field = document.getElementById("search");
  field.addEventListener("input", () => { kg.search.show(field.value); kg.state.query = field.value; kg.address.write(); });
  field.addEventListener("keydown", event => {
    const first = document.querySelector("#results button");
    if (event.key === "Enter" && first) { event.preventDefault(); first.click(); }
    if (event.key === "ArrowDown" && first) { event.preventDefault(); first.focus(); }
  });
  document.getElementById("results").addEventListener("keydown", event => {
    const buttons = [...document.querySelectorAll("#results button")], at = buttons.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && buttons[at + 1]) { event.preventDefault(); buttons[at + 1].focus(); }
    if (event.key === "ArrowUp") { event.preventDefault(); (buttons[at - 1] || field).focus(); }
  });
};
