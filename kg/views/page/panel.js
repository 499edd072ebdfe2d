/** The facts of what is chosen, and behind each the words that say it. */
kg.panel = {most: 25};

kg.panel.draw = function () {
  const panel = kg.find("panel"), hasFocus = panel.contains(document.activeElement);
  panel.replaceChildren(...kg.panel.parts(kg.state));
  panel.scrollTop = 0;
  if (hasFocus) panel.focus({preventScroll: true});
};
kg.panel.parts = function ({selected, route, words}) {
  if (route.length) return kg.panel.route();
  if (words) return kg.text.about(words);
  return selected < 0 ? kg.panel.overview() : kg.panel.about(selected);
};

kg.panel.overview = function () {
  const {path, regions, documents, legend, kinds, counts} = kg.data;
  const counted = kinds.filter(kind => counts[kind.many]).map(({one, many}) => kg.count(counts[many], one, many));
  return [
    kg.make("h2", {}, "What is here"),
    kg.make("p", {}, `${counted.join(", ")}.`),
    kg.make("p", {}, `Size: ${legend.size}. Place: ${legend.place}.`
      + " Choose anything to see its facts and the words behind each."),
    ...(path.length ? [kg.make("h3", {}, "Explanations"), ...path.map(kg.panel.steps)] : []),
    ...kg.panel.outstanding(),
    ...kg.panel.regions(regions.filter(region => region.label && region.papers)),
    ...kg.panel.documents(documents),
  ];
};
/** What stands out: papers on several lists, and what most papers have in common. */
kg.panel.outstanding = function () {
  const {papers, documents} = kg.data.nodes, lists = documents.map(each => each.length);
  const of = (kind, counts, least) => kg.order.filter(i => kg.isA(i, kind) && counts[i] >= least)
    .sort((p, q) => counts[q] - counts[p] || p - q);
  const found = [["on several lists", of("paper", lists, 2), lists]];
  for (const {key, many} of kg.data.kinds) {
    if (!["topic", "method", "dataset", "person"].includes(key)) continue;
    found.push([`${many} of most papers`, of(key, papers, 3), papers]);
  }
  const count = number => kg.make("span", {class: "count"}, kg.number(number));
  return found.filter(([, things]) => things.length).flatMap(([head, things, counts]) =>
    [kg.make("h3", {}, head), ...things.slice(0, 5).map(i => kg.thing(i, {}, count(counts[i])))]);
};
kg.panel.regions = function (regions) {
  const entry = region => kg.make("li", {}, kg.button({}, () => kg.scene.open(region),
    kg.make("span", {}, region.label), kg.make("span", {class: "count"}, kg.number(region.papers))));
  if (regions.length < 2) return [];
  return [kg.make("h3", {}, "Regions"), kg.make("ul", {class: "facet"}, ...regions.map(entry))];
};
kg.panel.documents = function (documents) {
  const entry = ({href, title, file, papers}) => kg.make("li", {}, kg.link(href, title || file, true), " ",
    kg.make("span", {class: "quiet"}, papers ? kg.count(papers, "paper", "papers") : file));
  if (!documents.length) return [];
  return [kg.make("h3", {}, "Documents"), kg.make("ul", {}, ...kg.listed(documents, 60, entry))];
};

/** What is said of a thing, and in which words. */
kg.panel.about = function (i) {
  const {aliases} = kg.data.nodes;
  return [
    kg.panel.head(i),
    kg.make("h2", {id: "thing"}, kg.data.nodes.label[i]),
    aliases[i].length ? kg.make("p", {class: "quiet"}, "also: ", ...kg.joined(aliases[i].slice(0, 8), "; ")) : "",
    kg.panel.links(i),
    kg.make("p", {class: "tools"},
      kg.button({}, () => { kg.turn("map"); kg.scene.centre(i); }, "Show on the map"),
      kg.button({id: "from-here"}, () => kg.routes.begin(i), "Path to…")),
    ...[...kg.panel.facts(i)].flatMap(([words, those]) => [
      kg.make("h3", {}, those.length > 1 ? `${words} (${kg.number(those.length)})` : words),
      ...kg.listed(those, kg.panel.most, fact => kg.panel.fact(fact()))]),
  ];
};
kg.panel.links = function (i) {
  const pages = kg.facts.of(i).filter(n => kg.isWeb(kg.facts.value(n)));
  const name = words => words === "page" ? "open the paper" : words;
  const link = n => kg.link(kg.facts.value(n), name(kg.facts.words(n)));
  return pages.length ? kg.make("p", {}, ...pages.flatMap((n, at) => [at ? " · " : "", link(n)])) : "";
};
kg.panel.head = function (i) {
  const {kind, also, edition, label, year, presentation} = kg.data.nodes;
  const kinds = [kind[i], ...also[i]].map(at => kg.data.kinds[at].one).join(" and ");
  const said = [kinds, edition[i] >= 0 ? label[edition[i]] : year[i] || "", presentation[i]];
  return kg.make("p", {class: "quiet"}, kg.glyph(kg.kind(i)), " ", ...kg.joined(said.filter(Boolean), " · "));
};

/** What gives each fact of a thing, by the words that relate it: its own first, then those of which it is the end. */
kg.panel.facts = function (i) {
  const {edges, relations, nodes} = kg.data, found = new Map(), own = new Set();
  const add = (words, fact) => found.has(words) ? found.get(words).push(fact) : found.set(words, [fact]);
  for (const n of kg.facts.of(i)) {
    add(kg.facts.words(n), () => kg.facts.at(n));
    own.add(`${kg.facts.words(n)} ${kg.facts.other(n)}`);
  }
  for (const e of kg.edgesFrom(i)) {
    const {forward} = relations[edges.relation[e]], other = edges.to[e];
    if (!own.has(`${forward} ${other}`)) add(forward, () => kg.facts.ofEdge(e));
  }
  const byLabel = (p, q) => (nodes.label[edges.from[p]] < nodes.label[edges.from[q]] ? -1 : 1);
  for (const e of [...kg.edgesTo(i)].sort(byLabel)) {
    add(relations[edges.relation[e]].backward, () => ({...kg.facts.ofEdge(e), other: edges.from[e]}));
  }
  return found;
};

/** One fact: what it leads to, and a button that shows the words behind it. */
kg.panel.fact = function ({other, text, passages, isConcluded}) {
  const title = "no document says so in these words";
  const badge = isConcluded ? kg.make("span", {class: "badge", title}, "concluded") : null;
  const said = other < 0 ? text || kg.panel.beginning(passages[0]) : kg.data.nodes.label[other];
  const row = kg.make("div", {class: "fact"}, other < 0
    ? kg.make("span", {class: "text"}, kg.link(said, said), badge) : kg.thing(other, {}, badge));
  if (passages.length) row.append(kg.panel.source(row, passages, said));
  return row;
};
kg.panel.beginning = passage => passage === undefined ? "" : kg.cut(kg.facts.quote(passage));
kg.panel.source = function (row, passages, said) {
  const button = kg.button({class: "source", "aria-expanded": "false", "aria-label": `source of ${said}`}, () => {
    const isOpen = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!isOpen));
    if (isOpen) row.querySelectorAll("blockquote").forEach(quote => quote.remove());
    else row.append(...passages.map(kg.panel.quote));
  }, "source");
  return button;
};

/** The words of a passage, what counts in them marked, and where they stand. */
kg.panel.quote = function (passage) {
  const {document: sources, line} = kg.data.passages, text = kg.facts.quote(passage);
  const block = kg.make("blockquote", {tabindex: "0"}), source = kg.data.documents[sources[passage]];
  let done = 0;
  for (const [start, end] of kg.facts.marks(passage)) {
    block.append(text.slice(done, start), kg.make("mark", {}, text.slice(start, end)));
    done = end;
  }
  block.append(text.slice(done) || (text ? "" : "(this graph holds places, not words)"));
  const {file, title, href} = source || {file: "", title: "", href: ""};
  const place = [...kg.joined(title && title !== file ? [title, file] : [file], " — "), `, line ${line[passage]}`];
  block.append(kg.make("footer", {}, kg.link(href, place, true)));
  return block;
};

/** The steps of a path, each with the words that say so. */
kg.panel.steps = function (path) {
  const step = (i, at) => {
    const e = at && kg.routes.edge(path[at - 1], i);
    if (!at || e === undefined) return kg.make("li", {}, kg.thing(i));
    const {forward, backward} = kg.data.relations[kg.data.edges.relation[e]], {passages} = kg.facts.ofEdge(e);
    const words = kg.make("span", {class: "quiet"}, kg.data.edges.to[e] === i ? forward : backward);
    return kg.make("li", {}, words, ...passages.slice(0, 1).map(kg.panel.quote), kg.thing(i));
  };
  return kg.make("ol", {class: "steps"}, ...path.map(step));
};
kg.panel.route = function () {
  const {route, selected} = kg.state, {label} = kg.data.nodes;
  return [
    kg.make("h2", {id: "thing"}, "How these are connected"),
    kg.make("p", {},
      ...kg.joined([label[route[0]], label[route.at(-1)]], " and "),
      `, in ${kg.count(route.length - 1, "step", "steps")}`),
    kg.panel.steps(route),
    kg.button({}, () => kg.select(selected), "Close the path"),
  ];
};
