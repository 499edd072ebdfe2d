"use strict";
/** The state of the page in its fragment, so that a link opens exactly this. */
kg.address = {};
kg.address.text = function () {
  const state = kg.state, n = kg.data.nodes, found = new URLSearchParams(), defaults = kg.defaults();
  if (state.selected >= 0) found.set("thing", n.iri[state.selected]);
  if (state.route.length) found.set("to", n.iri[state.route[state.route.length - 1]]);
  const kinds = [...state.kinds].sort().join(" ");
  if (kinds !== [...defaults].sort().join(" ")) found.set("kinds", kinds);
  for (const facet of kg.filters.facets) for (const value of state.facets[facet]) found.append(facet, facet === "edition" || facet === "topic" ? n.iri[value] : facet === "document" ? kg.data.documents[value].file : value);
  if (state.table) found.set("view", "table");
  if (state.query) found.set("q", state.query);
  if (state.theme) found.set("theme", state.theme);
  if (kg.scene.net && !state.table) { const p = kg.scene.net.getViewPosition(); found.set("at", [p.x.toFixed(0), p.y.toFixed(0), kg.scene.net.getScale().toPrecision(3)].join(",")); }
  return "#" + found.toString();
};
kg.address.write = function (step = false) {
  if (kg.address.quiet) return;
  const text = kg.address.text();
  if (text === location.hash) return;
  step ? history.pushState(null, "", text) : history.replaceState(null, "", text);
};
kg.address.read = function () {
  const given = new URLSearchParams(location.hash.slice(1)), state = kg.state;
  const thing = name => kg.at.has(given.get(name)) ? kg.at.get(given.get(name)) : -1;
  kg.address.quiet = true;
  state.kinds = given.has("kinds") ? new Set(given.get("kinds").split(" ").filter(kind => kg.data.number[kind])) : kg.defaults();
  for (const facet of kg.filters.facets) {
    state.facets[facet] = new Set(given.getAll(facet).map(value => facet === "edition" || facet === "topic" ? kg.at.get(value) : facet === "document" ? kg.data.documents.findIndex(source => source.file === value) : facet === "year" ? Number(value) : value).filter(value => value !== undefined && value !== -1));
  }
  state.query = given.get("q") || "";
  document.getElementById("search").value = state.query;
  kg.search.show(state.query);
  kg.theme(given.get("theme") || kg.data.what.theme || "");
  state.selected = thing("thing");
  const to = thing("to");
  state.route = state.selected >= 0 && to >= 0 ? kg.routes.between(state.selected, to) : [];
  kg.table.view(given.get("view") === "table");
  kg.refresh();
  const at = (given.get("at") || "").split(",").map(Number);
  if (at.length === 3 && at.every(Number.isFinite) && at[2] > 0) kg.scene.see(...at);
  else if (state.selected >= 0) kg.scene.centre(state.selected);
  else kg.scene.all();
  kg.address.quiet = false;
};
