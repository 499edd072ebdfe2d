"""A picture as a page: the SVG, and the table behind it. Nothing in it asks another address for anything."""

from __future__ import annotations

from html import escape

from kg.plots.data import Cell, Column, Data

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;color:#111;background:#fff;max-width:75rem}"
    "body{margin:1rem auto;padding:0 1rem}figure{margin:0}"
    "svg{max-width:100%;height:auto}table{border-collapse:collapse;font-size:.875rem}"
    "th,td{border-bottom:1px solid #ccc;padding:.25rem .75rem;text-align:left;overflow-wrap:anywhere}"
    "td.number{text-align:right}small{font-weight:normal;color:#444}summary{cursor:pointer}"
    "@media print{details{display:none}}"
)


def page(data: Data, svg: bytes) -> bytes:
    """The page of a picture.

    Args:
        data: what is drawn; any text in it is escaped here.
        svg: the picture as `kg.plots.drawing` writes it.
    """
    picture = svg.decode()
    lines = (
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(data.title)}</title><style>{_STYLE}</style></head><body><main>",
        f"<figure>{picture[picture.index('<svg') :].strip()}</figure>",
        f"<details><summary>The {len(data.rows):,} rows behind this picture</summary>",
        f"<table><thead><tr>{''.join(map(_head, data.columns))}</tr></thead><tbody>",
        *(f"<tr>{''.join(map(_cell, row))}</tr>" for row in data.rows),
        "</tbody></table>",
        f"<p>Documents: {escape(', '.join(data.sources) or 'none')}</p></details>",
        "</main></body></html>",
    )
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _head(column: Column) -> str:
    unit = f" <small>({escape(column.unit)})</small>" if column.unit not in ("", column.name) else ""
    return f'<th scope="col">{escape(column.name)}{unit}</th>'


def _cell(cell: Cell) -> str:
    return f"<td>{escape(cell)}</td>" if isinstance(cell, str) else f'<td class="number">{cell}</td>'
