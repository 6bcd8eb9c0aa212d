"""Inputs for fuzzing: samples of every format, fragments of its grammar, and what random hands make of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bench.growth_families import FAMILIES

_MOST = 2_000
"""Characters; what grows with the length of a note is measured by `bench.growth`."""
_SIGNS = "\x00\x07\x1b\x1f\x7f\x85\xa0\u00ad\u0301\u200b\u200f\u2028\u202e\u2060\ud800\udfff\ufeff\ufffe\U000f0000\U0010ffff⟦⟧İß日é"

_ESCAPE = re.compile(r"\\(?:x..|u.{4}|U.{8}|.)")


@dataclass(frozen=True, slots=True)
class Grammar:
    """What inputs of one format are made of."""

    samples: Sequence[str]
    """Whole inputs, sound and broken."""
    fragments: Sequence[str]

    def inputs(self, random: Random) -> str:
        """Make an input: fragments alone, or a sample that was changed a few times."""
        if random.random() < 0.3:
            return "".join(random.choices(self.fragments, k=random.randint(1, 30)))[:_MOST]
        text = random.choice(self.samples)
        for _ in range(random.choice((0, 1, 1, 2, 3, 6))):
            text = self._changed(text, random)
        return text[:_MOST]

    def _changed(self, text: str, random: Random) -> str:
        start, end = sorted((random.randint(0, len(text)), random.randint(0, len(text))))
        near = min(end, start + random.randint(1, 8))
        match random.randrange(7):
            case 0:
                return text[:start] + random.choice(self.fragments) + text[start:]
            case 1:
                return text[:start] + random.choice(self.fragments) + text[near:]
            case 2:
                return text[:start] + text[near:]
            case 3:
                return text[:start] + text[start:near] * random.randint(2, 20) + text[near:]
            case 4:
                return text[:start] + random.choice(_SIGNS) + text[near:]
            case 5:
                return text[:start] + random.choice(self.samples)[start:]
            case _:
                return text[:start] + text[start:end] * 2 + text[end:]


def _fragments(spelt: str) -> tuple[str, ...]:
    """Fragments that stand between blanks: `␤` is the end of a line, `␣` a blank, and escapes are those of Python."""
    return tuple(map(_fragment, spelt.split()))


def _fragment(spelt: str) -> str:
    signs = spelt.replace("␤", "\n").replace("␣", " ")
    return _ESCAPE.sub(lambda found: found[0].encode().decode("unicode_escape"), signs)


_FRONT = (
    "---\ntitle: Bees\ntags: [insects, 'a::b']\nvideoId: dQw4w9WgXcQ\nduration: 12:30\ncuedeck: {deck: 'A::B'}\n---\n"
)
_NOTE = f"""{_FRONT}# Bees

- **Drone:** A male bee that takes no part in work. [00:01:02]
- **Queen:** The one bee that lays eggs, see [[hive|the hive]]. [1:30, 2:40]

What does a bee carry?::Pollen and `nectar` of $x^2$ kinds

The hive is {{{{c1::warm}}}} in ==winter==. #card

> [!question] Why dance?
> To show the way. ![[bee.png|300]]

| Bee | Task |
| --- | --- |
| Worker | Collects *nectar* |
"""
_MARKS = _fragments(r"""
␤ * _ ` ~ [ ] ( ) { } < > | : ; ! ? # ^ $ % & = + - \\ / " ' ␣ \t ␤␤ ** == ```␤ ~~~␤ ```py␤ ␣␣␣␣ -␣ 1.␣ #␣ ###␣
>␣ >␣[!question]-␣ ---␤ [[ ]] ![[ [a](b) ![a](b.png) ![a](../b.png) [^1] [^1]:␣ [a]:␣b␤ <https://a.b>
|␣a␣|␣b␣|␤|---|---|␤ |␣c␣|␣d␣|␤ ␤:␣ a::␣b␤ [k::␣v] a␣::␣b ::: ␤?␤ ␤??␤ Q:␣ ␤A:␣ {{c1:: {{c2::a::b}} }} #card
#flashcards START␤ END␤ <!-- --> %% ^^ ~~ <br> <b> <details>␤ <summary> </summary> </details>␤ <script>
<svg␣onload=a> <a␣ data-t="00:06:57" $x^2$ $$ \\( \\) \\[ \\] \\frac{ \\begin{a} \\href{a}{b} &amp; &#0; â€“ Ã©
Bees␣dance. The␣bee␣is␣an␣insect. **Bee:**␣An␣insect. Ants␣(hymenoptera)␣walk title:␣ tags:␣ \r␤
""")
_TIMES = _fragments(r"""
[00:01:02] [[00:01:02]] [1:02,␣3:04] [0:00-5:30] (00:30:53) (1:02) 00:01:02 1:02␣-␣ `05:30`␣ [02:01]( [02:01]()
[a](00:01) https://youtu.be/abcdefghijk?t=5 t=1h2m3s #t=90 ![[a.mp3#t=90]]
<a␣class="yt-timestamp"␣data-t="00:06:57">[00:06:57]</a> <a␣class="yt-timestamp"␣data-t=" </a> [00: :59 99:99:99
[00:00:00:00] ٠١:٠٢ [٠٠:٠١:٠٢] N/A HH:MM:SS ⟦\U000f0000⟧ ⟦ ⟧ ```timestamp␣1:02␤
```timestamp-url␤https://youtu.be/abcdefghijk␤```␤ ##␣Bees␣(0:00-5:30)␤ rows[10:20] duration:␣
""")
_YAML = _fragments(r"""
: ␤ - [ ] { } , & * ! | > ' " % @ ` # ? ~ ␤␣␣ ␤-␣ a:␣ &a␣ *a <<:␣*a !!python/object:os.system␣ !!set␣ ?␣ ---␣
...␤ "\\ud800" "\\x00" "\\u2028" null true 1e999 0x1f 2026-11-28 [[[[ {{{{ ''
""")
_KEYS = "deck exclude recording language model kinds limits tags guard cards question answer".split()
_SETTINGS = """deck: My decks
exclude: [drafts, "*.tmp.md"]
recording: "https://media.example/{id}#t={seconds}"
language: en
kinds: {term: off, cloze: on}
limits: {answer: 40, entries: 7}
tags: [own, "a::b"]
guard: {share: 0.3, least: 10}
cards: all
"""
_DECISIONS = """# What I think of them
guid-1: {drop: true}
guid-2:
  question: Why do bees dance? # short
  answer: |
    To show
    the way.
  tags: [bees, "a::b"]
  deck: A::B
"guid 3": {keep: yes}
"""
_ENTRY = (
    '{"guid": "guid-1", "number": 1, "kind": "qa", "note": "a/bees.md", "path": ["Bees", "Hive"], "cue": 81, '
    '"question": "Why?", "answer": "So.", "content": "f00", "created": "2026-11-23T10:00:00Z", '
    '"changed": "2026-11-23T10:00:01Z", "retired": null}\n'
)
_LEDGER = '{"cuedeck": "ledger", "version": 1, "deck": "a", "next_number": 3}\n' + _ENTRY
_WRITTEN = (
    '{"note": "a/bees.md", "quote": "Bees dance.", "question": "Who dances?", "answer": "Bees", "items": ["a", "b"], "by": "you"}\n'
    '{"note": "a/bees.md", "asked": "f00", "by": "a model", "prompt": "1", "sentences": ["f01"]}\n'
)
_REVIEWS = (
    '{"guid": "q1", "at": "2026-11-23T10:00:00Z", "rating": 3, "ms": 4200}\n'
    '{"guid": "q1", "at": "2026-12-23T10:00:00+01:00", "rating": 1, "ms": 0}\n'
    '{"guid": "q1", "at": "2026-12-23T10:00:00Z", "undoes": "2026-12-23T09:00:00Z"}\n'
)
_NAMES = "at rating ms undoes guid number kind note path cue created changed retired next_number quote question answer items by asked prompt".split()
_JSON = (
    *_fragments(r"""
{ } [ ] , : " \\ ␤ null true NaN -1 1e999 "\\ud800" "\\u0000" \ufeff <<<<<<<␣HEAD␤ =======␤ "2026-11-23T10:00:00Z"
"0001-01-01T00:00:00+23:59" "9999-12-31T23:59:59Z" "qa" "bees"
"""),
    *(f'"{name}": ' for name in _NAMES),
    *("9" * 5_000, "[" * 200, '{"a":' * 200, _ENTRY),
)
_VALUES = (
    *map(json.loads, '0 -1 1e308 1.5 true null "" [] {} [1] [""] [[]] {"":0}'.split()),
    "qa",
    "cloze",
    10**30,
    "\ud800",
    "a\x00\u2028",
)
_TIMES_OF_DAY = (
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59-23:59",
    "2026-11-23",
    "1969-12-31T23:59:59Z",
    "2026-W48-1T00Z",
)


def _odd(lines: str) -> Iterator[str]:
    """The last of some lines with each of its values made an odd one, and with one that nobody asked for."""
    *above, last = lines.splitlines(keepends=True)
    record = json.loads(last)
    for name in (*record, "more"):
        for value in (*_VALUES, *_TIMES_OF_DAY):
            yield "".join((*above, json.dumps({**record, name: value}), "\n"))


_HTML = _fragments(r"""
< > </ /> = " ' & ; <!-- --> <![CDATA[ ]]> <? \0 \f ` ␤ <script>alert(1)</script> <img␣src=x␣onerror=a>
<img␣src="b.png"␣alt=" <svg><style> <math><mi> <iframe␣srcdoc= <template> <noscript> <a␣href=javascript:a>
<style>@import <base␣href=//a> <pre><code␣class="language-py"> </code></pre> <ul><li> <table><td> <b> <em>
&lt;script&gt; &#x3c; &#0; &nbsp   ␣on␣a=b \\( \\) \\[ \\] \\href{javascript:a}{b} \\style{a}{b} x^2
\\frac{a}{b} {{ }} {{c1:: :: [sound:a.mp3] [anki:play:q:0] [latex] [$] [$$] [[type:Front]] {{FrontSide}}
{{#Front}} {{7*7}} ${7} […] \x1f <% {% bees &amp;lt; <x-a> <IMG␣SRC= <scr<script>ipt> data:text/html, file:///
""")

GRAMMARS: Mapping[str, Grammar] = {
    "note": Grammar(
        (_NOTE, *(family(4) for group in FAMILIES.values() for _, family in group.values())), (*_MARKS, *_TIMES, *_YAML)
    ),
    "stamps": Grammar((_NOTE, *(family(4) for _, family in FAMILIES["stamps"].values())), (*_TIMES, *_MARKS)),
    "settings": Grammar(
        (_SETTINGS, "", "kinds: [qa]\n"), (*_YAML, *(f"{key}: " for key in _KEYS), "A::B", "{seconds}", "on")
    ),
    "decisions": Grammar(
        (_DECISIONS, "", "a: {drop: true}\n"),
        (*_YAML, *(f"{key}: " for key in _KEYS), "drop: ", "keep: ", "guid-1: ", "true"),
    ),
    "ledger": Grammar((_LEDGER, _LEDGER + _ENTRY.replace("1", "2"), *_odd(_LEDGER)), _JSON),
    "written": Grammar((_WRITTEN, *_odd(_WRITTEN), *_odd(_WRITTEN.splitlines()[0])), _JSON),
    "reviews": Grammar((_REVIEWS, _REVIEWS * 3, *_odd(_REVIEWS.splitlines()[0])), _JSON),
    "html": Grammar(
        (
            '<p>The <em>bee</em> of \\(x^2\\) <img src="b.png" alt="a &lt; b"></p>',
            '<pre><code class="language-python">def bee(): return "[sound:a]"</code></pre>',
            "The bee is […] and \\[\\frac{a}{b}\\] small.",
        ),
        (*_HTML, *_MARKS),
    ),
}
