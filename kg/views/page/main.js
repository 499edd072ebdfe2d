"use strict";
kg.state = {selected: -1, route: [], kinds: new Set(), facets: {edition: new Set(), year: new Set(), topic: new Set(), document: new Set(), presentation: new Set()}, open: new Set(), table: false, query: "", theme: ""};

/** The kinds that are shown at first: on a map papers and concepts, elsewhere everything. */
kg.defaults = function () {
  const all = kg.data.kinds.map(kind => kind.key).filter(kind => kg.data.number[kind]), first = all.filter(kind => !["person", "organization", "edition", "venue", "award", "document"].includes(kind));
  return new Set(["map", "document"].includes(kg.data.what.kind) && first.length ? first : kg.data.what.kind === "timeline" ? all.filter(kind => kind === "paper" || kind === "edition") : all);
};
kg.refresh = function () { kg.filters.apply(); kg.filters.draw(); kg.scene.fill(); kg.scene.net.redraw(); kg.panel.draw(); if (kg.state.table) kg.table.draw(); };
kg.select = function (i) {
  if (i !== kg.state.selected) kg.state.route = [];
  kg.state.selected = i;
  kg.scene.fill(); kg.scene.net.redraw(); kg.panel.draw(); kg.address.write(true);
};
/** A thing was chosen: it is selected, or is the other end of a path. */
kg.choose = function (i, centre = false) {
  if (kg.routes.from >= 0 && i !== kg.routes.from) { kg.routes.show(kg.routes.from, i); return; }
  if (kg.routes.waiting) { kg.routes.begin(i); kg.select(i); return; }
  kg.state.route = [];
  kg.select(i);
  if (centre && !kg.state.table) kg.scene.centre(i);
  if (window.innerWidth <= 900) document.getElementById("panel").focus();
};
kg.theme = function (name) {
  kg.state.theme = name === "dark" || name === "light" ? name : "";
  if (kg.state.theme) document.documentElement.dataset.theme = kg.state.theme; else delete document.documentElement.dataset.theme;
  document.getElementById("theme").textContent = kg.dark() ? "Light" : "Dark";
};
kg.start = async function () {
  await kg.unpack();
  document.title = kg.data.title; document.getElementById("title").textContent = kg.data.title;
  kg.filters.start();
  kg.state.kinds = kg.defaults();
  kg.filters.apply(); kg.scene.near = new Set();
  kg.scene.start(); kg.search.start(); kg.routes.start(); kg.saving.start(); kg.keysStart();
  const on = (id, act) => document.getElementById(id).addEventListener("click", act);
  on("to-map", () => { kg.table.view(false); kg.scene.net.redraw(); kg.address.write(true); });
  on("to-table", () => { kg.table.view(true); kg.address.write(true); });
  on("whole", () => { kg.state.route = []; kg.select(-1); kg.scene.all(); });
  on("in", () => { const p = kg.scene.net.getViewPosition(); kg.scene.see(p.x, p.y, kg.scene.net.getScale() * 1.4); });
  on("out", () => { const p = kg.scene.net.getViewPosition(); kg.scene.see(p.x, p.y, kg.scene.net.getScale() / 1.4); });
  on("fit", () => kg.scene.all());
  on("theme", () => { kg.theme(kg.dark() ? "light" : "dark"); kg.refresh(); kg.address.write(); });
  on("copy", async () => {
    const button = document.getElementById("copy");
    try { await navigator.clipboard.writeText(location.href); button.textContent = "Copied"; } catch { button.textContent = "It is in the address bar"; }
    setTimeout(() => { button.textContent = "Copy link"; }, 1500);
  });
  window.addEventListener("popstate", () => kg.address.read());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { kg.theme(kg.state.theme); kg.refresh(); });
  kg.address.read();
  document.documentElement.dataset.ready = "yes";
  Object.assign(kg.data, await kg.unpacked("facts"));
  kg.panel.draw();
  document.documentElement.dataset.facts = "yes";
};
kg.start();
