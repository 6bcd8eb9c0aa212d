"""Lists that belong below an entry though the note does not indent them.

    1. **Setup**:
    - Install the tools.
    2. **Run**:
    - Start the server.

Markdown reads four lists there; the writer meant one of two entries.
"""

from collections.abc import Iterable
from dataclasses import replace

from cuedeck.notes.blocks import Block, Item, List


def nested(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with every such list put below the entry that announces it."""
    put: list[Block] = []
    for block in blocks:
        last = put[-1] if put else None
        if isinstance(last, List) and isinstance(block, List):
            joined = _joined(last, block)
            if joined is not None:
                put[-1] = joined
                continue
        put.append(block)
    return tuple(put)


def _joined(above: List, below: List) -> List | None:
    """Both lists as one: the lower one below the last entry of the upper, or, where it has one, after it."""
    last = above.items[-1]
    if above.ordered and not below.ordered and _announces(last):
        return replace(above, items=(*above.items[:-1], replace(last, blocks=(*last.blocks, below))))
    if above.ordered and below.ordered and last.blocks and _announces(below.items[-1]):
        return replace(above, items=(*above.items, *below.items))
    return None


def _announces(item: Item) -> bool:
    """Whether an entry is nothing but the name of what follows."""
    return not item.blocks and item.text.plain.rstrip().endswith(":") and len(item.text.plain.split()) <= 9
