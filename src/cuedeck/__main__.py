"""`python -m cuedeck` is the command line."""

import sys

from cuedeck.decks.app.cli import main

sys.exit(main())
