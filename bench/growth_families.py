"""Families of notes that cost more than their length: each builds a note of a size that grows with n."""

from collections.abc import Callable, Mapping

from bench.growth_cmark import CMARK
from bench.growth_math import MATH

Family = Callable[[int], str]
"""A note of about n parts; twice n is twice as long, unless the family says otherwise."""

_STAMP = "[00:01:02]"
_WORDS = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu".split()


def _times(n: int) -> list[str]:
    """As many stamps, each later than the one before."""
    return [f"[{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}]" for at in range(n)]


def _sentence(at: int) -> str:
    return f"The {_WORDS[at % 12]} of cell {at} is made by enzyme {at + 7} in the {_WORDS[at // 12 % 12]} wall."


def _fronted(lines: str, body: str = "Bees dance.") -> str:
    return f"---\n{lines}\n---\n{body}\n"


def _transcript(lines: list[str]) -> str:
    """A note on a video, each line of it with a time without brackets."""
    timed = (stamp[1:-1] + line for stamp, line in zip(_times(len(lines)), lines, strict=True))
    return _fronted("videoId: abcdefghijk", "\n".join(timed))


MARKDOWN: Mapping[str, tuple[int, Family]] = {
    "stars": (2_500, lambda n: "*" * n),
    "words in emphasis": (375, lambda n: "*a* " * n),
    "emphasis that is never closed": (1_000, lambda n: "*a **a " * n),
    "emphasis that is never opened": (1_000, lambda n: "a* a** " * n),
    "nested emphasis": (500, lambda n: "*a **a " * n + "b" + "** a*" * n),
    "nested strong emphasis": (500, lambda n: "*a **a " * n + "b" + " a** a*" * n),
    "many openers of several kinds": (1_000, lambda n: "a**b" + "c* " * n),
    "emphasis and brackets": (1_000, lambda n: "*_[" * n),
    "underscores in words": (1_000, lambda n: "a_b_" * n),
    "tags that are never closed": (1_000, lambda n: "<b>a " * n),
    "tags of two kinds, never closed": (1_000, lambda n: "<b>a <i>b " * n),
    "nested tags": (500, lambda n: "<b>a " * n + "</b>" * n),
    "tags that close the first": (500, lambda n: "<b>a <i>" * n + "</b>" * n),
    "empty tags": (1_000, lambda n: "<b></b>" * n),
    "angles": (2_000, lambda n: "<" * n),
    "angles with names": (1_000, lambda n: "<a " * n),
    "comments that are never closed": (1_000, lambda n: "<!--" * n),
    "comments over lines": (500, lambda n: "<!-- a\n" * n),
    "processing that is never closed": (1_000, lambda n: "<?" * n),
    "declarations that are never closed": (1_000, lambda n: "<!A " * n),
    "CDATA that is never closed": (1_000, lambda n: "<![CDATA[" * n),
    "scripts that are never closed": (500, lambda n: "<script a\n" * n),
    "tags over lines, never closed": (500, lambda n: "<div a\n" * n),
    "tag of many lines, never closed": (500, lambda n: "<div\n" + "a\n" * n),
    "comments in code in HTML": (500, lambda n: "<pre>\n" + "`<!--` " * n),
    "blocks of HTML with code": (100, lambda n: "<pre><code>\na < b <i>c</i>\n</code></pre>\n\n" * n),
    "details": (150, lambda n: "<details>\n<summary>Why?</summary>\nFor it is.\n</details>\n" * n),
    "details that are never closed": (500, lambda n: "<details>\n" * n),
    "nested details": (75, lambda n: "<details>\n" * n + "a\n" + "</details>\n" * n),
    "brackets": (2_000, lambda n: "[" * n),
    "brackets and parentheses": (1_000, lambda n: "[a](" * n),
    "nested brackets": (1_000, lambda n: "[" * n + "a" + "]" * n),
    "links": (375, lambda n: "[a](b) " * n),
    "links with titles": (375, lambda n: '[a](b "c") ' * n),
    "links that are never closed": (750, lambda n: "[a](<b" * n),
    "links without an address": (750, lambda n: "[a](b" * n),
    "nested links in images": (750, lambda n: "![[]()" * n),
    "brackets before parentheses": (750, lambda n: "[ (](" * n),
    "references": (
        250,
        lambda n: "".join(f"[r{i}]\n" for i in range(n)) + "\n" + "".join(f"[r{i}]: u{i}\n" for i in range(n)),
    ),
    "images in a paragraph": (200, lambda n: "![a](b.png) " * n),
    "images without words": (250, lambda n: "![](b.png)" * n),
    "pictures as wikilinks": (250, lambda n: "![[b.png]] " * n),
    "missing images": (
        75,
        lambda n: "".join(f"- **Bee {i}:** The insect of group {i}. ![a](b{i}.png)\n" for i in range(n)),
    ),
    "wikilinks": (375, lambda n: "[[bees|Bees]] " * n),
    "wikilinks that are never closed": (1_000, lambda n: "[[a|b " * n),
    "wikilinks never closed on lines": (500, lambda n: "[[a|b\n" * n),
    "nested wikilinks": (1_000, lambda n: "[[a " * n + "]]" * n),
    "code": (500, lambda n: "`a` " * n),
    "ticks": (2_000, lambda n: "`" * n),
    "ticks of all lengths": (37, lambda n: "".join("e" + "`" * i for i in range(int(n**0.5) * 12))),
    "code that is never closed": (750, lambda n: "`a\n" * n),
    "fences of two kinds": (500, lambda n: "~~~\n```\n" * n),
    "lone fences": (1_000, lambda n: "```\n" * n),
    "named fences": (750, lambda n: "```py\n" * n),
    "fences behind code": (500, lambda n: "``` py\na ```\n" * n),
    "fences with a blank in the name": (750, lambda n: "``` py\n" * n),
    "fences one longer each": (37, lambda n: "".join("`" * (3 + i) + "\na\n" for i in range(int(n**0.5) * 12))),
    "fences around notes": (250, lambda n: "```markdown\n## A\n\n[[b]]\n\n" * n),
    "closed fences with headings": (200, lambda n: "```\n## A\n[[b]]\n```\ntext\n" * n),
    "indented code": (750, lambda n: "    a\n" * n),
    "quotes": (500, lambda n: "> a\n" * n),
    "quotes in quotes": (2_000, lambda n: ">" * n + " a"),
    "quotes apart": (250, lambda n: "> a\n\n" * n),
    "callouts": (125, lambda n: "> [!info] Bees\n> They dance.\n\n" * n),
    "lists": (150, lambda n: "".join(f"- entry {i} of bees\n" for i in range(n))),
    "lists in lists": (15, lambda n: "".join(" " * (2 * (i % 40)) + "- a\n" for i in range(10 * n))),
    "markers in a line": (1_000, lambda n: "- " * n + "a"),
    "numbers": (200, lambda n: "".join(f"{i}. a\n" for i in range(n))),
    "lists of two kinds": (125, lambda n: "1. a:\n- b\n" * n),
    "task lists": (200, lambda n: "- [ ] a\n" * n),
    "headings": (150, lambda n: "# A\n\n" * n),
    "emoji before a heading": (2_500, lambda n: f"# {'🔸' * n} A\n\n- a: b\n- c: d\n"),
    "a line that is nearly a tag": (2_500, lambda n: f"#{'a' * n}!\n"),
    "headings of two levels": (100, lambda n: "# A\n\n## B\n\n" * n),
    "headings down": (25, lambda n: "".join("#" * (1 + i % 6) + f" H {i}\n\n" for i in range(6 * n))),
    "setext headings": (200, lambda n: "a\n===\n" * n),
    "rules": (750, lambda n: "---\n\n" * n),
    "entities": (1_000, lambda n: "&amp;" * n),
    "entities that are none": (1_000, lambda n: "&a " * n),
    "escapes": (2_000, lambda n: "\\*" * n),
    "hard breaks": (500, lambda n: "a  \n" * n),
    "lines of one paragraph": (500, lambda n: "a b\n" * n),
    "breaks of HTML": (500, lambda n: "a<br>" * n),
    "blanks at the end": (500, lambda n: "a" + " " * 20 + "\n" + "b\n" * n),
    "blank lines": (5_000, lambda n: "a" + "\n" * n + "b"),
    "blanks in a line": (7_500, lambda n: "a" + " " * n + "b"),
    "tabs in lines": (750, lambda n: "\ta\t\n" * n),
    "one word": (5_000, lambda n: "A" * n),
    "words in capitals": (500, lambda n: "ABC " * n),
    "words with dashes": (1_000, lambda n: "a-" * n),
    "dots": (5_000, lambda n: "." * n),
    "dots and blanks": (1_000, lambda n: ". " * n),
    "questions": (500, lambda n: "? " * n),
    "quotation marks": (1_000, lambda n: '"a ' * n),
    "parentheses": (1_000, lambda n: "(a " * n),
    "parentheses one in another": (1_000, lambda n: "(" * n + ")" * n),
    "highlights": (500, lambda n: "==a== " * n),
    "highlights that are never closed": (1_000, lambda n: "==a " * n),
    "carets": (1_000, lambda n: "^^a " * n),
    "tildes": (1_000, lambda n: "~~a " * n),
    "percent comments": (750, lambda n: "%%a\n" * n),
    "drawers": (250, lambda n: ":PROPERTIES:\na\n" * n),
    "short codes": (750, lambda n: "{{< a " * n),
    "properties": (500, lambda n: "k:: v\n" * n),
    "properties of names": (250, lambda n: "".join(f"key{i}:: value {i}\n" for i in range(n))),
    "properties in a line": (750, lambda n: "[k:: v] " * n),
    "footnotes": (150, lambda n: "".join(f"Bees dance[^{i}].\n\n[^{i}]: [00:01:02]\n\n" for i in range(n))),
    "footnotes in a line": (375, lambda n: "a[^1] " * n + "\n\n[^1]: b\n"),
    "definition lists": (150, lambda n: "Bee\n: An insect.\n\n" * n),
    "bold labels": (150, lambda n: "".join(f"- **Bee {i}:** The insect of group {i}.\n" for i in range(n))),
    "bold labels on lines": (200, lambda n: "".join(f"**Bee {i}:** The insect of group {i}.\n" for i in range(n))),
    "vocabulary": (150, lambda n: "# Vokabeln\n\n" + "".join(f"- das Wort {i} = word {i}\n" for i in range(n))),
    "vocabulary on lines": (150, lambda n: "# Vokabeln\n\n" + "".join(f"das Wort {i} = word {i}\n" for i in range(n))),
    "vocabulary in paragraphs": (
        100,
        lambda n: "# Vokabeln\n\n" + "".join(f"das Wort {i} = word {i}\n\n" for i in range(n)),
    ),
    "vocabulary with labels": (
        100,
        lambda n: "# Vokabeln\n\n" + "".join(f"**Wort {i}:** word {i}\n" for i in range(n)),
    ),
    "mojibake": (250, lambda n: "cafÃ© " * n),
    "combining marks": (2_500, lambda n: "a" + "\u0301" * n),
    "signs that nobody sees": (2_500, lambda n: "a\u200b" * n),
    "tags of decks": (500, lambda n: "#flashcards " * n),
}

TABLES: Mapping[str, tuple[int, Family]] = {
    "rows": (75, lambda n: "| a | b |\n|---|---|\n" + "| c | d |\n" * n),
    "rows of names": (
        37,
        lambda n: "| Bee | Dance |\n|---|---|\n" + "".join(f"| bee {i} | dance {i} |\n" for i in range(n)),
    ),
    "words of two languages": (
        75,
        lambda n: "| English | Deutsch |\n|---|---|\n" + "".join(f"| word {i} | Wort {i} |\n" for i in range(n)),
    ),
    "forms of verbs": (
        50,
        lambda n: "".join(
            f"## verb {i}\n\n| | ich | du |\n|---|---|---|\n| Präsens | a{i} | b{i} |\n\n" for i in range(n)
        ),
    ),
    "columns": (125, lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|b" * n + "|\n"),
    "columns and short rows": (30, lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|b|\n" * n),
    "bars": (2_500, lambda n: "|" * n),
    "delimiters": (750, lambda n: "a\n-|\n" * n),
    "tables apart": (50, lambda n: "| a | b |\n|---|---|\n| c | d |\n\n" * n),
    "tables of HTML": (100, lambda n: "<table>\n" + "<tr><td>a</td><td>b</td></tr>\n" * n + "</table>"),
}

STAMPS: Mapping[str, tuple[int, Family]] = {
    "stamps in a row": (250, lambda n: "".join(_times(n))),
    "stamps apart": (250, lambda n: " ".join(_times(n))),
    "one stamp again": (250, lambda n: _STAMP * n),
    "a stamp on each line": (200, lambda n: "".join(f"{stamp} bees dance\n" for stamp in _times(n))),
    "a transcript": (50, lambda n: "".join(f"{stamp} {_sentence(i)}\n" for i, stamp in enumerate(_times(n)))),
    "a transcript without brackets": (50, lambda n: _transcript([f" {_sentence(i)}" for i in range(n)])),
    "times alone on their lines": (100, lambda n: _transcript(["\nBees\n"] * n)),
    "chapters without brackets": (100, lambda n: _transcript([" Bees"] * n)),
    "stamps in a list": (100, lambda n: "".join(f"- {stamp} bees\n" for stamp in _times(n))),
    "stamps in a bracket": (250, lambda n: "[" + ", ".join(["00:01:02"] * n) + "]"),
    "stamps in headings": (75, lambda n: "".join(f"## Bees {stamp}\n\n" for stamp in _times(n))),
    "anchors": (125, lambda n: '<a class="yt-timestamp" data-t="00:01:02">[00:01:02]</a> ' * n),
    "anchors that are never closed": (125, lambda n: '<a class="yt-timestamp" data-t="00:01:02"' * n),
    "colons": (5_000, lambda n: "00:" * n),
    "brackets of clocks": (750, lambda n: "[00:01:02" * n),
    "parentheses of clocks": (500, lambda n: "(00:01:02 " * n),
    "links with times": (200, lambda n: "[a](https://youtu.be/abcdefghijk?t=5) " * n),
    "bare links with times": (200, lambda n: "https://youtu.be/abcdefghijk?t=5 " * n),
    "links to times": (250, lambda n: "[a](00:01:02) " * n),
    "wikilinks with times": (200, lambda n: "[[a.mp4#t=5]] " * n),
    "marks of our own": (500, lambda n: "[00:01:02] ⟦\U000f0000⟧ " * n),
    "marks of our own in links": (500, lambda n: "[00:01:02](⟦\U000f0000⟧) " * n),
}

CARDS: Mapping[str, tuple[int, Family]] = {
    "clozes in a sentence": (100, lambda n: "".join(f"{{{{c1::a{i}}}}} " for i in range(n)) + "are the bees of it."),
    "one cloze again": (150, lambda n: "{{c1::a}} " * n + "are the bees of it."),
    "clozes that are never closed": (750, lambda n: "{{c1::a " * n),
    "clozes on lines": (50, lambda n: "".join(f"The bee {i} is {{{{c1::brown {i}}}}} and small.\n" for i in range(n))),
    "clozes in paragraphs": (
        50,
        lambda n: "".join(f"The bee {i} is {{{{c1::brown {i}}}}} and small.\n\n" for i in range(n)),
    ),
    "double colons in a line": (1_000, lambda n: "a::b " * n),
    "double colons of programs": (1_000, lambda n: "std::b " * n),
    "double colons behind a bracket": (1_000, lambda n: "[" + "a :: b " * n),
    "triple colons": (1_000, lambda n: "a:::b " * n),
    "cards on lines": (62, lambda n: "".join(f"What is bee {i}?::It is an insect of group {i}.\n" for i in range(n))),
    "cards in paragraphs": (
        62,
        lambda n: "".join(f"What is bee {i}?::It is an insect of group {i}.\n\n" for i in range(n)),
    ),
    "question marks on lines": (500, lambda n: "a\n?\n" * n),
    "questions and answers": (
        62,
        lambda n: "".join(f"Q: What is bee {i}?\nA: An insect of group {i}.\n" for i in range(n)),
    ),
    "questions alone": (250, lambda n: "Q: What is it?\n" * n),
    "tags of cards": (
        75,
        lambda n: "".join(f"- What is bee {i}? #card\n  - An insect of group {i}.\n" for i in range(n)),
    ),
    "tags of cards in a line": (750, lambda n: "a #card " * n),
    "tags in a row, before a word": (200, lambda n: "- What is it #card " + "#cara " * n + "a #ca\n  - A bee.\n"),
    "blocks": (25, lambda n: "START\nBasic\nWhat?\nBack: It.\nEND\n\n" * n),
    "blocks that are never closed": (250, lambda n: "START Basic a " * n),
    "callouts that ask": (
        50,
        lambda n: "".join(f"> [!question] Why {i}?\n> For bees {i} dance.\n\n" for i in range(n)),
    ),
}

PROSE: Mapping[str, tuple[int, Family]] = {
    "sentences on one line": (25, lambda n: " ".join(_sentence(i) for i in range(n))),
    "sentences on lines": (25, lambda n: "\n".join(_sentence(i) for i in range(n))),
    "sentences in paragraphs": (25, lambda n: "\n\n".join(_sentence(i) for i in range(n))),
    "one sentence again": (100, lambda n: "\n\n".join([_sentence(1)] * n)),
    "acronyms": (25, lambda n: " ".join(f"The large bee group (LBG) number {i} dances." for i in range(n))),
    "words in quotation marks": (75, lambda n: " ".join(f'"bee {i}" (an insect)' for i in range(n)) + "."),
    "a sentence without an end": (750, lambda n: "bees dance and " * n),
    "names": (150, lambda n: "Anna Berta " * n + "."),
    "commas": (500, lambda n: "a, " * n),
}

YAML: Mapping[str, tuple[int, Family]] = {
    "keys": (75, lambda n: _fronted("".join(f"k{i}: v\n" for i in range(n)))),
    "lists of YAML": (2, lambda n: _fronted("a: " + "[" * (60 * n) + "]" * (60 * n))),
    "mappings of YAML": (2, lambda n: _fronted("a: " + "{a: " * (60 * n) + "}" * (60 * n))),
    "tags of a note": (150, lambda n: _fronted("tags: [" + "bees, " * n + "]")),
    "aliases": (
        8,
        lambda n: _fronted(
            "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 4 * n))
        ),
    ),
    "a long text": (750, lambda n: _fronted("title: " + "bees " * n)),
    "a long number": (750, lambda n: _fronted("duration: " + "9" * n)),
    "a front that is never closed": (1_250, lambda n: "---\na: b\n" + "k: v\n" * n),
    "fronts": (750, lambda n: "---\n" * n),
}

FAMILIES: Mapping[str, Mapping[str, tuple[int, Family]]] = {
    "markdown": MARKDOWN,
    "cmark": CMARK,
    "tables": TABLES,
    "stamps": STAMPS,
    "math": MATH,
    "cards": CARDS,
    "prose": PROSE,
    "yaml": YAML,
}
