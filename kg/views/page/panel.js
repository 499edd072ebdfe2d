"use strict";
/** The facts of what is chosen, and behind each the words that say it. */
kg.panel = {};
kg.panel.draw = function () {
  const panel = document.getElementById("panel"), i = kg.state.selected;
  panel.replaceChildren(...(kg.state.route.length ? kg.panel.route() : i < 0 ? kg.panel.overview() : kg.panel.thing(i)));
  panel.scrollTop = 0;
};
kg.panel.overview = function () {
  const d = kg.data, counts = d.kinds.filter(kind => d.number[kind.key]).map(kind => `${d.number[kind.key].toLocaleString("en")} ${d.number[kind.key] === 1 ? kind.one : kind.many}`);
  const parts = [kg.make("h2", {}, "What is here"), kg.make("p", {}, counts.join(", ") + "."),
    kg.make("p", {}, `Size: ${d.legend.size || ""}. Place: ${d.legend.place || ""}. Choose anything to see its facts and the words behind each.`)];
  if (d.path.length) parts.push(kg.make("h3", {}, "Explanations"), ...d.path.map(path => kg.panel.steps(path)));
  const regions = d.regions.filter(region => region.label && region.papers);
  if (regions.length > 1) parts.push(kg.make("h3", {}, "Regions"), kg.make("ul", {class: "facet"}, ...regions.map(region => kg.make("li", {}, kg.make("button", {type: "button", on: {click: () => kg.scene.see(region.x, region.y, Math.min(kg.scene.box.clientWidth, kg.scene.box.clientHeight) / (2.4 * region.r))}},
    kg.make("span", {}, region.label), kg.make("span", {class: "count"}, region.papers.toLocaleString("en")))))));
  if (d.documents.length) parts.push(kg.make("h3", {}, "Documents"), kg.make("ul", {}, ...d.documents.slice(0, 60).map(source => kg.make("li", {}, kg.link(source.href, source.title || source.file, true), " ", kg.make("span", {class: "quiet"}, source.papers ? `${source.papers.toLocaleString("en")} papers` : source.file)))));
  return parts;
};
kg.panel.thing = function (i) {
  const d = kg.data, n = d.nodes, kind = d.kinds[n.kind[i]];
  const said = [kind.one, n.edition[i] >= 0 ? n.label[n.edition[i]] : n.year[i] || "", n.presentation[i]].filter(Boolean).join(" · ");
  const head = kg.make("p", {class: "quiet"}, kg.glyph(kind.key), " " + said);
  const parts = [head, kg.make("h2", {id: "thing"}, n.label[i])];
  if (n.aliases[i].length) parts.push(kg.make("p", {class: "quiet"}, "also: " + n.aliases[i].slice(0, 8).join("; ")));
  const links = d.facts[i].filter(fact => fact[1] < 0 && /^https?:\/\//i.test(fact[2]));
  if (links.length) parts.push(kg.make("p", {}, ...links.flatMap((fact, at) => [at ? " · " : "", kg.link(fact[2], fact[0] === "page" ? "open the paper" : fact[0])])));
  parts.push(kg.make("p", {class: "tools"}, kg.make("button", {type: "button", on: {click: () => kg.scene.centre(i)}}, "Show on the map"),
    kg.make("button", {type: "button", id: "from-here", on: {click: () => kg.routes.begin(i)}}, "Path to…")));
  const groups = new Map(), add = (words, fact) => { if (!groups.has(words)) groups.set(words, []); groups.get(words).push(fact); };
  const seen = new Set();
  for (const [words, other, text, passages, concluded] of d.facts[i]) { add(words, {other, text, passages, concluded}); if (other >= 0) seen.add(words + "\u0001" + other); }
  for (const e of kg.out[i]) {
    const words = d.relations[d.edges.relation[e]].forward, other = d.edges.to[e];
    if (!seen.has(words + "\u0001" + other)) add(words, {other, text: n.label[other], passages: [], concluded: 0});
  }
  for (const e of kg.into[i]) {
    const relation = d.relations[d.edges.relation[e]], other = d.edges.from[e];
    const fact = d.facts[other].find(each => each[0] === relation.forward && each[1] === i);
    add(relation.backward, {other, text: n.label[other], passages: fact ? fact[3] : [], concluded: fact ? fact[4] : 0});
  }
  for (const [words, facts] of groups) {
    parts.push(kg.make("h3", {}, facts.length > 1 ? `${words} (${facts.length.toLocaleString("en")})` : words));
    const rows = facts.map(kg.panel.fact), more = rows.splice(25);
    parts.push(...rows);
    if (more.length) { const button = kg.make("button", {type: "button", on: {click: () => button.replaceWith(...more)}}, `${more.length.toLocaleString("en")} more`); parts.push(button); }
  }
  return parts;
};
kg.panel.fact = function (fact) {
  const row = kg.make("div", {class: "fact"}), label = fact.text || (fact.passages.length ? kg.data.passages.quote[fact.passages[0]].slice(0, 90) : "");
  const badge = fact.concluded ? kg.make("span", {class: "badge", title: "no document says so in these words"}, "concluded") : null;
  if (fact.other >= 0) row.append(kg.make("button", {type: "button", class: "thing", on: {click: () => kg.choose(fact.other, true)}}, kg.glyph(kg.kind(fact.other)), kg.make("span", {}, kg.data.nodes.label[fact.other]), badge));
  else row.append(kg.make("span", {class: "text"}, kg.link(label, label), badge));
  if (fact.passages.length) {
    const button = kg.make("button", {type: "button", class: "source", "aria-expanded": "false", on: {click: () => {
      const open = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!open));
      if (open) row.querySelectorAll("blockquote").forEach(quote => quote.remove());
      else row.append(...fact.passages.map(passage => kg.panel.quote(passage, label)));
    }}}, "source");
    row.append(button);
  }
  return row;
};
kg.panel.quote = function (passage, label) {
  const p = kg.data.passages, source = kg.data.documents[p.document[passage]] || {file: "?", title: "", href: ""}, quote = p.quote[passage];
  const block = kg.make("blockquote", {tabindex: "0"});
  let done = 0;
  for (const [start, end] of p.marks[passage] || []) { block.append(quote.slice(done, start), kg.make("mark", {}, quote.slice(start, end))); done = end; }
  block.append(quote.slice(done) || (quote ? "" : "(this graph holds places, not words)"));
  const place = `${source.file}, line ${p.line[passage]}`;
  block.append(kg.make("footer", {}, kg.link(source.href, source.title && source.title !== source.file ? `${source.title} — ${place}` : place, true)));
  return block;
};
kg.panel.steps = function (path) {
  const items = path.map((i, at) => {
    const button = kg.make("button", {type: "button", on: {click: () => kg.choose(i, true)}}, kg.glyph(kg.kind(i)), kg.make("span", {}, kg.data.nodes.label[i]));
    if (!at) return kg.make("li", {}, button);
    const e = [...kg.out[path[at - 1]], ...kg.into[path[at - 1]]].find(edge => kg.data.edges.from[edge] === i || kg.data.edges.to[edge] === i);
    if (e === undefined) return kg.make("li", {}, button);
    const relation = kg.data.relations[kg.data.edges.relation[e]], forward = kg.data.edges.to[e] === i;
    const from = forward ? path[at - 1] : i, to = forward ? i : path[at - 1];
    const fact = kg.data.facts[from].find(each => each[0] === relation.forward && each[1] === to);
    return kg.make("li", {}, kg.make("span", {class: "quiet"}, forward ? relation.forward : relation.backward), ...(fact && fact[3].length ? [kg.panel.quote(fact[3][0], kg.data.nodes.label[to])] : []), button);
  });
  return kg.make("ol", {class: "steps"}, ...items);
};
kg.panel.route = function () {
  const route = kg.state.route, n = kg.data.nodes;
  return [kg.make("h2", {id: "thing"}, "How these are connected"), kg.make("p", {}, `${n.label[route[0]]} and ${n.label[route[route.length - 1]]}, in ${route.length - 1} ${route.length === 2 ? "step" : "steps"}`),
    kg.panel.steps(route), kg.make("button", {type: "button", on: {click: () => { kg.state.route = []; kg.select(kg.state.selected); }}}, "Close the path")];
};
