"""Wikilinks in every spelling seen in notes, rewritten to the one that the parser reads as it is meant."""

import re
from html import escape
from pathlib import PurePosixPath

_SHOWN = r"(?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){0,300}"
_WIKILINK = re.compile(rf"(?P<embed>!?)\[\[(?P<target>[^\[\]|\n]{{0,300}})(?:\|(?P<shown>{_SHOWN}))?\]\]")
_TRIPLE = re.compile(r"\[{3,6}([^\[\]\n]{1,500})\]{3,6}")
_NESTED = re.compile(r"\[\[([^\[\]\n]{0,300})\[\[([^\[\]\n]{1,300})\]\]([^\[\]\n]{0,300})\]\]")
_HALF_CLOSED = re.compile(r"\[\[([^\[\]|\n]{1,200}\|[^\[\]\n]{1,300})\](?!\])")
_HALF_OPENED = re.compile(r"(?<!\[)\[([^\[\]|\n]{1,200}\|[^\[\]\n]{1,300})\]\]")
_PIPE = re.compile(r"\\?\|")
_SIZE = re.compile(r"\d{1,5}(?:x\d{1,5})?")
EMBED = "cuedeck-embed"
"""Element that stands for `![[note]]` until the note has been parsed."""
_OTHERS = frozenset(
    ".md .markdown .mdx .canvas .pdf .mp3 .wav .m4a .ogg .oga .opus .flac .3gp .aac .mp4 .m4v .webm .ogv .mov .mkv".split()
)
_PICTURES = frozenset(".png .jpg .jpeg .gif .svg .webp .bmp .avif .tif .tiff".split())


def rewrite(text: str) -> str:
    r"""The text with each wikilink as `[[target\|words]]`: the escaped pipe leaves the cells of tables whole."""
    if "[[" not in text and "]]" not in text:
        return text
    text = _TRIPLE.sub(r"[[\1]]", text)
    text = _NESTED.sub(lambda match: f"[[{match[1]}{_words(match[2])}{match[3]}]]", text)
    text = _HALF_OPENED.sub(r"[[\1]]", _HALF_CLOSED.sub(r"[[\1]]", text))
    return _WIKILINK.sub(_rewritten, text)


def is_picture(target: str) -> bool:
    """Whether what an image shows is a picture, as far as its name tells: no note, no sound, no film."""
    return PurePosixPath(re.split(r"[?#]", target, maxsplit=1)[0]).suffix.lower() not in _OTHERS


def without_size(alternative: str) -> str:
    """An image's alternative text without the width that Obsidian keeps behind its last pipe."""
    words, _, size = alternative.rpartition("|")
    return words.strip() if _SIZE.fullmatch(size.strip()) else alternative.strip()


def _rewritten(match: re.Match[str]) -> str:
    target, shown = match["target"].rstrip("\\").strip(), match["shown"] or ""
    if match["embed"]:
        picture = PurePosixPath(target.partition("#")[0]).suffix.lower() in _PICTURES
        return (
            f"![{without_size(_PIPE.sub('|', shown))}](<{target.replace('%', '%25')}>)"
            if picture
            else f'<{EMBED} name="{escape(target)}">'
        )
    words = _words(f"{target}|{shown}")
    return rf"[[{target or '.'}\|{words}]]" if words else ""


def _words(link: str) -> str:
    """What a link shows: its last alias that is no picture's size, else its target."""
    target, *aliases = (part.strip() for part in _PIPE.split(link))
    said = [alias for alias in aliases if alias and not _SIZE.fullmatch(alias)]
    return said[-1] if said else _name(target)


def _name(target: str) -> str:
    """A page as Obsidian would call it: `page > Section`, without folders; a slug's underscores become spaces."""
    page, _, section = target.partition("#")
    page = page.rsplit("/", 1)[-1].removesuffix(".md").partition("^")[0].strip()
    section = section.rsplit("#", 1)[-1].strip()
    if " " not in page:
        page = page.replace("_", " ").strip()
    return " > ".join(part for part in (page, section) if part and not part.startswith("^"))
