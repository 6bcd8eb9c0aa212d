"""Pages of a command: their address is told, they are opened, and served until their user has done with them."""

import webbrowser
from collections.abc import Callable
from dataclasses import dataclass

from cuedeck.decks.app.console import say, show
from cuedeck.decks.local.gate import Pass
from cuedeck.decks.local.serving import listening, serve
from cuedeck.decks.local.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How its user wants the pages of a command."""

    port: int | None
    """None for the usual one, or any that is free."""
    opens: bool
    """Whether the browser is opened."""
    minutes: float
    """After which it ends once no page is open any more, 0 for never."""


def host(site: Site, manner: Manner, *, name: str, usual: int, begin: Callable[[], None] = lambda: None) -> None:
    """Serve the pages of a command; `begin` is called once their address is told. Raises OSError."""
    ports = (usual, 0) if manner.port is None else (manner.port,)
    with listening(*ports) as own:
        given = Pass.new(own.getsockname()[1])
        show([given.address])
        say(f"{name}: Ctrl-C ends it; everything is saved as you go")
        begin()
        if manner.opens:
            webbrowser.open(given.address)
        left = serve(site, given, own, patience=manner.minutes * 60 or None)
    say(f"{name} ended: no page was open any more" if left else f"{name} ended")
