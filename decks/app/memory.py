"""All that is remembered from run to run, and that may be forgotten at any time."""

from collections.abc import Iterator
from contextlib import contextmanager

from cuedeck.decks.app.dated import DatedNotes
from cuedeck.decks.app.gatherings import Gatherings
from cuedeck.decks.app.looks import Look, Looks
from cuedeck.decks.app.opening import Opened, opened
from cuedeck.decks.app.progress import Progress, unheard
from cuedeck.decks.app.readings import Readings
from cuedeck.decks.cache import location
from cuedeck.decks.cache.codec import decode, encode
from cuedeck.decks.cache.program import READING, program
from cuedeck.decks.cache.store import Kind, NoStore, Store
from cuedeck.notes.stages import Stage
from cuedeck.notes.vault import File, Vault


class Memory:
    """What is remembered of notes and decks."""

    def __init__(self, store: Store | None = None, *, at_hand: bool = False) -> None:
        """Without a store nothing is remembered; `at_hand` is that of `Gatherings`."""
        self.is_at_hand = at_hand
        self.store = NoStore() if store is None else store
        self.readings = Readings(self.store)
        self.dated = DatedNotes(self.store)
        self.gatherings = Gatherings(self.store, self.dated, at_hand=at_hand)

    @Stage("looking at notes")
    def opened(self, vault: Vault, files: list[File], progress: Progress = unheard) -> list[Opened]:
        """The notes, those whose files look as they did not read."""
        place, version = str(vault.folder).encode(errors="surrogatepass"), program(*READING)
        told = self.store.get(Kind.LOOKS, {place: version}).get(place)
        looks = Looks(None if told is None else decode(told, dict[str, Look]))
        notes = opened(files, looks, progress)
        if looks.news:
            self.store.put(Kind.LOOKS, {place: (version, encode(looks.news))})
        return notes


@contextmanager
def remembering(*, cache: bool = True, at_hand: bool = False) -> Iterator[Memory]:
    """What is remembered in the user's cache folder, for as long as it is made use of; `cache`: whether it is at all.

    What `at_hand` asks for is then remembered as long as the program runs.
    """
    store = Store(location.file()) if cache else Store() if at_hand else NoStore()
    try:
        yield Memory(store, at_hand=at_hand)
    finally:
        store.close()
