"use strict";
const kg = {colours: {paper: "#0b6bb8", topic: "#c25400", method: "#00795c", task: "#a03a80", dataset: "#8a6a00", software: "#55606f",
  person: "#5a5fb0", organization: "#6b4a36", edition: "#b3325b", venue: "#7a1f3d", award: "#a37b00", document: "#3a4350"},
  shapes: {paper: "dot", topic: "square", method: "diamond", task: "triangle", dataset: "database", software: "box",
  person: "triangleDown", organization: "hexagon", edition: "hexagon", venue: "hexagon", award: "star", document: "square"}};

globalThis.kg = kg;

/** Unpacks one of the elements with data. */
kg.unpacked = async function (id) {
  const holder = document.getElementById(id);
  let text = holder.textContent;
  if (holder.dataset.packed === "deflate") {
    const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    text = await new Response(stream).text();
  }
  holder.textContent = "";
  return JSON.parse(text);
};

/** Reads what the map needs; facts and passages come while it is drawn. */
kg.unpack = async function () {
  const data = await kg.unpacked("data"), n = data.nodes;
  data.facts = n.iri.map(() => []); data.passages = {document: [], line: [], column: [], quote: [], marks: []};
  kg.data = data; kg.size = n.iri.length;
  kg.kind = i => data.kinds[n.kind[i]].key;
  data.number = Object.fromEntries(data.kinds.map(kind => [kind.key, data.counts[kind.many] || 0]));
  kg.short = i => n.short[i] || n.label[i];
  kg.at = new Map(n.iri.map((iri, i) => [iri, i]));
  kg.out = Array.from({length: kg.size}, () => []); kg.into = Array.from({length: kg.size}, () => []);
  data.edges.from.forEach((from, e) => { kg.out[from].push(e); kg.into[data.edges.to[e]].push(e); });
  kg.folded = n.label.map((label, i) => kg.fold([label, ...n.aliases[i]].join(" \u0001 ")));
};

/** Text in which case and accents do not count. */
kg.fold = text => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

/** The nodes beside one, each with the edge that joins them. */
kg.beside = i => [...kg.out[i].map(e => [kg.data.edges.to[e], e]), ...kg.into[i].map(e => [kg.data.edges.from[e], e])];

/** An element with attributes, and children that are elements or text. */
kg.make = function (tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
};

/** A link to an address of the web, or (`besides`) of a file beside the page; else the text alone. */
kg.link = function (address, text, besides = false) {
  const safe = /^https?:\/\//i.test(address) || (besides && /^[\w.%~][^:\\]*$/.test(address));
  return safe ? kg.make("a", {href: address, target: "_blank", rel: "noopener noreferrer"}, text) : document.createTextNode(text);
};

/** The shape of a kind as a small picture. */
kg.glyph = function (kind) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "-8 -8 16 16"); svg.setAttribute("class", "glyph"); svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  shape.setAttribute("d", kg.outline(kind, 6.5)); shape.setAttribute("fill", kg.colour(kind));
  svg.append(shape);
  return svg;
};

/** The outline of a kind's shape around 0, 0, as an SVG path. */
kg.outline = function (kind, r) {
  const points = (count, turn, even = 1) => "M" + Array.from({length: count}, (_, k) => {
    const a = turn + k * 2 * Math.PI / count, d = k % 2 ? r * even : r;
    return (d * Math.cos(a)).toFixed(2) + "," + (d * Math.sin(a)).toFixed(2);
  }).join("L") + "Z";
  switch (kg.shapes[kind]) {
    case "square": return `M${-r * .85},${-r * .85}H${r * .85}V${r * .85}H${-r * .85}Z`;
    case "box": return `M${-r},${-r * .6}H${r}V${r * .6}H${-r}Z`;
    case "database": return `M${-r * .7},${-r * .8}H${r * .7}V${r}H${-r * .7}Z`;
    case "diamond": return points(4, 0);
    case "triangle": return points(3, -Math.PI / 2);
    case "triangleDown": return points(3, Math.PI / 2);
    case "hexagon": return points(6, 0);
    case "star": return points(10, -Math.PI / 2, .45);
    default: return `M${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`;
  }
};

/** The colour of a kind; lighter where the page is dark. */
kg.colour = function (kind) {
  const colour = kg.colours[kind] || "#55606f";
  if (!kg.dark()) return colour;
  const part = at => Math.round(parseInt(colour.slice(at, at + 2), 16) * .55 + 255 * .45).toString(16).padStart(2, "0");
  return "#" + part(1) + part(3) + part(5);
};
kg.dark = () => getComputedStyle(document.documentElement).colorScheme === "dark";
kg.css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
