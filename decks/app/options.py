"""Options that many commands have."""

from pathlib import Path
from typing import Annotated

import typer

NOTES, DECKS = Path("notes"), Path("decks")
"""What is read, and where decks are written, unless the user says otherwise."""
ANYWHERE = str(NOTES)
"""The same notes, where a URL might stand as well."""

Notes = Annotated[Path, typer.Argument(metavar="NOTES", help="Folder of notes, or one note.")]
NotesAnywhere = Annotated[str, typer.Argument(metavar="NOTES", help="Folder of notes, or one note, here or at a URL.")]
Directory = Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Folder that decks are written to.")]
Jobs = Annotated[int | None, typer.Option(min=1, help="Processes that read notes. [default: as many as pay off]")]
Cluster = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Dask scheduler whose workers read the notes, such as tcp://host:8786."),
]
AllCards = Annotated[bool, typer.Option("--all", help="Take the cards that are only offered, too.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
Profile = Annotated[bool, typer.Option("--profile", help="Say in the end where the time went.")]
Cache = Annotated[
    bool, typer.Option("--cache/--no-cache", help="Remember what notes gave, and pass over what is unchanged.")
]
NoOpen = Annotated[bool, typer.Option("--no-open", help="Print the address, and open no browser.")]
Idle = Annotated[
    float, typer.Option(min=0, metavar="MINUTES", help="End when no page was open for so long; 0 never ends.")
]
