"""Which remembered card goes to which found one where several could: the best choice over all of them together."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib import import_module

Pair = tuple[int, int]
"""A row and a column."""


def assign(gains: Mapping[Pair, float]) -> list[Pair]:
    """The pairs, no row or column twice, whose gains (above 0) have the greatest sum."""
    return [pair for part in components(gains) for pair in (part if len(part) == 1 else _best(part, gains))]


def components(pairs: Mapping[Pair, float]) -> Iterator[list[Pair]]:
    """The pairs in groups that have no row or column in common with another group."""
    rows: dict[int, list[Pair]] = defaultdict(list)
    columns: dict[int, list[Pair]] = defaultdict(list)
    for row, column in pairs:
        rows[row].append((row, column))
        columns[column].append((row, column))
    seen: set[Pair] = set()
    for pair in pairs:
        if pair in seen:
            continue
        seen.add(pair)
        group = [pair]
        for row, column in group:
            near = [each for each in (*rows.pop(row, ()), *columns.pop(column, ())) if each not in seen]
            seen.update(near)
            group += near
        yield sorted(set(group))


def _best(part: list[Pair], gains: Mapping[Pair, float]) -> list[Pair]:
    """The best choice within one group, where a row may also stay without a column."""
    rows = {row: at for at, row in enumerate(sorted({row for row, _ in part}))}
    columns = {column: at for at, column in enumerate(sorted({column for _, column in part}))}
    worst = 1 + max(gains[pair] for pair in part)
    cells = [(rows[row], columns[column], worst - gains[row, column]) for row, column in part]
    # Each row has a column of its own, at the cost of staying alone.
    cells += [(at, len(columns) + at, worst) for at in rows.values()]
    at_row, at_column, costs = zip(*cells, strict=True)
    scipy_sparse, graph = import_module("scipy.sparse"), import_module("scipy.sparse.csgraph")
    matrix = scipy_sparse.csr_matrix((costs, (at_row, at_column)), shape=(len(rows), len(columns) + len(rows)))
    chosen = dict(zip(*(side.tolist() for side in graph.min_weight_full_bipartite_matching(matrix)), strict=True))
    return [(row, column) for row, column in part if chosen[rows[row]] == columns[column]]
