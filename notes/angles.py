"""Words in angle brackets, told from the tags of HTML: `<main>` in a sentence is a name, `<b>bold</b>` is not."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_TAG = re.compile(
    r"(?<!\]\()(?<!\\)<(?P<end>/?)(?P<name>[A-Za-z][\w.-]{0,60})"
    r"(?P<rest>(?=[\s/>])(?:[^<>\"']|\"[^\"<>]{0,1000}\"|'[^'<>]{0,1000}'){0,500}/?)>"
)
_NAME = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w.-]{0,60})(?=[\s/>])")
_ATTRIBUTES = re.compile(
    r"(?:\s+[A-Za-z_:@][\w:.@-]*\s*=\s*(?:\"[^\"]*\"|'[^']*'|\{[^{}]*\}|[^\s\"'=<>`]+)"
    r"|\s+(?:open|hidden|controls|disabled|checked|async|defer|loop|muted|autoplay|allowfullscreen|both))*\s*/?"
)
_MAIL = re.compile(r"(?<!\\)<(?=[\w.+-]{1,60}@[\w-]{1,60}>)")
"""Looks like an address of e-mail, whose host has no dot."""
_ALONE = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_LEFT_OPEN = frozenset("colgroup dd dt li option p rp rt tbody td tfoot th thead tr".split())
_HTML = frozenset(
    "a abbr address article aside audio b bdi bdo big blockquote body button canvas caption center cite code data"
    " datalist del details dfn dialog div dl em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head"
    " header html i iframe ins kbd label legend main map mark menu meter nav noscript object ol optgroup output picture"
    " pre progress q ruby s samp script search section select slot small span strike strong style sub summary sup svg"
    " table template textarea time title tt u ul var video".split()
)


@dataclass(frozen=True, slots=True)
class Tags:
    """The names of the tags that a note opens and closes, in lower case."""

    opened: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()


def tags(lines: Iterable[str]) -> Tags:
    """The tags of a note."""
    opened: set[str] = set()
    closed: set[str] = set()
    for line in lines:
        for match in _NAME.finditer(line) if "<" in line else ():
            (closed if match["end"] else opened).add(match["name"].lower())
    return Tags(frozenset(opened), frozenset(closed))


def is_html(name: str) -> bool:
    """Whether a tag is one of HTML's own."""
    return name.lower() in _HTML | _ALONE | _LEFT_OPEN


def escaped(text: str, known: Tags) -> str:
    """A stretch of a line, without code and formulas, whose words in angle brackets the parser reads as words.

    Pairs of tags that HTML does not know go, and leave what stands between them.
    """
    return _TAG.sub(lambda match: _read(match, known), _MAIL.sub("&lt;", text)) if "<" in text else text


def _read(match: re.Match[str], known: Tags) -> str:
    name = match["name"].lower()
    if not _is_tag(match, name, known):
        return "&lt;" + match[0][1:]
    is_own = name.startswith("cuedeck-") or is_html(name)
    return match[0] if is_own or match["rest"] or match["name"] != name else ""


def _is_tag(match: re.Match[str], name: str, known: Tags) -> bool:
    """Whether angle brackets hold a tag: one that stands alone, or one of a pair."""
    if name == "mark" or name.startswith("cuedeck-") or match["rest"].endswith("/"):
        return True
    if match["end"]:
        return name in known.opened or name in _HTML | _LEFT_OPEN
    if _ATTRIBUTES.fullmatch(match["rest"]) is None:
        return False
    if name in _ALONE | _LEFT_OPEN or name in known.closed or "=" in match["rest"]:
        return True
    return name in _HTML and not match.string[: match.start()].strip(" \t>")
