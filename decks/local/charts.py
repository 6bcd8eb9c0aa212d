"""Charts as SVG that takes its colours from the page and says in words what it draws."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

WIDTH = 260
"""Of a small chart, in CSS pixels."""
_ROW, _NAME, _FIGURE = 24, 100, 40
_TALL = 72
_NARROW = 16
"""A column of no more has no room for its figure."""


def bars(title: str, counts: Mapping[str, int]) -> str:
    """A bar for each count, by name; nothing where there are none."""
    if not counts:
        return ""
    most = max(counts.values()) or 1
    room = WIDTH - _NAME - _FIGURE
    parts: list[str] = []
    for at, (name, many) in enumerate(counts.items()):
        top, width = at * _ROW, max(2, round(room * many / most))
        parts.append(text(0, top + 16, _short(name, 15)))
        parts.append(f'<rect class="bar" x="{_NAME}" y="{top + 5}" width="{width}" height="14" rx="3"/>')
        parts.append(text(_NAME + width + 6, top + 16, f"{many:,}", "figure"))
    return figure(title, len(counts) * _ROW, parts, (f"{name}: {many}" for name, many in counts.items()))


def columns(
    title: str, counts: Sequence[int], *, axis: Iterable[tuple[float, str]], told: Iterable[str], width: int = WIDTH
) -> str:
    """A column for each count; `axis` has words below them, each with its place from 0, left, to 1, right."""
    most, step = max(counts, default=0) or 1, width / (len(counts) or 1)
    gap = 4 if step > _NARROW else 2
    parts: list[str] = []
    for at, many in enumerate(counts):
        tall = max(1, round((_TALL - 16) * many / most))
        parts.append(
            f'<rect class="{"bar" if many else "rest"}" x="{at * step + gap / 2:g}" y="{_TALL - tall}" '
            f'width="{step - gap:g}" height="{tall}" rx="{min(2, gap)}"/>'
        )
        if many and (step > _NARROW or many == most):
            parts.append(text((at + 0.5) * step, _TALL - tall - 4, f"{many:,}", "figure middle"))
    parts += [text(width * place, _TALL + 16, words, _anchor(place)) for place, words in axis]
    return figure(title, _TALL + 22, parts, told, width=width)


def figure(title: str, height: int, parts: Iterable[str], told: Iterable[str], *, width: int = WIDTH) -> str:
    """An image named by its title and described by all its figures."""
    words = escape("; ".join(told))
    return (
        f'<figure class="chart"><figcaption>{escape(title)}</figcaption>'
        f'<svg role="img" aria-label="{escape(title)}. {words}" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}">{"".join(parts)}</svg></figure>'
    )


def text(left: float, top: float, words: str, kind: str = "") -> str:
    """Words in a chart, whose line stands at `top`."""
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{left:g}" y="{top:g}">{escape(words)}</text>'


def _anchor(place: float) -> str:
    return "" if place == 0 else "end" if place == 1 else "middle"


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"
