// Names from the graph in the lists of input fields, while somebody types. Without it the lists hold the first names.
"use strict";

const WAIT = 150; // milliseconds after the last key

function completed(input) {
  const list = document.getElementById(input.getAttribute("list"));
  const kinds = input.dataset.complete;
  let timer = 0;
  let asked = "";

  async function offer() {
    const words = input.value.trim();
    if (!words || words === asked) return;
    asked = words;
    const address = "/complete?" + new URLSearchParams({ q: words, kind: kinds });
    const response = await fetch(address);
    if (!response.ok || input.value.trim() !== words) return;
    const labels = new Set((await response.json()).map((found) => found.label));
    list.replaceChildren(...Array.from(labels, (label) => Object.assign(document.createElement("option"), { value: label })));
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => offer().catch(() => {}), WAIT); // a list that stays as it is harms nobody
  });
}

document.querySelectorAll("input[data-complete][list]").forEach(completed);
