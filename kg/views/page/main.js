"use strict";
/** The state of the page, and what starts it. */
kg.state = {selected: -1, route: [], kinds: new Set(), open: new Set(), view: "map", words: "", query: "", theme: "",
  facets: Object.fromEntries(Object.keys(kg.filters.facets).map(facet => [facet, new Set()]))};

/** The kinds that are shown at first: on a map papers and concepts, elsewhere everything. */
kg.firstKinds = function () {
  const all = kg.counted, beside = ["person", "organization", "edition", "venue", "award", "document"];
  const first = {map: kind => !beside.includes(kind), document: kind => !beside.includes(kind),
    timeline: kind => kind === "paper" || kind === "edition"}[kg.data.what.kind];
  const found = first ? all.filter(first) : all;
  return new Set(found.length ? found : all);
};

/** Shows the map, the table or the text. */
kg.turn = function (name) {
  kg.state.view = name;
  kg.find("stage").dataset.view = name;
  for (const each of kg.views()) {
    kg.find(each).hidden = each !== name;
    kg.find(`to-${each}`).setAttribute("aria-pressed", String(each === name));
  }
  if (name === "table") kg.table.draw();
  if (name === "text") kg.text.draw();
};
kg.views = () => kg.data.what.kind === "document" ? ["map", "table", "text"] : ["map", "table"];
kg.firstView = () => kg.views().at(-1) === "text" ? "text" : "map";

/** Draws everything anew. */
kg.refresh = function () {
  kg.filters.apply();
  kg.filters.draw();
  kg.scene.fill();
  kg.scene.net.redraw();
  kg.panel.draw();
  if (kg.state.view === "table") kg.table.draw();
  if (kg.state.view === "text") kg.text.mark();
};

/** Selects a thing, or with -1 none. */
kg.select = function (i) {
  kg.state.route = [];
  kg.state.words = "";
  kg.state.selected = i;
  kg.scene.fill();
  kg.scene.net.redraw();
  kg.panel.draw();
  if (kg.state.view === "text") kg.text.mark();
  kg.address.write(true);
};

/** A thing was chosen: it is selected, or is an end of a path. */
kg.choose = function (i, isToBeSeen = false) {
  if (kg.routes.isChoosing) {
    kg.routes.take(i);
    return;
  }
  kg.select(i);
  if (isToBeSeen && kg.state.view === "map") kg.scene.centre(i);
  if (window.innerWidth <= 900) kg.find("panel").focus();
};

/** Makes the page light or dark; with "" as the system has it. */
kg.theme = function (name) {
  kg.state.theme = name === "dark" || name === "light" ? name : "";
  kg.wear(kg.state.theme || (kg.prefersDark.matches ? "dark" : "light"));
  kg.find("theme").textContent = kg.isDark() ? "Light" : "Dark";
};
kg.prefersDark = matchMedia("(prefers-color-scheme: dark)");
kg.wear = function (theme) {
  document.documentElement.dataset.theme = theme;
  kg.drawing.ink();
};

/** On paper the page is light, and has what stands behind "more". */
kg.printing = function () {
  const draw = () => { kg.scene.again(); kg.scene.net.redraw(); };
  window.addEventListener("beforeprint", () => { kg.wear("light"); kg.unfold(kg.find("panel")); draw(); });
  window.addEventListener("afterprint", () => { kg.theme(kg.state.theme); draw(); });
};

/** In a narrow window filters are folded, so that the map is on the first screen. */
kg.folding = function () {
  const narrow = matchMedia("(max-width: 900px)"), fold = () => { kg.find("narrowing").open = !narrow.matches; };
  narrow.addEventListener("change", fold);
  fold();
};

kg.copy = async function () {
  const button = kg.find("copy");
  try {
    await navigator.clipboard.writeText(location.href);
    button.textContent = "Copied";
  } catch {
    button.textContent = "It is in the address bar";
  }
  setTimeout(() => { button.textContent = "Copy link"; }, 1500);
};

kg.listen = function () {
  const on = (id, act) => kg.find(id).addEventListener("click", act);
  for (const name of kg.views()) {
    kg.find(`to-${name}`).hidden = false;
    on(`to-${name}`, () => { kg.turn(name); kg.address.write(true); });
  }
  on("whole", () => { kg.select(-1); kg.scene.all(); });
  on("in", () => kg.scene.zoom(1.4));
  on("out", () => kg.scene.zoom(1 / 1.4));
  on("fit", kg.scene.all);
  on("theme", () => {
    kg.theme(kg.isDark() ? "light" : "dark");
    kg.refresh();
    kg.address.write();
  });
  on("copy", kg.copy);
  window.addEventListener("popstate", () => { kg.address.read(); kg.show(); });
  kg.prefersDark.addEventListener("change", () => { kg.theme(kg.state.theme); kg.refresh(); });
};

/** Draws the state that was read from the address. */
kg.show = function () {
  kg.refresh();
  kg.scene.again();
};

kg.start = async function () {
  kg.take(await kg.early);
  document.title = kg.data.title;
  kg.find("title").textContent = kg.data.title;
  kg.filters.start();
  kg.scene.box = kg.find("stage");
  kg.scene.fit();
  kg.address.read();
  kg.scene.start();
  kg.filters.draw();
  kg.panel.draw();
  for (const part of [kg.search, kg.routes, kg.saving, kg.keys]) part.start();
  kg.listen();
  kg.printing();
  kg.folding();
  document.documentElement.dataset.ready = "yes";
  kg.facts.take(await kg.late());
  kg.state.words = kg.text.known(kg.state.words);
  kg.panel.draw();
  if (kg.state.view === "text") kg.text.draw();
  document.documentElement.dataset.facts = "yes";
};
kg.start();
