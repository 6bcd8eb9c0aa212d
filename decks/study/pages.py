"""The pages of studying, and the parts of them that the script asks for again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cuedeck.decks.local import filling
from cuedeck.decks.schedule.review import Stage
from cuedeck.decks.schedule.statistics import Day
from cuedeck.decks.study.assets import TEMPLATES
from cuedeck.decks.study.charts import calendar, charts
from cuedeck.decks.study.recordings import Recordings
from cuedeck.decks.study.spans import coming, interval
from cuedeck.decks.study.views import Asked, Left, Statistics, Turn
from cuedeck.decks.study.words import Words


@dataclass(frozen=True, slots=True)
class Pages:
    """All pages, in the words of one language."""

    words: Words
    recordings: Recordings

    def study(self, turn: str, left: str, *, undo: bool) -> str:
        """The page on which cards are asked."""
        return self._page("study", turn=turn, left=left, undo=undo)

    def card(self, card: Asked, problems: tuple[str, ...]) -> str:
        """The card that is up, with all that can be done to it."""
        return self._part(
            "card",
            card=card,
            problems=problems,
            is_cloze=card.kind == "cloze",
            recording=None if card.moment is None else self.recordings.of(card.moment, card.note),
            choices=[
                (int(one.rating), one.rating.name.lower(), interval(one.interval, self.words)) for one in card.choices
            ],
        )

    def over(self, turn: Turn, figures: Statistics, now: datetime) -> str:
        """What is shown where nothing is up: when the next card comes, and what was done today."""
        returns = None if turn.returns is None else turn.returns.astimezone(now.tzinfo)
        return self._part(
            "over",
            problems=turn.problems,
            wait="" if returns is None else max(1, round((returns - now).total_seconds())),
            is_begun=returns is not None or bool(figures.days),
            next=self.words.told("how_to_begin") if returns is None else coming(returns, now, self.words),
            waiting=self.words.many("waiting", new) if (new := figures.stages.get(Stage.NEW, 0)) and returns else "",
            figures=list(self._today(figures)),
            streak=self.words.many("streak", figures.streak) if figures.streak > 1 else "",
        )

    def statistics(self, figures: Statistics) -> str:
        """What was studied, and what is to come."""
        return self._page(
            "statistics",
            is_begun=bool(figures.days),
            sums=list(self._sums(figures)),
            year=calendar(figures, self.words),
            charts=charts(figures, self.words),
            hardest=figures.hardest,
            notes=figures.notes,
        )

    def left(self, left: Left, card: Asked | None) -> str:
        """How many cards are left, and of which kind the one that is up is."""
        counts = (("new", left.new), ("learning", left.learning), ("due", left.due))
        now = {"review": "due"}.get(card.stage, card.stage.value) if card is not None else ""
        return self._part("left", counts=counts, now=now)

    def _today(self, figures: Statistics) -> Iterator[tuple[str, str]]:
        """What was done today, by name."""
        day = next((day for day in figures.days[-1:] if day.day == figures.today), None)
        if day is None:
            return
        yield self.words.told("today_reviews"), f"{day.reviews:,}"
        yield self.words.told("today_new"), f"{day.new:,}"
        if day.retention is not None:
            yield self.words.told("today_recalled"), share(day)
        yield self.words.told("today_minutes"), f"{max(1, round(day.ms / 60_000)):,}"

    def _sums(self, figures: Statistics) -> Iterator[tuple[str, str]]:
        """What stands above the charts, by name."""
        yield self.words.told("cards"), f"{sum(figures.stages.values()):,}"
        yield self.words.told("reviews"), f"{sum(day.reviews for day in figures.days):,}"
        yield self.words.told("due_today"), f"{figures.due[0] if figures.due else 0:,}"
        yield self.words.told("streak"), str(figures.streak)

    def _page(self, name: str, **values: object) -> str:
        return self._part(name, room="study", page=name, problem="", script=dict(self.words.script), **values)

    def _part(self, name: str, **values: object) -> str:
        return filling.fill(f"{name}.html.j2", TEMPLATES, w=self.words.page, language=self.words.language, **values)


def share(day: Day) -> str:
    """The share of cards that were recalled: `92 %`."""
    return f"{round(100 * (day.retention or 0))} %"
