"use strict";
/** What is said of things, and the words that it rests on. Facts and passages are numbers, too. */
kg.facts = {isThere: false};

/** Takes in facts and passages, which come while the map is drawn. */
kg.facts.take = function ({facts, passages, text}) {
  const {names, many, words, other, value, sources, concluded} = facts;
  const starts = kg.ends(many), firsts = kg.ends(sources), marks = kg.grouped(passages.marked, passages.line.length);
  const isConcluded = new Set(concluded), values = new Int32Array(other.length);
  let seen = 0;
  other.forEach((thing, n) => { values[n] = thing < 0 ? seen++ : -1; });
  Object.assign(kg.data, {passages, text});
  Object.assign(kg.facts, {
    isThere: true,
    /** The number of a fact of a thing by its place among them. */
    number: (i, place) => starts[i] + place,
    /** The numbers of all facts of a thing. */
    of: i => Array.from({length: many[i]}, (_, place) => starts[i] + place),
    words: n => names[words[n]],
    /** The thing that a fact leads to, or -1. */
    other: n => other[n],
    /** The value that a fact leads to, when it is no thing. */
    value: n => other[n] < 0 ? value[values[n]] : "",
    passages: n => facts.passages.slice(firsts[n], firsts[n + 1]),
    isConcluded: n => isConcluded.has(n),
    quote: passage => passages.quotes[passages.quote[passage]],
    /** Where the words of a passage begin and end in its quote. */
    marks: passage => Array.from(marks(passage), at => [passages.starts[at], passages.ends[at]]),
  });
};
kg.facts.of = () => [];

/** A fact as the panel shows it. */
kg.facts.at = n => ({other: kg.facts.other(n), text: kg.facts.value(n), passages: kg.facts.passages(n),
  isConcluded: kg.facts.isConcluded(n)});

/** What an edge stands for: the fact that says so, or one without passages. */
kg.facts.ofEdge = function (e) {
  const {edges, relations} = kg.data, words = relations[edges.relation[e]].forward, other = edges.to[e];
  const n = kg.facts.of(edges.from[e]).find(each => kg.facts.other(each) === other && kg.facts.words(each) === words);
  return n === undefined ? {other, text: "", passages: [], isConcluded: false} : kg.facts.at(n);
};
