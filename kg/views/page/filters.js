/** Filters by kind, edition, year, topic, document and presentation: all must agree; what each leaves is counted. */
kg.filters = {most: 8, all: 300, longest: 200};
kg.filters.facets = {
  edition: "Editions", year: "Years", topic: "Topics", document: "Documents", presentation: "Presentations"};

kg.filters.start = function () {
  const {kinds, relations, nodes: {kind, also}} = kg.data;
  const topics = kinds.map(({key}) => key === "topic" || key === "task");
  kg.filters.papers = kg.order.filter(i => kg.kind(i) === "paper");
  kg.filters.isTopic = kind.map((each, i) => topics[each] || also[i].some(at => topics[at]));
  kg.filters.presentedAt = relations.findIndex(relation => relation.key === "presentedAt");
};

/** The values that a paper has of a facet: numbers of things or documents, years, texts. */
kg.filters.values = function (i, facet) {
  const {year, later, documents, presentation} = kg.data.nodes;
  switch (facet) {
    case "edition": return kg.filters.ends(i, (end, relation) => relation === kg.filters.presentedAt);
    case "year": return year[i] ? [year[i], ...later[i]] : [];
    case "document": return documents[i];
    case "presentation": return presentation[i] ? [presentation[i]] : [];
    default: return kg.filters.ends(i, end => kg.filters.isTopic[end]);
  }
};

/** The things to which a paper leads by edges that are wanted, each once. */
kg.filters.ends = function (i, isWanted) {
  const {to, relation} = kg.data.edges, found = new Set();
  for (const e of kg.edgesFrom(i)) {
    if (isWanted(to[e], relation[e])) found.add(to[e]);
  }
  return [...found];
};
kg.filters.label = function (facet, value) {
  if (facet === "edition" || facet === "topic") return kg.data.nodes.label[value];
  return facet === "document" ? kg.data.documents[value].title || kg.data.documents[value].file : String(value);
};

/** A value as the address of the page keeps it, and the way back; -1 is none. */
kg.filters.written = function (facet, value) {
  if (facet === "edition" || facet === "topic") return kg.data.nodes.iri[value];
  return facet === "document" ? kg.data.documents[value].file : String(value);
};
kg.filters.read = function (facet, text) {
  if (facet === "edition" || facet === "topic") return kg.at(text);
  if (facet === "document") return kg.data.documents.findIndex(source => source.file === text);
  return facet === "year" ? Number(text) || -1 : text;
};

/** Which things are shown: `kg.shown`, and `kg.visible` for each; and what each value of a facet would leave. */
kg.filters.apply = function () {
  const {facets} = kg.state, {papers} = kg.filters, active = Object.keys(facets).filter(facet => facets[facet].size);
  const passes = (i, except) => active.every(facet =>
    facet === except || kg.filters.values(i, facet).some(value => facets[facet].has(value)));
  const kept = new Uint8Array(kg.size);
  for (const i of papers) kept[i] = passes(i);
  const isKept = i => kg.kind(i) === "paper" ? kept[i]
    : !active.length || kg.edgesTo(i).some(e => kept[kg.data.edges.from[e]]);
  kg.visible = new Uint8Array(kg.size);
  kg.shown = [];
  for (let i = 0; i < kg.size; i++) {
    if (!kg.filters.hasKind(i) || !isKept(i)) continue;
    kg.visible[i] = 1;
    kg.shown.push(i);
  }
  kg.filters.counts = Object.fromEntries(Object.keys(facets).map(facet =>
    [facet, kg.filters.counted(facet, papers.filter(i => passes(i, facet)))]));
};
kg.filters.hasKind = i => kg.state.kinds.has(kg.kind(i))
  || kg.data.nodes.also[i].some(at => kg.state.kinds.has(kg.data.kinds[at].key));
kg.filters.counted = function (facet, papers) {
  const counts = new Map();
  for (const i of papers) {
    for (const value of kg.filters.values(i, facet)) counts.set(value, (counts.get(value) || 0) + 1);
  }
  return counts;
};

/** Draws the filters; the one that has the focus keeps it. */
kg.filters.draw = function () {
  const box = kg.find("filters"), focus = document.activeElement?.dataset?.key;
  const isSet = Object.values(kg.state.facets).some(chosen => chosen.size);
  const reset = isSet ? [kg.button({"data-key": "reset"}, kg.filters.reset, "reset filters")] : [];
  box.replaceChildren(...reset, kg.filters.kinds(),
    ...Object.keys(kg.filters.facets).flatMap(kg.filters.facet));
  if (focus) [...box.querySelectorAll("button")].find(button => button.dataset.key === focus)?.focus();
};
kg.filters.reset = function () {
  for (const chosen of Object.values(kg.state.facets)) chosen.clear();
  kg.refresh();
  kg.address.write(true);
};
kg.filters.toggle = function (chosen, value) {
  chosen.delete(value) || chosen.add(value);
  kg.refresh();
  kg.address.write(true);
};
kg.filters.kinds = function () {
  const entry = key => kg.make("li", {}, kg.button(
    {class: "kind", "aria-pressed": String(kg.state.kinds.has(key)), "data-key": `kind:${key}`},
    () => kg.filters.toggle(kg.state.kinds, key),
    kg.glyph(key), kg.make("span", {}, kg.data.kinds.find(kind => kind.key === key).many),
    kg.make("span", {class: "count"}, kg.number(kg.many(key)))));
  return kg.make("ul", {class: "facet"}, ...kg.counted.map(entry));
};

/** The heading, the values and the button for more of them. */
kg.filters.facet = function (facet) {
  const chosen = kg.state.facets[facet], counts = kg.filters.counts[facet], head = kg.filters.facets[facet];
  const values = kg.filters.sorted(facet, [...new Set([...counts.keys(), ...chosen])]);
  if (values.length < 2 && !chosen.size) return [];
  const isOpen = kg.state.open.has(facet);
  const first = (value, at) => at < kg.filters.most || chosen.has(value);
  const shown = isOpen ? values.slice(0, kg.filters.all) : values.filter(first);
  const entry = value => kg.make("li", {}, kg.button(
    {"aria-pressed": String(chosen.has(value)), "data-key": `${facet}:${value}`},
    () => kg.filters.toggle(chosen, value),
    kg.make("span", {}, kg.cut(kg.filters.label(facet, value), kg.filters.longest)),
    kg.make("span", {class: "count"}, kg.number(counts.get(value) || 0))));
  const found = [kg.make("h2", {}, head), kg.make("ul", {class: "facet"}, ...shown.map(entry))];
  if (values.length > kg.filters.most) found.push(kg.filters.more(facet, isOpen, values.length));
  return found;
};
kg.filters.more = function (facet, isOpen, count) {
  const toggle = () => { kg.state.open.delete(facet) || kg.state.open.add(facet); kg.filters.draw(); };
  const {all} = kg.filters, most = count > all ? `the first ${all} of ${kg.number(count)}` : `all ${kg.number(count)}`;
  return kg.button({"data-key": `${facet}:more`, "aria-expanded": String(isOpen)}, toggle,
    isOpen ? "fewer" : `${most} ${kg.filters.facets[facet].toLowerCase()}`);
};
kg.filters.sorted = function (facet, values) {
  const counts = kg.filters.counts[facet], label = value => kg.filters.label(facet, value);
  if (facet === "year") return values.sort((p, q) => q - p);
  return values.sort((p, q) => (counts.get(q) || 0) - (counts.get(p) || 0) || (label(p) < label(q) ? -1 : 1));
};
