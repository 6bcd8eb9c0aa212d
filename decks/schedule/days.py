"""Days of study, which begin at an hour of the night, so that one who is up late is still in yesterday."""

from datetime import date, datetime, time, timedelta, tzinfo

_QUARTER = 900
"""Seconds in which no day begins but at the first: clocks of the world differ by quarters of an hour."""


class Days:
    """The days of one place."""

    def __init__(self, hour: int, zone: tzinfo | None = None) -> None:
        """They begin at that hour of the clock; None for the zone of this machine."""
        self._hour, self._zone = timedelta(hours=hour), zone
        self._known: dict[int, date] = {}

    def day(self, at: float) -> date:
        """The day of a moment, in POSIX seconds."""
        quarter = int(at // _QUARTER)
        if quarter not in self._known:
            self._known[quarter] = (datetime.fromtimestamp(at, self._zone) - self._hour).date()
        return self._known[quarter]

    def start(self, day: date) -> float:
        """When a day begins, in POSIX seconds."""
        return (datetime.combine(day, time(), self._zone) + self._hour).timestamp()

    def end(self, day: date) -> float:
        """When a day ends, in POSIX seconds."""
        return self.start(day + timedelta(days=1))
