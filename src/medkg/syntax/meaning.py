"""What is wrong with a query that the grammar allows: groups, variables, what is refused here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from medkg.syntax.faults import NO_SERVICE, Fault, Fix, Severity
from medkg.syntax.nearest import nearest
from medkg.syntax.parser import Node
from medkg.syntax.tokens import Token

_MOST_UNBOUND = 30
"""Variables without a value that are told of: for each, all that have one are compared with it."""

_NOT_BINDING = ("Filter", "HavingClause", "Exists", "Minus")
"""Parts in which a variable gets no value."""

_UNSEEN = ("SubSelect", "Exists")
"""Parts with variables of their own."""


def variable_faults(root: Node) -> Iterator[Fault]:
    """Yield what is wrong with the variables of a query that was read to its end."""
    for query in root.nodes("Query"):
        last = query.child("ValuesClause")
        for select in query.nodes("SelectQuery"):
            yield from _select_faults(Selection.of(select, [last] if last else []))
    for select in root.nodes("SubSelect"):
        yield from _select_faults(Selection.of(select))
    for group in root.nodes("GroupBody"):
        yield from _bind_faults(group)
    for block in root.nodes("DataBlock"):
        yield from _value_faults(block)


def service_faults(root: Node) -> Iterator[Fault]:
    """Yield a fault for each call of another endpoint."""
    for service in root.nodes("Service"):
        token = next(service.tokens())
        yield Fault(token.start, token.end, NO_SERVICE)


@dataclass(frozen=True)
class Selection:
    """A SELECT with its parts, and the variables in them."""

    clause: Node
    where: Node
    group: Node | None
    modifier: Node | None
    values: Sequence[Node]

    @classmethod
    def of(cls, select: Node, values: Sequence[Node] = ()) -> "Selection":
        """Return the parts of a SELECT, with VALUES that come after it; those that were not read are empty."""
        modifier = select.child("SolutionModifier")
        clause, where = select.child("SelectClause") or Node(""), select.child("WhereClause") or Node("")
        group = modifier.child("GroupClause") if modifier else None
        inner = select.child("ValuesClause")
        return cls(clause, where, group, modifier, [*values, *([inner] if inner else [])])

    @property
    def items(self) -> list[Node]:
        """What is selected."""
        return list(self.clause.nodes("SelectItem"))

    @property
    def is_grouped(self) -> bool:
        """Whether rows are made of groups."""
        parts = [self.clause, *([self.modifier] if self.modifier else [])]
        return self.group is not None or any(True for part in parts for _ in part.nodes("Aggregate", within=_UNSEEN))

    @property
    def named(self) -> list[Token]:
        """The variables that SELECT gives a value with AS."""
        return [_variables(item)[-1] for item in self.items if _is_computed(item) and _variables(item)]

    @property
    def bound(self) -> set[str]:
        """The names of the variables that the pattern may give a value."""
        found = {_name(token) for token in _variables(self.where, without=(*_NOT_BINDING, *_UNSEEN))}
        found -= {_name(token) for bind in self.where.nodes("Bind") for token in _variables(bind)[:-1]}
        found |= {_name(token) for token in _variables(self.where, without=(*_NOT_BINDING, *_UNSEEN, "Bind"))}
        for inner in self.where.nodes("SubSelect", within=("SubSelect", "Exists", "Minus")):
            found |= Selection.of(inner).visible
        return found | {_name(token) for values in self.values for token in _variables(values)}

    @property
    def visible(self) -> set[str]:
        """The names of the variables that it gives to what is around it."""
        if any(token.text == "*" for token in self.clause.children if isinstance(token, Token)):
            return self.bound
        return {_name(_variables(item)[-1]) for item in self.items if _variables(item)}


def _is_computed(item: Node) -> bool:
    return item.child("Expression") is not None


def _variables(node: Node, without: Sequence[str] = ()) -> list[Token]:
    return [token for token in node.tokens(without=without) if token.kind == "variable"]


def _name(token: Token) -> str:
    return token.text[1:]


def _select_faults(selection: Selection) -> Iterator[Fault]:
    yield from _named_twice(selection)
    yield from _named_before(selection)
    yield from _unbound(selection)
    if selection.is_grouped:
        yield from _ungrouped(selection)


def _named_twice(selection: Selection) -> Iterator[Fault]:
    seen: set[str] = set()
    for item in selection.items:
        variables = _variables(item)
        if variables and _name(variables[-1]) in seen:
            tokens = list(item.tokens())
            fix = Fix("Remove it", tokens[0].start, tokens[-1].end, "")
            yield Fault(tokens[0].start, tokens[-1].end, f"{variables[-1].text} is selected twice.", fixes=(fix,))
        seen |= {_name(variables[-1])} if variables else set()


def _named_before(selection: Selection) -> Iterator[Fault]:
    """Yield a fault for each value that SELECT gives the name of a variable of the pattern, or of the groups."""
    bound: set[str] = set()
    if selection.named and selection.is_grouped:
        bound = _grouped(selection.group) if selection.group else set()
    elif selection.named:
        bound = selection.bound
    for token in selection.named:
        if _name(token) in bound:
            fix = _renamed(token, bound | {_name(each) for each in selection.named})
            message = f"{token.text} has a value already: the result needs another name."
            yield Fault(token.start, token.end, message, fixes=(fix,))


def _unbound(selection: Selection) -> Iterator[Fault]:
    """Yield a warning for each selected variable that no pattern gives a value, the first of many."""
    bound = selection.bound | {_name(token) for token in selection.named}
    if selection.group:
        bound |= {_name(token) for token in _variables(selection.group)}
    selected = [token for item in selection.items for token in _variables(item, without=("Exists",))]
    unbound = {_name(token): token for token in reversed(selected) if _name(token) not in bound}
    known = sorted(bound)
    return (_never_bound(token, known) for token in islice(reversed(unbound.values()), _MOST_UNBOUND))


def _never_bound(token: Token, known: Sequence[str]) -> Fault:
    near = nearest(_name(token), known, 2 if len(token.text) > 3 else 0)
    fixes = (Fix(f"Write ?{near}", token.start, token.end, f"?{near}"),) if near else ()
    told = f" Did you mean ?{near}?" if near else " It stays empty."
    message = f"{token.text} gets no value: it stands in no pattern of WHERE.{told}"
    return Fault(token.start, token.end, message, Severity.WARNING, fixes)


def _ungrouped(selection: Selection) -> Iterator[Fault]:
    """Yield a fault for each variable that is selected from a group that may have several values of it."""
    group = selection.group
    star = next((token for token in selection.clause.children if isinstance(token, Token) and token.text == "*"), None)
    if star:
        named = " ".join(f"?{name}" for name in sorted(_grouped(group))) if group else ""
        fixes = (Fix(f"Write {named}", star.start, star.end, named),) if named else ()
        message = "Of groups, SELECT names what it takes: what they are grouped by, and COUNT and the like."
        yield Fault(star.start, star.end, message, fixes=fixes)
    grouped = _grouped(group) if group else set()
    grouped |= {_name(token) for token in selection.named}
    for item in selection.items:
        for token in _variables(item, without=("Aggregate", "Exists")):
            if _name(token) in grouped:
                continue
            grouped.add(_name(token))
            where = group.end if group else selection.where.end
            written = f" {token.text}" if group else f" GROUP BY {token.text}"
            fix = Fix(f"Add {written.strip()}", where, where, written)
            message = f"{token.text} has many values in a group: add it to GROUP BY, or take SAMPLE({token.text})."
            yield Fault(token.start, token.end, message, fixes=(fix,))


def _grouped(group: Node) -> set[str]:
    """Return the names of the variables by which groups are made: those that stand alone, or are named with AS."""
    found = set()
    for condition in group.nodes("GroupCondition"):
        tokens = list(condition.tokens())
        inner = [token for token in tokens if token.text not in "()"]
        if len(inner) == 1 or any(token.symbol == "AS" for token in tokens):
            found |= {_name(token) for token in _variables(condition)[-1:]}
    return found


def _bind_faults(group: Node) -> Iterator[Fault]:
    """Yield a fault for each BIND to a variable that its group uses before."""
    seen: set[str] = set()
    for child in _parts(group):
        bind = child if child.rule == "Bind" else None
        variables = _variables(child, without=(*_NOT_BINDING, *_UNSEEN))
        if bind and variables:
            target = variables[-1]
            if _name(target) in seen:
                yield _bound_before(target, seen)
            variables = [target]
        seen |= {_name(token) for token in variables}


def _parts(group: Node) -> Iterator[Node]:
    for child in group.children:
        if isinstance(child, Node):
            yield from (
                (inner for inner in child.children if isinstance(inner, Node)) if child.rule == "Pattern" else [child]
            )


def _bound_before(target: Token, seen: set[str]) -> Fault:
    message = f"{target.text} has a value already: BIND takes a new name, or FILTER compares."
    return Fault(target.start, target.end, message, fixes=(_renamed(target, seen),))


def _renamed(token: Token, taken: set[str]) -> Fix:
    """Return the change of a variable into one that nothing else is called."""
    name = next(f"{token.text}{count}" for count in range(2, len(taken) + 3) if f"{_name(token)}{count}" not in taken)
    return Fix(f"Write {name}", token.start, token.end, name)


def _value_faults(block: Node) -> Iterator[Fault]:
    """Yield a fault for each row of VALUES with more or fewer values than there are variables."""
    tokens = [child for child in block.tokens() if child.kind != "nil"]
    head = next((place for place, token in enumerate(tokens) if token.text == "{"), 0)
    if not head or tokens[0].text != "(":
        return
    variables = sum(token.kind == "variable" for token in tokens[:head])
    opener: Token | None = None
    count = 0
    for child in _rows_of(block):
        if isinstance(child, Node):
            count += 1
        elif child.text == "(":
            opener, count = child, 0
        elif child.text == ")" and opener and count != variables:
            message = f"This row has {count} value{'' if count == 1 else 's'} for {variables} variables. UNDEF is none."
            yield Fault(opener.start, child.end, message)


def _rows_of(block: Node) -> Sequence[Node | Token]:
    """Return what stands in the braces of VALUES."""
    start = next(place for place, child in enumerate(block.children) if isinstance(child, Token) and child.text == "{")
    return block.children[start + 1 :]
