"""Cards -> documents, and the command line; `decks.build.build` is the main job as a function.

Nothing is imported here, for `cuedeck --help` to stay quick.
"""
