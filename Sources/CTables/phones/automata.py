"""Finite automata over the ten digits, for the regular expressions of numbering plans.

All automata live in one pool of states. A state is ten targets and a label; equal states are stored once, across all automata, so
what is minimal within one automaton is shared between them too. State 0 is dead: it leads to itself and its label is 0. No pattern
of a plan loops, so automata are built breadth first by depth and folded from the back; the only loop is a state that leads to itself.

An automaton may end in tails instead of states: a tail knows the label of a text by how many digits follow, whatever these are. Behind two
or three digits a plan asks no more than that, as a rule.
"""
import re._parser as sre

LONGEST = 17  # digits of a national significant number


TAIL = 0x8000  # the bit of a target that is a tail
COUNTED = 16  # so many digits and more behind a tail are one


class Pool:
    """The states and the tails of all automata."""

    def __init__(self):
        self.rows = [(0,) * 10]
        self.labels = [0]
        self._known = {(self.rows[0], 0): 0}
        # A bit for each number of digits that follow, the label where it is set, and the label where it is not. The first one is dead.
        self.tails = [(0, 0, 0)]
        self._labels_by_tail = {TAIL: (0,) * (LONGEST + 1)}
        self._tails = {self.tails[0]: TAIL}

    def tail(self, labels):
        """The target that stands for the labels by the number of digits that follow; None where no tail can say them."""
        other = labels[-1]
        inside = sorted(set(labels) - {other})
        if len(inside) > 1 or any(label != other for label in labels[COUNTED:]):
            return None
        mask = sum(1 << count for count, label in enumerate(labels[:COUNTED]) if label != other)
        tail = (mask, inside[0] if inside else other, other)
        if tail not in self._tails:
            self._tails[tail] = TAIL | len(self.tails)
            self._labels_by_tail[self._tails[tail]] = labels
            self.tails.append(tail)
        return self._tails[tail]

    def state_or_tail(self, row, label):
        """A tail where all digits lead to one that the label can be put before, else a state."""
        behind = self._labels_by_tail.get(row[0]) if len(set(row)) == 1 else None
        tail = self.tail(((label,) + behind)[:LONGEST + 1]) if behind else None
        return self.state(row, label) if tail is None else tail

    def state(self, row, label):
        key = (tuple(row), label)
        if key not in self._known:
            self._known[key] = len(self.rows)
            self.rows.append(key[0])
            self.labels.append(label)
        return self._known[key]

    def absorbing(self, label):
        """The state that leads to itself whatever comes."""
        if label == 0:
            return 0
        key = ("absorbing", label)
        if key not in self._known:
            self._known[key] = len(self.rows)
            self.rows.append((len(self.rows),) * 10)
            self.labels.append(label)
        return self._known[key]


def _digits(members):
    found = set()
    for kind, value in members:
        name = str(kind)
        if name == "LITERAL":
            found.add(value - 48)
        elif name == "RANGE":
            found.update(range(value[0] - 48, value[1] - 47))
        elif name == "CATEGORY":
            found.update(range(10))
        else:
            raise ValueError(name)
    return frozenset(found & set(range(10)))


class Program:
    """A pattern as steps: ('one', digits), ('either', first, second), ('jump', to), ('save', slot), ('end',), ('match', tag)."""

    def __init__(self):
        self.steps = []
        self.starts = []

    def add(self, pattern, tag):
        tree = sre.parse(pattern)
        self.starts.append(len(self.steps))
        self._emit(tree)
        self.steps.append(("match", tag))
        return tree.state.groups - 1

    def _emit(self, tree):
        for kind, value in tree:
            name = str(kind)
            if name == "LITERAL":
                # A literal that is no digit, as in a prefix written `0~0`, matches nothing: what it is tried on has digits alone.
                self.steps.append(("one", frozenset({value - 48} & set(range(10)))))
            elif name == "IN":
                self.steps.append(("one", _digits(value)))
            elif name == "BRANCH":
                exits = []
                for index, branch in enumerate(value[1]):
                    fork = len(self.steps)
                    if index + 1 < len(value[1]):
                        self.steps.append(None)
                    self._emit(branch)
                    if index + 1 < len(value[1]):
                        exits.append(len(self.steps))
                        self.steps.append(None)
                        self.steps[fork] = ("either", fork + 1, len(self.steps))
                for exit in exits:
                    self.steps[exit] = ("jump", len(self.steps))
            elif name == "SUBPATTERN":
                group, inner = value[0], value[3]
                if group is not None:
                    self.steps.append(("save", 2 * group - 2))
                self._emit(inner)
                if group is not None:
                    self.steps.append(("save", 2 * group - 1))
            elif name == "MAX_REPEAT":
                least, most, inner = value
                assert most <= 20, value
                for _ in range(least):
                    self._emit(inner)
                forks = []
                for _ in range(most - least):
                    forks.append(len(self.steps))
                    self.steps.append(None)
                    self._emit(inner)
                for fork in forks:
                    self.steps[fork] = ("either", fork + 1, len(self.steps))
            elif name == "AT" and str(value) == "AT_END":
                self.steps.append(("end",))
            else:
                raise ValueError(name)


def _closure(program, points):
    seen, stack, out = set(), list(points), set()
    while stack:
        point = stack.pop()
        if point in seen:
            continue
        seen.add(point)
        step = program.steps[point]
        if step[0] in ("one", "match"):
            out.add(point)
        elif step[0] == "either":
            stack += step[1:]
        elif step[0] == "jump":
            stack.append(step[1])
        elif step[0] == "save":
            stack.append(point + 1)
        else:
            raise ValueError(step)
    return frozenset(out)


def compile_set(pool, program, forever, label, with_tails=False):
    """One automaton for all patterns of `program` at once. `label(tags, depth)` is a state's label, from the tags of the patterns that
    match exactly what was read. Tags for which `forever(tag)` holds keep matching whatever follows. Returns the root, which is a tail too
    where all of the plan asks for nothing but a length."""
    layers = [{_closure(program, program.starts): None}]
    moves = []

    def is_loop(point):
        step = program.steps[point]
        return step[0] == "match" and forever(step[1])

    for depth in range(LONGEST + 1):
        following, rows = {}, {}
        for points in layers[depth]:
            row = []
            if depth < LONGEST and not all(is_loop(point) for point in points):
                for digit in range(10):
                    target = [p + 1 for p in points if program.steps[p][0] == "one" and digit in program.steps[p][1]]
                    target += [p for p in points if is_loop(p)]
                    target = _closure(program, target)
                    following.setdefault(target)
                    row.append(target)
            rows[points] = row
        moves.append(rows)
        layers.append(following)

    below = {}
    for depth in range(LONGEST, -1, -1):
        here = {}
        for points, row in moves[depth].items():
            tags = {program.steps[p][1] for p in points if program.steps[p][0] == "match"}
            value = label(tags, depth) if points else 0
            if with_tails:
                if row:
                    here[points] = pool.state_or_tail([below[target] for target in row], value)
                else:
                    forever_so = points and all(is_loop(point) for point in points)
                    here[points] = pool.tail((value,) * (LONGEST + 1) if forever_so else (value,) + (0,) * LONGEST)
            elif not points:
                here[points] = 0
            elif all(is_loop(point) for point in points):
                here[points] = pool.absorbing(value)
            else:
                row = [below[target] for target in row] if row else [0] * 10
                here[points] = 0 if value == 0 and not any(row) else pool.state(row, value)
        below = here
    (root,) = below.values()
    return root


def compile_first(pool, pattern, output, label):
    """An automaton that finds what a backtracking matcher would: of all ways to match a prefix of the text, the first in reading order.

    A state is the ordered list of the threads that such a matcher would still try, with the positions they have captured; a thread that
    matches cuts off all behind it. `output(end, groups)` is the number (from 1) to report for a match. `label(now, at_end)` is a state's
    label, from its report if the text goes on, and if it ends here; 0 is none. The last report that was seen counts."""
    program = Program()
    groups = program.add(pattern, None)
    start = (program.starts[0], (-1,) * (2 * groups))
    known = {}

    def threads(entries, depth):
        """Follows the steps that read nothing, in order. Returns the threads, the report now, and the report at the end."""
        out, seen = [], set()
        at_end = None

        def follow(point, saved, only_at_end):
            nonlocal at_end
            if (point, only_at_end) in seen:
                return False
            seen.add((point, only_at_end))
            step = program.steps[point]
            if step[0] == "one":
                if not only_at_end:
                    out.append((point, saved))
            elif step[0] == "either":
                return follow(step[1], saved, only_at_end) or follow(step[2], saved, only_at_end)
            elif step[0] == "jump":
                return follow(step[1], saved, only_at_end)
            elif step[0] == "save":
                return follow(point + 1, saved[:step[1]] + (depth,) + saved[step[1] + 1:], only_at_end)
            elif step[0] == "end":
                return follow(point + 1, saved, True)
            else:
                report = output(depth, saved)
                at_end = at_end or report
                if not only_at_end:
                    return report
            return False

        now = None
        for point, saved in entries:
            now = follow(point, saved, False) or None
            if now:
                break
        return tuple(out), now or 0, at_end or 0

    def build(state, depth):
        if (state, depth) in known:
            return known[(state, depth)]
        out, now, at_end = state
        row = []
        for digit in range(10):
            entries = [(point + 1, saved) for point, saved in out if digit in program.steps[point][1]]
            row.append(build(threads(entries, depth + 1), depth + 1) if entries else 0)
        value = label(now, at_end)
        known[(state, depth)] = 0 if value == 0 and not any(row) else pool.state(row, value)
        return known[(state, depth)]

    return build(threads([start], 0), 0)
