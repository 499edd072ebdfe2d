// The text area of the query becomes an editor (Yasqe) that knows the words of the graph. Answers come from the server,
// as without it.
"use strict";

(function () {
  const form = document.getElementById("editor");
  const area = document.getElementById("query");
  if (!form || !area || typeof Yasqe === "undefined") return;

  const PAUSE = 700; // milliseconds without a key, before prefixes are written out
  let known = null; // prefixes, classes and properties, once they are asked for

  function terms() {
    known = known || fetch("/terms").then((response) => response.json());
    return known;
  }

  function afterType(yasqe, token) {
    const before = yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token);
    return before.string === "a" || before.string === "rdf:type";
  }

  // A word, or a name with its prefix: of a class, a property or a thing. What is compared is the name and the label.
  async function names(yasqe, token) {
    const text = token.string.trim();
    if (!text || "?$<\"'{}".includes(text[0])) return [];
    const { classes, properties } = await terms();
    const tables = afterType(yasqe, token) ? [classes] : [properties, classes];
    const wanted = text.toLowerCase();
    const fits = ([name, label]) =>
      name.toLowerCase().startsWith(wanted) || (!wanted.includes(":") && label.toLowerCase().includes(wanted)) ||
      name.split(":")[1].toLowerCase().startsWith(wanted);
    const found = tables.flatMap((table) => Object.entries(table).filter(fits).map(([name]) => name));
    return [...new Set([...found, ...(await things(text))])];
  }

  async function things(text) {
    const [prefix, rest] = text.split(":");
    const kind = (await terms()).kinds[prefix];
    if (!kind || !rest) return [];
    const response = await fetch("/complete?" + new URLSearchParams({ q: rest.replaceAll("-", " "), kind }));
    const found = response.ok ? await response.json() : [];
    return found.map((thing) => thing.term).filter((term) => term.startsWith(prefix + ":"));
  }

  Yasqe.defaults.autocompleters = ["variables"]; // the others would ask servers elsewhere
  for (const name of ["class", "property"]) delete Yasqe.Autocompleters[name];
  Yasqe.forkAutocompleter("prefixes", {
    name: "prefixes-of-graph",
    persistenceId: null,
    onInitialize: undefined, // it would add prefixes at every key, while names are offered for another line: see declare
    get: async () => Object.entries((await terms()).prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`),
  });
  Yasqe.registerAutocompleter({
    name: "names-of-graph",
    bulk: false,
    autoShow: true,
    persistenceId: null,
    isValidCompletionPosition: (yasqe) => {
      const token = yasqe.getCompleteToken();
      if (!token.string.trim() || "?$<\"'#".includes(token.string[0])) return false;
      const before = yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token);
      return before.string.toUpperCase() !== "PREFIX" && token.type !== "keyword" && token.type !== "comment";
    },
    get: names,
  });

  const holder = document.createElement("div");
  area.hidden = true;
  area.after(holder);
  const submit = () => {
    area.value = yasqe.getValue();
    form.submit();
  };
  const yasqe = new Yasqe(holder, {
    value: area.value,
    persistenceId: null,
    createShareableLink: null,
    consumeShareLink: null,
    prefixCcApi: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: "auto",
    viewportMargin: Infinity,
    requestConfig: { endpoint: "/sparql" },
    extraKeys: { "Ctrl-Enter": submit, "Cmd-Enter": submit, "Ctrl-S": submit },
  });
  // Prefixes that the graph knows are written out, so that the query can be taken elsewhere.
  async function declare() {
    const { prefixes } = await terms();
    const declared = yasqe.getPrefixesFromQuery();
    const used = Array.from(yasqe.getValue().matchAll(/(?:^|[\s({|/^!;,.])([a-z]+):/gi), (match) => match[1]);
    for (const prefix of [...new Set(used)].sort().reverse())
      if (prefixes[prefix] && !declared[prefix]) yasqe.addPrefixes({ [prefix]: prefixes[prefix] });
  }

  let pause = 0;
  function declareSoon() {
    clearTimeout(pause);
    pause = setTimeout(() => (yasqe.state.completionActive?.widget ? declareSoon() : declare().catch(() => {})), PAUSE);
  }
  yasqe.on("change", declareSoon);
  declare().catch(() => {});

  const input = yasqe.getInputField();
  input.setAttribute("aria-label", "Query");
  input.setAttribute("aria-describedby", "query-help");
  form.querySelector("label").addEventListener("click", () => yasqe.focus());
  form.addEventListener("submit", () => {
    area.value = yasqe.getValue();
  });
})();
