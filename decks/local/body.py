"""What a page sent."""


class UnfitError(Exception):
    """A request that is not what a page of ours sends."""


class Body:
    """The values of a request."""

    def __init__(self, values: object) -> None:
        self._values = values if isinstance(values, dict) else {}

    def text(self, name: str) -> str:
        """A text that must be there. Raises UnfitError."""
        value = self.optional(name)
        if value is None:
            raise UnfitError(f"`{name}` is missing")
        return value

    def optional(self, name: str) -> str | None:
        """A text that may be there. Raises UnfitError."""
        value = self._values.get(name)
        if value is not None and not isinstance(value, str):
            raise UnfitError(f"`{name}` is no text")
        return value

    def texts(self, name: str) -> list[str] | None:
        """Texts that may be there. Raises UnfitError."""
        value = self._values.get(name)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise UnfitError(f"`{name}` is no list of texts")
        return value

    def whole(self, name: str) -> int:
        """A whole number from 0 that must be there. Raises UnfitError."""
        value = self._values.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise UnfitError(f"`{name}` is no whole number")
        return value

    def is_set(self, name: str) -> bool:
        """Whether a switch is on."""
        return self._values.get(name) is True
