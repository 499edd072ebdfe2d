"use strict";
/** Filters by kind, edition, year, topic, document and presentation: all must agree; what a filter leaves is counted. */
kg.filters = {facets: ["edition", "year", "topic", "document", "presentation"], heads: {edition: "Editions", year: "Years", topic: "Topics", document: "Documents", presentation: "Presentations"}};

/** The values that a paper has of a facet. */
kg.filters.values = function (i, facet) {
  const n = kg.data.nodes;
  switch (facet) {
    case "edition": return n.edition[i] < 0 ? [] : [n.edition[i]];
    case "year": return n.year[i] ? [n.year[i]] : [];
    case "document": return n.documents[i];
    case "presentation": return n.presentation[i] ? [n.presentation[i]] : [];
    default: return kg.topics[i];
  }
};
kg.filters.start = function () {
  kg.papers = []; kg.topics = []; kg.papersOf = Array.from({length: kg.size}, () => []);
  for (let i = 0; i < kg.size; i++) {
    const isPaper = kg.kind(i) === "paper";
    if (isPaper) kg.papers.push(i);
    kg.topics.push(isPaper ? [...new Set(kg.out[i].map(e => kg.data.edges.to[e]).filter(to => kg.kind(to) === "topic" || kg.kind(to) === "task"))] : []);
    if (isPaper) for (const to of new Set(kg.out[i].map(e => kg.data.edges.to[e]))) kg.papersOf[to].push(i);
  }
};
kg.filters.label = (facet, value) => facet === "edition" || facet === "topic" ? kg.data.nodes.label[value] : facet === "document" ? kg.data.documents[value].title || kg.data.documents[value].file : String(value);

/** Applies the filters: which things are shown. */
kg.filters.apply = function () {
  const state = kg.state, active = kg.filters.facets.filter(facet => state.facets[facet].size);
  const passes = (i, except) => active.every(facet => facet === except || kg.filters.values(i, facet).some(value => state.facets[facet].has(value)));
  kg.visible = new Uint8Array(kg.size); kg.shown = [];
  const some = active.length > 0, kept = new Uint8Array(kg.size);
  for (const i of kg.papers) if (passes(i)) kept[i] = 1;
  for (let i = 0; i < kg.size; i++) {
    const kind = kg.kind(i);
    if (!state.kinds.has(kind)) continue;
    if (kind === "paper" ? kept[i] : !some || kg.papersOf[i].some(paper => kept[paper])) { kg.visible[i] = 1; kg.shown.push(i); }
  }
  kg.filters.counts = {};
  for (const facet of kg.filters.facets) {
    const counts = new Map();
    for (const i of kg.papers) if (passes(i, facet)) for (const value of kg.filters.values(i, facet)) counts.set(value, (counts.get(value) || 0) + 1);
    kg.filters.counts[facet] = counts;
  }
  kg.filters.kept = kept;
};
kg.filters.draw = function () {
  const box = document.getElementById("filters"), focus = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : "";
  const toggle = (set, value) => () => { set.has(value) ? set.delete(value) : set.add(value); kg.refresh(); kg.address.write(true); };
  const parts = [kg.make("h2", {}, "Show")];
  parts.push(kg.make("ul", {class: "facet"}, ...kg.data.kinds.filter(kind => kg.data.number[kind.key]).map(kind => kg.make("li", {}, kg.make("button", {type: "button", class: "kind", "aria-pressed": String(kg.state.kinds.has(kind.key)), "data-key": "kind:" + kind.key, on: {click: toggle(kg.state.kinds, kind.key)}},
    kg.glyph(kind.key), kg.make("span", {}, kind.many), kg.make("span", {class: "count"}, kg.data.number[kind.key].toLocaleString("en")))))));
  for (const facet of kg.filters.facets) {
    const chosen = kg.state.facets[facet], counts = kg.filters.counts[facet];
    let values = [...new Set([...counts.keys(), ...chosen])];
    if (values.length < 2 && !chosen.size) continue;
    values.sort((p, q) => facet === "year" ? q - p : (counts.get(q) || 0) - (counts.get(p) || 0) || (kg.filters.label(facet, p) < kg.filters.label(facet, q) ? -1 : 1));
    const all = values.length, open = kg.state.open.has(facet);
    if (!open) values = values.filter((value, at) => at < 8 || chosen.has(value));
    parts.push(kg.make("h2", {}, kg.filters.heads[facet]));
    parts.push(kg.make("ul", {class: "facet"}, ...values.slice(0, 300).map(value => kg.make("li", {}, kg.make("button", {type: "button", "aria-pressed": String(chosen.has(value)), "data-key": facet + ":" + value, on: {click: toggle(chosen, value)}},
      kg.make("span", {}, kg.filters.label(facet, value)), kg.make("span", {class: "count"}, (counts.get(value) || 0).toLocaleString("en")))))));
    if (all > 8) parts.push(kg.make("button", {type: "button", "data-key": facet + ":more", "aria-expanded": String(open), on: {click: () => { open ? kg.state.open.delete(facet) : kg.state.open.add(facet); kg.filters.draw(); }}}, open ? "fewer" : `all ${all.toLocaleString("en")} ${kg.filters.heads[facet].toLowerCase()}`));
  }
  if (kg.filters.facets.some(facet => kg.state.facets[facet].size)) parts.splice(1, 0, kg.make("button", {type: "button", "data-key": "reset", on: {click: () => { for (const facet of kg.filters.facets) kg.state.facets[facet].clear(); kg.refresh(); kg.address.write(true); }}}, "reset filters"));
  box.replaceChildren(...parts);
  if (focus) for (const button of box.querySelectorAll("button")) if (button.dataset.key === focus) button.focus();
};
