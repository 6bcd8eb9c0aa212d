"""Charts of a vault as SVG that takes its colours from the page and says in words what it draws."""

from collections.abc import Sequence
from html import escape

from cuedeck.cards.card import RULES, YOU
from cuedeck.decks.local.charts import WIDTH, bars, columns, figure, text
from cuedeck.decks.review.views import NoteRow, Overview
from cuedeck.decks.review.words import Words

_TENTHS = 10


def charts(overview: Overview, words: Words) -> tuple[str, ...]:
    """The charts of all notes, each an `<svg>`."""
    named = words.page
    kinds = {words.kinds[kind]: many for kind, many in overview.kinds.items()}
    writers = {writer(name, words): many for name, many in overview.writers.items()}
    drawn = (
        standing(overview.rows, words),
        bars(named["chart_kinds"], kinds),
        bars(named["chart_writers"], writers),
        coverage(overview.rows, words),
    )
    return tuple(filter(None, drawn))


def writer(name: str, words: Words) -> str:
    """What whoever made a card is called: `qwen3:8b` for `org/qwen3:8b`."""
    called = {RULES: words.page["rules"], YOU: words.page["you"]}
    return called.get(name) or name.rpartition("/")[2] or name


def standing(rows: Sequence[NoteRow], words: Words) -> str:
    """One bar of all cards: those that are decided about, and those that wait; nothing where there are none."""
    waiting = sum(row.undecided for row in rows)
    total = sum(row.taken + row.offered + row.dropped for row in rows)
    if not total:
        return ""
    decided = total - waiting
    split = round(WIDTH * decided / total)
    done = words.page["decided_many"].format(count=f"{decided:,}")
    left = words.page["undecided_many"].format(count=f"{waiting:,}")
    parts = [
        f'<rect class="rest" x="0" y="6" width="{WIDTH}" height="18" rx="4"/>',
        f'<rect class="bar" x="0" y="6" width="{split}" height="18" rx="4"/>' if split else "",
        text(0, 44, done, "figure"),
        f'<text class="figure" x="{WIDTH}" y="44" text-anchor="end">{escape(left)}</text>',
    ]
    return figure(words.page["chart_standing"], 50, parts, (done, left))


def coverage(rows: Sequence[NoteRow], words: Words) -> str:
    """How many notes have which share of their sentences on a card, by tenths; nothing where no note has sentences."""
    shares = [row.told / row.sentences for row in rows if row.sentences]
    if not shares:
        return ""
    tenths = [0] * _TENTHS
    for share in shares:
        tenths[min(int(share * _TENTHS), _TENTHS - 1)] += 1
    axis = ((0, "0 %"), (0.5, "50 %"), (1, "100 %"))
    named = words.page["percent"].format_map
    told = (f"{named({'from': at * 10, 'to': at * 10 + 10})}: {many}" for at, many in enumerate(tenths) if many)
    return columns(words.page["chart_coverage"], tenths, axis=axis, told=told)
