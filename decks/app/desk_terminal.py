"""A review in the terminal: one card after the other, decided about with the keys of the page."""

import contextlib
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from cuedeck.decks.app.console import harmless
from cuedeck.decks.app.desk import Desk
from cuedeck.decks.app.keyboard import by_key, key
from cuedeck.decks.review.charts import writer
from cuedeck.decks.review.pages import changes, following, standing
from cuedeck.decks.review.views import CardView, NoteView, Outcome, Standing, Typed, Wish
from cuedeck.decks.review.words import Words

_KEEP, _LEAVE = ("\r", "\n"), ("q", "\x03", "\x04", "\x1b")
_COLOURS = {Standing.TAKEN: "green", Standing.OFFERED: "yellow", Standing.DROPPED: "red"}


class Terminal:
    """What a review shows in a terminal, and what its keys do."""

    def __init__(self, desk: Desk, words: Words) -> None:
        self._desk, self._words = desk, words
        self._console = Console(highlight=False)
        self._note: NoteView | None = None
        self._guid = ""
        self._draft: Typed | None = None
        """What was written and taken back."""

    def run(self) -> None:
        """Show cards until their user leaves. Raises ConfigError, OSError where notes cannot be read at all."""
        deeds = {"x": self._drop, "e": self._edit, "n": self._write, "a": self._keep_sure, "u": self._undo}
        deeds |= {"j": lambda: self._move(1), "k": lambda: self._move(-1), "b": self._build, "?": self._help}
        deeds |= dict.fromkeys(_KEEP, self._keep) | {"\x1b[B": deeds["j"], "\x1b[A": deeds["k"]}
        self._read()
        self._go_on()
        self._show()
        with by_key():
            while (pressed := self._pressed()) not in _LEAVE:
                if pressed in deeds:
                    deeds[pressed]()
                    self._show()

    def _pressed(self) -> str:
        try:
            return key()
        except (KeyboardInterrupt, EOFError):
            return _LEAVE[0]

    # --- which card is meant ---

    def _read(self) -> None:
        """Read what has changed, by whomever; while that takes long, something moves."""
        with self._console.status(self._words.page["reading"]):
            self._renew()

    def _renew(self) -> None:
        self._desk.refresh()
        if problem := self._desk.state().problem:
            self._tell(problem, "red")
        if self._note is not None:
            self._note = self._desk.note(self._note.path)

    @property
    def _cards(self) -> Sequence[CardView]:
        return self._note.cards if self._note else ()

    @property
    def _card(self) -> CardView | None:
        return next((card for card in self._cards if card.guid == self._guid), None)

    def _go_on(self) -> None:
        """To the next card that waits, here or in the next note with one; to none where there is none."""
        guids = [card.guid for card in self._cards]
        at = guids.index(self._guid) if self._guid in guids else -1
        waiting = [card for card in (*self._cards[at + 1 :], *self._cards[: max(at, 0)]) if not card.is_decided]
        overview = self._desk.overview()
        if not waiting and overview is not None:
            found = following(self._note.path if self._note else "", overview.rows)
            self._note = self._desk.note(found.path) if found else self._note
            waiting = [card for card in self._cards if not card.is_decided] if found else []
        self._guid = waiting[0].guid if waiting else ""

    def _move(self, step: int) -> None:
        guids = [card.guid for card in self._cards]
        at = guids.index(self._guid) + step if self._guid in guids else 0 if step > 0 else len(guids) - 1
        if 0 <= at < len(guids):
            self._guid = guids[at]
        elif beside := self._note and (self._note.next if step > 0 else self._note.previous):
            self._note = self._desk.note(beside)
            self._guid = self._cards[0 if step > 0 else -1].guid if self._cards else ""

    # --- what is done to it ---

    def _keep(self) -> None:
        if (card := self._card) and self._note:
            self._heed(self._desk.keep(self._note.path, [card.guid]), "kept")

    def _drop(self) -> None:
        if (card := self._card) and self._note:
            self._heed(self._desk.drop(self._note.path, [card.guid]), "dropped")

    def _keep_sure(self) -> None:
        """All sure cards of the note that wait."""
        sure = [card.guid for card in self._cards if card.standing is Standing.TAKEN and not card.is_decided]
        if sure and self._note:
            self._heed(self._desk.keep(self._note.path, sure), "kept")

    def _edit(self) -> None:
        card = self._card
        if card is None or self._note is None or (said := self._both(card.question, card.answer)) is None:
            return
        changed = [now if now != was else None for now, was in zip(said, (card.question, card.answer), strict=True)]
        wish = Wish(question=changed[0], answer=changed[1])
        self._heed(self._desk.correct(self._note.path, card.guid, wish), "saved")

    def _write(self) -> None:
        if self._note is None:
            return
        draft = self._draft or Typed(next(iter(self._card.statements), "") if self._card else "", "", "")
        quote = self._asked("quote", draft.quote)
        said = self._both(draft.question, draft.answer)
        if said is None:
            return
        outcome = self._desk.write(self._note.path, Typed(quote, *said))
        self._draft = None if outcome.is_done else self._draft
        self._tell(self._words.script["written"] if outcome.is_done else outcome.message)
        self._read()

    def _both(self, question: str = "", answer: str = "") -> tuple[str, str] | None:
        """Question and answer as their user writes them; None, and told, where one is missing."""
        said = self._asked("question", question), self._asked("answer", answer)
        if all(said):
            return said
        self._tell(self._words.script["empty"], "red")
        return None

    def _undo(self) -> None:
        outcome = self._desk.undo()
        self._tell(outcome.message)
        self._draft = outcome.draft or self._draft
        self._read()
        if outcome.note:
            self._note = self._desk.note(outcome.note)
            self._guid = outcome.guids[0] if outcome.guids else self._guid

    def _heed(self, outcome: Outcome, told: str) -> None:
        self._tell(self._words.script[told] if outcome.is_done else outcome.message)
        self._renew()
        if outcome.is_done:
            self._go_on()

    def _build(self) -> None:
        forecast, page = self._desk.forecast(), self._words.page
        for line in (*forecast.problems, *forecast.alarms):
            self._tell(line, "red")
        for many, what in changes(forecast.changes, self._words.fates) or [(0, page["unchanged"])]:
            self._tell(f"{many:6} {what}")
        self._tell(f"↵ {self._words.script['anyway' if forecast.alarms else 'build']}")
        if self._pressed() not in _KEEP:
            return
        outcome = self._desk.build(force=bool(forecast.alarms))
        files = [file for deck in outcome.built for file in (deck.apkg, deck.sheet)]
        self._tell(outcome.message)
        for file in files:
            self._console.print(Text(harmless(file)), soft_wrap=True)
        self._tell(page["next_anki"] if files else "")
        self._read()

    # --- what is shown ---

    def _show(self) -> None:
        card, note = self._card, self._note
        if card is None or note is None:
            self._tell(self._words.page["all_decided"], "bold")
        else:
            self._console.rule(Text(harmless(f"{note.title} · {note.path} · {self._left()}")), style="dim")
            told = (
                self._words.page[standing(card)],
                "" if card.is_decided else self._words.doubts.get(card.doubt, card.doubt),
                self._words.kinds[card.kind],
                writer(card.by, self._words),
                card.time,
            )
            self._tell(" · ".join(filter(None, told)), _COLOURS[card.standing])
            self._tell(card.context, "dim")
            for statement in card.statements:
                self._tell(f"“{statement}”", "italic dim")
            self._tell(card.question, "bold")
            self._tell(card.answer)
        self._tell(self._hints(), "dim")

    def _left(self) -> str:
        undecided = sum(not card.is_decided for card in self._cards)
        return self._words.page["undecided_many"].format(count=undecided)

    def _hints(self) -> str:
        page = self._words.page
        named = (("↵", "keep"), ("x", "drop"), ("e", "edit"), ("n", "new_card"), ("u", "undo"), ("b", "build"))
        return "  ".join(f"{sign} {page[name]}" for sign, name in (*named, ("?", "help"), ("q", "close")))

    def _help(self) -> None:
        page = self._words.page
        self._tell(page["how"])
        keys = (("j k", "key_card"), ("↵", "key_keep"), ("x", "key_drop"), ("e", "edit"), ("n", "new_card"))
        more = (("a", "key_all_of_note"), ("u", "key_undo"), ("b", "key_build"), ("q", "key_leave"))
        for sign, name in (*keys, *more):
            self._tell(f"{sign:4} {page[name]}")

    def _tell(self, line: str, style: str = "") -> None:
        if line:
            self._console.print(Text(harmless(line), style))

    def _asked(self, name: str, before: str = "") -> str:
        """A line that its user writes, with what stands there already where the terminal can offer it."""
        with by_key(on=False), _offered(before), contextlib.suppress(EOFError, KeyboardInterrupt):
            return input(f"{self._words.page[name]}: ").strip() or before
        return ""


@contextlib.contextmanager
def _offered(text: str) -> Iterator[None]:
    """Let a line begin with this text, which can be changed."""
    try:
        import readline  # noqa: PLC0415 - not on every system
    except ImportError:
        yield
        return
    readline.set_startup_hook(lambda: readline.insert_text(harmless(text)))
    try:
        yield
    finally:
        readline.set_startup_hook()
