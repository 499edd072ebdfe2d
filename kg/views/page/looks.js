/** Colours and shapes: a kind has one of each, so that neither is needed to tell it. */
kg.isDark = () => document.documentElement.dataset.theme === "dark";
kg.css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Corners on a circle, as an SVG path; every second one at `inner` of the radius. */
kg.corners = function (count, turn, inner = 1) {
  const corner = (_, k) => {
    const angle = turn + k * 2 * Math.PI / count, distance = k % 2 ? inner : 1;
    return `${(distance * Math.cos(angle)).toFixed(3)},${(distance * Math.sin(angle)).toFixed(3)}`;
  };
  return `M${Array.from({length: count}, corner).join("L")}Z`;
};

/** Outlines around 0, 0 with the radius 1, as SVG paths. */
kg.outlines = {
  paper: "M-1,0a1,1 0 1,0 2,0a1,1 0 1,0 -2,0Z",
  topic: "M-.85,-.85H.85V.85H-.85Z",
  task: kg.corners(3, -Math.PI / 2),
  method: kg.corners(4, 0),
  dataset: "M-.75,-.7A.75,.3 0 0,1 .75,-.7V.7A.75,.3 0 0,1 -.75,.7Z",
  software: "M-1,-.55H1V.55H-1Z",
  person: kg.corners(3, Math.PI / 2),
  organization: kg.corners(5, -Math.PI / 2),
  venue: "M-.35,-1H.35V-.35H1V.35H.35V1H-.35V.35H-1V-.35H-.35Z",
  edition: kg.corners(6, 0),
  award: kg.corners(10, -Math.PI / 2, .45),
  document: "M-.7,-1H.25L.7,-.5V1H-.7Z",
};

/** The shape of a kind as a small picture. */
kg.glyph = function (kind) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "-1.15 -1.15 2.3 2.3");
  svg.setAttribute("class", "glyph");
  svg.setAttribute("aria-hidden", "true");
  shape.setAttribute("d", kg.outlines[kind]);
  shape.style.fill = `var(--${kind})`;
  svg.append(shape);
  return svg;
};

/** The pale colour of a region: neighbours in the list differ most. */
kg.tint = (at, dark) => `hsl(${Math.round(at * 137.5 + 215) % 360} ${dark ? "28% 17%" : "52% 95.5%"})`;
