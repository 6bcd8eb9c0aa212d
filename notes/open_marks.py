"""The marks that are open at a point of a text: emphasis that closes in order, and tags that close as they like."""

from collections import defaultdict, deque

from cuedeck.notes.text import Mark


class OpenMarks:
    """Marks in the order they were opened; each step costs the same, however many are open."""

    def __init__(self) -> None:
        self._opened: list[Mark] = []
        """Those that are closed stay until all above them are."""
        self._places: defaultdict[Mark, deque[int]] = defaultdict(deque)
        """Where each mark is open in `_opened`."""
        self.set = Mark.NONE
        """All that are open."""

    def open(self, mark: Mark) -> None:
        """Open a mark, once more where it is open already."""
        self._places[mark].append(len(self._opened))
        self._opened.append(mark)
        self.set |= mark

    def close_last(self) -> Mark | None:
        """Close what was opened last, and give it; None where nothing is open."""
        self._drop_closed()
        if not self._opened:
            return None
        mark = self._opened.pop()
        self._places[mark].pop()
        self._unset(mark)
        return mark

    def close_first(self, mark: Mark) -> None:
        """Close a mark where it was opened first; nothing happens where it is not open."""
        if self._places[mark]:
            self._places[mark].popleft()
            self._unset(mark)

    def _drop_closed(self) -> None:
        """Let go of the last marks that were closed before."""
        while self._opened and not self._is_open(len(self._opened) - 1):
            self._opened.pop()

    def _is_open(self, at: int) -> bool:
        # Of the places of a mark, the first ones are closed first.
        places = self._places[self._opened[at]]
        return bool(places) and places[-1] == at

    def _unset(self, mark: Mark) -> None:
        if not self._places[mark]:
            self.set &= ~mark
