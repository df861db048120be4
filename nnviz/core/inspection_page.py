"""The pictures of a model's layers on one page of HTML, which any browser opens from its folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 0 auto; padding: 1rem; }
h2 { margin: 2rem 0 0; font-size: 1.2rem; overflow-wrap: anywhere; }
nav { columns: 14rem; }
p { margin: .2rem 0; }
figure { display: inline-block; vertical-align: top; margin: .6rem 1rem .6rem 0; max-width: 100%; }
img { max-width: 100%; max-height: 32rem; image-rendering: pixelated; border: 1px solid #8888; }
figcaption { font-size: .9rem; overflow-wrap: anywhere; }
""".strip()


def inspection_page(index: Mapping[str, Any]) -> str:
    """Return the page of an index as `nnviz inspect --out` writes it: each layer with its figures and pictures.

    The pictures are those beside the page; nothing is fetched from elsewhere.
    """
    layers: Sequence[Mapping[str, Any]] = index["layers"]
    title = escape(str(index["model"]).replace("\\", "/").rsplit("/", 1)[-1])
    picture = (
        "" if index.get("image") is None else f" The maps are those of <code>{escape(str(index['image']))}</code>."
    )
    links = "\n".join(f'<a href="#l{place}">{escape(layer["name"])}</a><br>' for place, layer in enumerate(layers))
    body = "\n".join(_layer(place, layer) for place, layer in enumerate(layers))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
{_STYLE}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{len(layers)} layers, {index["parameters"]:,} parameters.{picture}</p>
<p>Each array lies beside its picture as .npy: <code>numpy.load</code> reads its exact values.</p>
<nav aria-label="Layers">
{links}
</nav>
{body}
</body>
</html>
"""


def shape_text(shape: Sequence[Any]) -> str:
    """Return a shape, or several, as people write it.

    Examples
    --------
    >>> shape_text([None, 26, 26, 8]), shape_text([[None, 7], [None, 4]])
    ('? × 26 × 26 × 8', '? × 7, ? × 4')
    """
    if shape and isinstance(shape[0], (list, tuple)):
        return ", ".join(shape_text(one) for one in shape)
    return " × ".join("?" if side is None else str(side) for side in shape) or "one number"


def _layer(place: int, layer: Mapping[str, Any]) -> str:
    parameters = f"{layer['parameters']:,} parameters" if layer["parameters"] else "no parameters"
    facts = f"{escape(layer['type'])} · output {shape_text(layer['output_shape'])} · {parameters}"
    figures = "\n".join(_figure(entry) for entry in layer["pictures"])
    return f'<section>\n<h2 id="l{place}">{escape(layer["name"])}</h2>\n<p>{facts}</p>\n{figures}\n</section>'


def _figure(entry: Mapping[str, Any]) -> str:
    name = escape(str(entry["key"]))
    facts = f"<b>{name}</b> {shape_text(entry['shape'])}"
    if entry["file"] is None:
        return f"<figure><figcaption>{facts}: {escape(str(entry['reason']))}</figcaption></figure>"
    facts += f" · {entry['low']:.4g} … {entry['high']:.4g} ({escape(entry['colour_map'])})"
    if entry["shown"] < entry["maps"]:
        facts += f" · the first {entry['shown']:,} of {entry['maps']:,} maps"
    file, array = quote(entry["file"]), quote(entry["array"])
    picture = f'<a href="{file}"><img src="{file}" alt="{name}" loading="lazy"></a>'
    return f'<figure>{picture}<figcaption>{facts} · <a href="{array}">.npy</a></figcaption></figure>'
