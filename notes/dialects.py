"""Marks of note-taking programs and raw HTML, put into the Markdown that the parser reads; no line is moved."""

import re

from cuedeck.notes import angles, flashcards, formula, properties, wikilinks

INLINE_CODE = r"(?<!`)(?P<ticks>`{1,4})(?!`)[^\n]{0,2000}?(?<!`)(?P=ticks)(?!`)"

_BLOCKS = (
    "article|aside|blockquote|body|center|details|dd|div|dl|dt|figcaption|figure|footer|head|header|html|main|nav"
    "|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
"""Elements that go, and leave what they hold to be read as Markdown."""
_OPENING = rf"<(?:{_BLOCKS}|h[1-6]|img|li)"
_OPEN_LINE = re.compile(rf"^[ \t]{{0,20}}{_OPENING}(?:[ \t][^<>\n]{{0,500}})?$", re.MULTILINE | re.IGNORECASE)
_PARAGRAPH = r"(?:(?!\n[ \t>]*\n).)"
_UNCLOSED = rf"\[\[[^\[\]|\n]{{1,200}}\|[ \t]*(?!{_PARAGRAPH}{{0,500}}?\])"
_ACROSS_LINES = re.compile(
    rf"""(?=[`<%:#\\$\[ \t])(?:(?P<code>{INLINE_CODE})
    |(?P<hidden><!--.{{0,3000}}?-->|%%{_PARAGRAPH}{{0,1000}}?%%|<(?P<tag>script|style)\b.{{0,5000}}?</(?P=tag)>
        # Drawers and queries of Org, which Logseq writes into Markdown too.
        |(?<![^\s]):(?:PROPERTIES|LOGBOOK):[ \t]*\n.{{0,2000}}?:END:|\#\+BEGIN_QUERY\b.{{0,3000}}?\#\+END_QUERY\b)
    |(?<!\\)\\\[(?P<bracketed>(?:(?!\\\[).){{1,1500}}?)(?<!\\)\\\]
    |(?<!\\)\\\((?P<inline>{_PARAGRAPH}{{1,500}}?)(?<!\\)\\\)
    |(?<!\\)\$\$(?P<display>[^$]{{1,1500}}?)\$\$
    |(?<![\\$\w])\$(?P<wrapped>[^$\s][^$\n]{{0,200}}\n[^$\n]{{0,200}}[^$\s])\$(?![$\w])
    |(?m:^)[ \t]{{0,20}}(?P<opening>{_OPENING}(?=\s)(?=[^<>\n]{{0,500}}\n)(?:(?!\n[ \t]*\n)[^<>]){{1,1000}}>)
    |(?P<unclosed>{_UNCLOSED}))""",
    re.DOTALL | re.VERBOSE | re.IGNORECASE,
)
_UNCLOSED_LINK = re.compile(_UNCLOSED, re.DOTALL)
_CONTINUED = re.compile(r"\s*\n[ \t>]*")
_LINE_PREFIX = re.compile(r"\n([ \t>]*)")
_BLANK_LINE = re.compile(r"\n[ \t>]*\n")
_TEX = re.compile(r"[\\^_=+{}]")

_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCKS})(?:\s[^<>\n]{{0,500}})?/?>", re.IGNORECASE)
_HTML: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"</summary>", re.IGNORECASE), "<br>"),
    (
        re.compile(
            r"<img\b[^<>\n]{0,500}?\ssrc=(?P<quote>[\"']?)(?P<source>[^\"'<>\n]{1,500}?)(?P=quote)(?=[\s/>])[^<>\n]{0,500}>",
            re.IGNORECASE,
        ),
        r"![](<\g<source>>)",
    ),
    (re.compile(r"^([\s>]*)<li\b[^<>\n]{0,300}>", re.IGNORECASE), r"\1- "),
    (re.compile(r"</?(?:li|h[1-6])\b[^<>\n]{0,300}>", re.IGNORECASE), " "),
)
_INDENT = re.compile(r"^[ \t]{3,}")
_HTML_HEADING = re.compile(r"^\s*<h(?P<level>[1-6])\b[^<>\n]{0,300}>", re.IGNORECASE)

_HIGHLIGHT = re.compile(
    r"(?P<address>(?:\b[a-z]{2,12}://|\bwww\.)[^\s<>]{1,2000}|\]\([^()\s]{1,1000}\))"
    r"|(?<!\\)==(?=[^\s=])(?P<equal>[^=\n]{1,500}?)(?<=[^\s=\\])==|\^\^(?=\S)(?P<raised>[^\^\n]{1,500}?)(?<=\S)\^\^"
)
_WHOLE_LINE: tuple[tuple[re.Pattern[str], str], ...] = (
    # The name of a block, which Obsidian's links point to.
    (re.compile(r"(?:^|(?<=\s))\^(?:(?=[\w-]{0,39}[A-Za-z])[A-Za-z0-9-]{3,40}|\d{5,20})\s*$"), ""),
    # Fences of Docusaurus.
    (re.compile(r"^\s*:{3,}\s*(?:[a-z][\w-]{0,30}(?:[ \t\[{].*)?)?$"), ""),
)
"""What is told by where it stands in its line."""
_MARKS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("[^", re.compile(r"[ \t]?\[\^[\w-]{1,40}\^?\](?!:)"), ""),
    # Block references of Logseq, short codes of Hugo.
    ("((", re.compile(r"\(\([0-9a-f]{8}-[0-9a-f-]{27}\)\)"), ""),
    ("{{", re.compile(r"\{\{[<%].{0,500}?[>%]\}\}|\{\{(?:embed|query|renderer|video|youtube)\b.{0,500}?\}\}"), ""),
    ("*", re.compile(r"(?<=\d)\*(?=\d)"), r"\*"),
    # Markdown wants a path with blanks in angle brackets; hardly any program writes them.
    # Sizes stand behind the path or the image.
    ("![", re.compile(r"(!\[[^\[\]\n]{0,300}\]\([^()\n]{1,300}?)[ \t]+=\d{0,5}x\d{0,5}\)"), r"\1)"),
    ("![", re.compile(r"(!\[[^\[\]\n]{0,300}\]\([^()\n]{1,300}\))\{[^{}\n]{1,100}\}"), r"\1"),
    (
        "![",
        re.compile(
            r"(!\[[^\[\]\n]{0,300}\]\()((?:[^()<>\n\"\s]|\([^()<>\n\"\s]{0,100}\)){1,300}(?: (?:[^()<>\n\"\s]"
            r"|\([^()<>\n\"\s]{0,100}\)){1,300}){1,20})([ \t]+\"[^\"\n]{0,300}\")?\)"
        ),
        r"\1<\2>\3)",
    ),
    # What stays is never closed.
    ("<!--", re.compile(r"<!--"), ""),
)
"""Each with signs that it does not do without."""

_SKIP = re.compile(r"(?:#{1,6}\s.{0,500})?\s*<!--\s*cuedeck:\s*skip\s*-->\s*", re.IGNORECASE)

_NO_TAGS = angles.Tags()


def skips(line: str) -> bool:
    """Whether a line, or the end of a heading, tells to make no cards from the section it stands in."""
    return "<!--" in line and _SKIP.fullmatch(line) is not None


def whole_line(line: str) -> str:
    """A line, with whatever code and formulas it holds, without the marks at its ends that are none of its words."""
    for pattern, replacement in _WHOLE_LINE if "^" in line or ":::" in line else ():
        line = pattern.sub(replacement, line)
    return line


def join_lines(text: str) -> str:
    """The text with comments and drawers gone, each formula and tag on one line; what follows keeps its line."""
    signs = ("<!--", "%%", "\\[", "\\(", "$", "<s", "<S", ":END:", "#+")
    if any(sign in text for sign in signs) or _OPEN_LINE.search(text) or _UNCLOSED_LINK.search(text):
        return _ACROSS_LINES.sub(_joined, text)
    return text


def translate(text: str, *, tags: angles.Tags = _NO_TAGS, braces: bool = False) -> str:
    """A stretch of a line that holds no code, its formulas kept as they are.

    `tags`: those of its note; `braces`: whether `{{words}}` are a cloze.
    """
    if "$" not in text:
        return _translate(text, tags, braces=braces)
    parts = formula.parts(text)
    text = "".join(part if is_formula else _translate(part, tags, braces=braces) for is_formula, part in parts)
    # Once more, for a wikilink's words may have moved to a dollar.
    return "".join(part for _, part in formula.parts(text))


def _joined(match: re.Match[str]) -> str:
    whole = match[0]
    if match["code"]:
        return whole
    tex = _CONTINUED.sub(
        " ", match["bracketed"] or match["inline"] or match["display"] or match["wrapped"] or ""
    ).strip()
    lines = "".join(f"\n{prefix}" for prefix in _LINE_PREFIX.findall(whole))
    if match["hidden"] or match["unclosed"] or match["opening"]:
        return _one_line_tag(whole) if match["opening"] else lines
    if formula.acts(tex):
        return whole
    if match["inline"] or (match["wrapped"] and formula.is_formula(tex)):
        return f"${formula.SURE}{tex}${lines}" if tex else whole
    if match["wrapped"]:
        return whole
    is_one_line = "\n" not in whole
    if not tex or (match["display"] and is_one_line):
        return whole
    # Escaped brackets around words are brackets, and two dollars far apart are no formula.
    if (is_one_line or _BLANK_LINE.search(whole)) and not _TEX.search(tex):
        return whole
    return f"$${tex}$${lines}"


def _one_line_tag(tag: str) -> str:
    """A tag on the first of its lines, with the others as far indented."""
    lead = tag[: len(tag) - len(tag.lstrip())]
    return lead + " ".join(tag.split()) + f"\n{lead}" * tag.count("\n")


def _translate(text: str, tags: angles.Tags, *, braces: bool) -> str:
    if "<" in text:
        text = _without_tags(angles.escaped(text, tags))
    text = flashcards.without_tags(properties.inside(flashcards.literal(text)), braces=braces)
    if "==" in text or "^^" in text:
        text = _HIGHLIGHT.sub(_highlighted, text)
    for signs, pattern, replacement in _MARKS:
        text = pattern.sub(replacement, text) if signs in text else text
    return wikilinks.rewrite(text)


def _highlighted(match: re.Match[str]) -> str:
    """A highlight as an element; an address keeps its signs."""
    return match["address"] or f"<mark>{match['equal'] or match['raised']}</mark>"


def _without_tags(text: str) -> str:
    """Without the tags of HTML's blocks, so that what stands between them is read as Markdown."""
    text = _HTML_HEADING.sub(lambda match: "#" * int(match["level"]) + " ", text)
    for pattern, replacement in _HTML:
        text = pattern.sub(replacement, text)
    bare = _BLOCK_TAG.sub(" ", text)
    # Indented as a block inside another, it would now be code.
    return text if bare == text else _INDENT.sub("  ", bare)
