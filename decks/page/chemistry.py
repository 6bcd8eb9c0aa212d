r"""Chemistry in TeX, `\ce{SO4^2-}`, as plain TeX that any program draws: the common part of what mhchem reads."""

import re

_OPENS = re.compile(r"\\(?P<name>ce|pu)[ \t]*\{")
_BRACE = re.compile(r"\\.|[{}]")
_ARROWS = {
    "<=>>": r"\rightleftharpoons",
    "<<=>": r"\rightleftharpoons",
    "<=>": r"\rightleftharpoons",
    "<-->": r"\rightleftarrows",
    "<->": r"\leftrightarrow",
    "->": r"\rightarrow",
    "<-": r"\leftarrow",
}
_TOKEN = re.compile(
    r"(?P<math>\$[^$]{1,200}\$)"
    r"|(?P<arrow><=>>|<<=>|<=>|<-->|<->|->|<-)(?:\[(?P<over>[^\[\]]{0,100})\])?(?:\[(?P<under>[^\[\]]{0,100})\])?"
    r"|(?P<script>[\^_](?:\{[^{}]{0,60}\}|\d{0,3}[+-]|\d{1,3}|[A-Za-z+.*•-]))"
    r"|(?P<state>\((?:aq|s|l|g|cr|am)\))"
    r"|(?P<fraction>(?<![\w)\]}])\d{1,3}/\d{1,3})"
    r"|(?P<gas>(?<=\s)[\^v](?=\s|$))"
    r"|(?P<charge>(?<=[A-Za-z0-9)\]}])[+-](?=\s|$|[)\]},]))"
    r"|(?P<count>(?<=[A-Za-z)\]}])\d{1,3})"
    r"|(?P<name>[A-Za-z]{1,30})"
    r"|(?P<dot>\*|(?<=\S)\.(?=\S))"
    r"|(?P<bond>(?<=[A-Za-z0-9)\]}])[=#-](?=[A-Za-z(\[]))"
    r"|(?P<command>\\(?:[A-Za-z]{1,30}|.))"
    r"|(?P<blank>\s+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_SPELT = {
    "state": r"\,\mathrm{{{}}}",
    "charge": "^{{{}}}",
    "count": "_{{{}}}",
    "name": r"\mathrm{{{}}}",
    "dot": r"{{\cdot}}",
    "blank": r"\ ",
}
_SIGNS = {"-": "{{-}}", "=": "{{=}}", "#": r"{{\equiv}}", "^": r"\uparrow", "v": r"\downarrow"}
_BLANKS = re.compile(r"\s+")
_BLANK = r"\\ "


def plain(tex: str) -> str:
    r"""TeX with each `\ce{…}` and `\pu{…}` spelt out: `\ce{H2O}` -> `\mathrm{H}_{2}\mathrm{O}`."""
    parts: list[str] = []
    at = 0
    for match in _OPENS.finditer(tex):
        if match.start() < at:
            continue
        end = _closing(tex, match.end())
        if end is None:
            return tex
        inner = tex[match.end() : end]
        spelt = _formula(inner) if match["name"] == "ce" else rf"\mathrm{{{_BLANKS.sub(_BLANK, inner)}}}"
        parts += [tex[at : match.start()], "{", spelt, "}"]
        at = end + 1
    return "".join([*parts, tex[at:]])


def _closing(tex: str, start: int) -> int | None:
    """Where the brace closes that opened before `start`."""
    depth = 1
    for match in _BRACE.finditer(tex, start):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return match.start()
    return None


def _formula(inner: str) -> str:
    return "".join(_spelt(match) for match in _TOKEN.finditer(inner.strip()))


def _spelt(match: re.Match[str]) -> str:
    kind = match.lastgroup or "other"
    if match["arrow"]:
        return _arrow(match)
    if kind == "fraction":
        return r"\frac{{{}}}{{{}}}".format(*match[0].split("/"))
    if kind == "script":
        return f"{match[0][0]}{{{_script(match[0][1:])}}}"
    if kind == "math":
        return match[0].strip("$")
    return _SIGNS.get(match[0] if kind in {"bond", "gas"} else "", _SPELT.get(kind, "{}")).format(match[0])


def _script(said: str) -> str:
    inner = said[1:-1] if said.startswith("{") else said
    return rf"\mathrm{{{inner}}}" if inner.isalpha() and inner not in {"n", "x", "m"} else inner.replace("*", r"\ast ")


def _arrow(match: re.Match[str]) -> str:
    arrow = _ARROWS[match["arrow"]]
    over, under = (_formula(match[name]) if match[name] else "" for name in ("over", "under"))
    arrow = rf"\overset{{{over}}}{{{arrow}}}" if over else arrow
    return rf"\underset{{{under}}}{{{arrow}}}" if under else arrow
