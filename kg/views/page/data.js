"use strict";
/** What the page holds, and what is looked up in it. Things and edges are numbers: their places in the columns. */
const kg = globalThis.kg = {};

/** Reads one of the elements with data, and empties it. */
kg.unpacked = async function (id) {
  const holder = document.getElementById(id), bytes = kg.bytes(holder.textContent);
  holder.textContent = "";
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(holder.dataset.packed));
  return JSON.parse(await new Response(stream).text());
};

/** The bytes that a text of base64 stands for. */
kg.bytes = function (text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const letters = atob(text), found = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) found[at] = letters.charCodeAt(at);
  return found;
};

/** What the map needs is unpacked while the browser reads the scripts below. */
kg.early = kg.unpacked("data");

/** What the map can wait for: facts and passages, which stand at the end of the page. */
kg.late = async function () {
  if (document.readyState === "loading") await new Promise(done => document.addEventListener("DOMContentLoaded", done));
  return kg.unpacked("facts");
};

/** Takes in what the map needs; facts and passages come while it is drawn. */
kg.take = function (data) {
  const {nodes, edges, kinds} = data;
  kg.data = data;
  kg.size = nodes.iri.length;
  data.text = [];
  kg.counted = kinds.filter(kind => data.counts[kind.many]).map(kind => kind.key);
  kg.edgesFrom = kg.grouped(edges.from, kg.size);
  kg.edgesTo = kg.grouped(edges.to, kg.size);
  kg.order = Array.from(nodes.iri.keys())
    .sort((p, q) => nodes.level[p] - nodes.level[q] || nodes.papers[q] - nodes.papers[p] || p - q);
};

/** Where parts of a list begin that are so long each, and where the last one ends. */
kg.ends = function (lengths) {
  const ends = new Int32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i++) ends[i + 1] = ends[i] + lengths[i];
  return ends;
};

/** For each number below `size`, the places at which it stands in a column. */
kg.grouped = function (column, size) {
  const lengths = new Int32Array(size), places = new Int32Array(column.length);
  for (const value of column) lengths[value]++;
  const ends = kg.ends(lengths), next = ends.slice();
  column.forEach((value, at) => { places[next[value]++] = at; });
  return i => places.subarray(ends[i], ends[i + 1]);
};

/** The key of the kind that a thing is drawn as. */
kg.kind = i => kg.data.kinds[kg.data.nodes.kind[i]].key;

/** Whether a thing is of a kind, be it the one that it is drawn as or a further one. */
kg.isA = (i, key) => kg.kind(i) === key || kg.data.nodes.also[i].some(at => kg.data.kinds[at].key === key);

/** How many things of a kind there are; a thing counts as each that it is. */
kg.many = key => kg.data.counts[kg.data.kinds.find(kind => kind.key === key).many] || 0;

/** The number of a thing by its IRI, or -1. */
kg.at = function (iri) {
  if (!iri) return -1;
  kg.numbers ??= new Map(kg.data.nodes.iri.map((each, i) => [each, i]));
  return kg.numbers.get(iri) ?? -1;
};

/** The things beside one, each with the edge that joins them. */
kg.beside = function (i) {
  const {from, to} = kg.data.edges;
  return [...Array.from(kg.edgesFrom(i), e => [to[e], e]), ...Array.from(kg.edgesTo(i), e => [from[e], e])];
};

/** Text in which case and accents do not count. */
kg.fold = function (text) {
  const isPlain = !/[^\x00-\x7f]/.test(text);
  return (isPlain ? text : text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "")).toLowerCase();
};

/** A number as English writes it: 1,200. */
kg.number = value => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

/** A number with a word: "1 paper", "1,200 papers". */
kg.count = (number, one, many) => `${kg.number(number)} ${number === 1 ? one : many}`;
