/** The state of the page in its fragment, so that a link opens exactly this. */
kg.address = {isQuiet: false};

kg.address.text = function () {
  const {selected, route, kinds, facets, view, words, query, theme} = kg.state, {iri} = kg.data.nodes;
  const found = new URLSearchParams();
  const set = (name, value) => { if (value) found.set(name, value); };
  set("thing", iri[selected]);
  set("to", iri[route.at(-1)]);
  const shown = kg.counted.filter(kind => kinds.has(kind)).join(" ");
  if (shown !== kg.counted.filter(kind => kg.firstKinds().has(kind)).join(" ")) found.set("kinds", shown);
  for (const [facet, values] of Object.entries(facets)) {
    for (const value of values) found.append(facet, kg.filters.written(facet, value));
  }
  if (view !== kg.firstView()) found.set("view", view);
  set("words", words);
  if (kg.table.by || kg.table.isDown) found.set("by", `${kg.table.by}${kg.table.isDown ? " down" : ""}`);
  set("q", query);
  set("theme", theme);
  const {x, y, scale} = kg.scene.view;
  found.set("at", [x.toFixed(1), y.toFixed(1), scale.toPrecision(4)].join(","));
  return `#${found}`;
};

/** Writes the state into the address; a `step` is one that the browser's back button goes back to. */
kg.address.write = function (step = false) {
  clearTimeout(kg.address.timer);
  const text = kg.address.text();
  if (kg.address.isQuiet || text === location.hash) return;
  if (step) history.pushState(null, "", text);
  else history.replaceState(null, "", text);
};

/** Writes it once nothing more is typed: browsers allow a page few changes of its address in a second. */
kg.address.soon = function () {
  clearTimeout(kg.address.timer);
  kg.address.timer = setTimeout(kg.address.write, 150);
};

/** Makes the state what the address says; what this page does not have is left out. */
kg.address.read = function () {
  const given = new URLSearchParams(location.hash.slice(1)), {state} = kg;
  const kinds = given.get("kinds")?.split(" ").filter(kind => kg.counted.includes(kind));
  kg.address.isQuiet = true;
  state.kinds = kinds ? new Set(kinds) : kg.firstKinds();
  for (const facet of Object.keys(state.facets)) {
    const values = given.getAll(facet).map(text => kg.filters.read(facet, text));
    const known = values.length ? kg.filters.counted(facet, kg.filters.papers) : new Map();
    state.facets[facet] = new Set(values.filter(value => known.has(value)));
  }
  state.query = given.get("q") || "";
  kg.find("search").value = state.query;
  kg.search.show(state.query);
  kg.theme(given.get("theme") || kg.data.what.theme);
  state.selected = given.has("thing") || location.hash.length > 1 ? kg.at(given.get("thing")) : kg.data.what.thing;
  kg.filters.apply();
  const to = state.selected < 0 ? -1 : kg.at(given.get("to"));
  state.route = to < 0 ? [] : kg.routes.between(state.selected, to);
  const [, by, down] = /^(\d)( down)?$/.exec(given.get("by") || "") || [];
  kg.table.by = by < kg.table.heads.length ? Number(by) : 0;
  kg.table.isDown = Boolean(down);
  state.words = kg.text.known(given.get("words") || "");
  kg.turn(kg.views().includes(given.get("view")) ? given.get("view") : kg.firstView());
  const [x, y, scale] = (given.get("at") || "").split(",").map(Number);
  if (Number.isFinite(x + y + scale) && scale > 0) kg.scene.view = {x, y, scale: kg.scene.limited(scale)};
  else if (kg.scene.net) kg.scene.fit();
  kg.address.isQuiet = false;
};
