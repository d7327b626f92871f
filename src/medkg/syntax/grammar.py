"""The grammar of SPARQL 1.1 queries, as the table by which a parser decides with one token what comes next.

From https://www.w3.org/TR/sparql11-query/#sparqlGrammar, with operators of expressions in one rule, since here nothing
is evaluated. The same table tells where a text goes wrong, what would mend it, and what may be typed at a place.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from medkg.syntax.words import FUNCTIONS

END = "end"
"""The symbol after the last token."""

_RULES = """
Query            = Prologue ( SelectQuery | ConstructQuery | DescribeQuery | AskQuery ) ValuesClause end
Prologue         = ( BaseDecl | PrefixDecl )*
BaseDecl         = BASE iri
PrefixDecl       = PREFIX prefix_name iri
SelectQuery      = SelectClause DatasetClause* WhereClause SolutionModifier
SubSelect        = SelectClause WhereClause SolutionModifier ValuesClause
SelectClause     = SELECT ( DISTINCT | REDUCED )? ( SelectItem+ | '*' )
SelectItem       = variable | '(' Expression AS variable ')'
ConstructQuery   = CONSTRUCT ( Template DatasetClause* WhereClause | DatasetClause* WHERE Template ) SolutionModifier
Template         = '{' TriplesBlock? '}'
DescribeQuery    = DESCRIBE ( VarOrIri+ | '*' ) DatasetClause* WhereClause? SolutionModifier
AskQuery         = ASK DatasetClause* WhereClause SolutionModifier
DatasetClause    = FROM NAMED? Iri
WhereClause      = WHERE? Group
SolutionModifier = GroupClause? HavingClause? OrderClause? LimitClauses?
GroupClause      = GROUP BY GroupCondition+
GroupCondition   = FunctionCall | '(' Expression ( AS variable )? ')' | variable
HavingClause     = HAVING Constraint+
OrderClause      = ORDER BY OrderCondition+
OrderCondition   = ( ASC | DESC ) Bracketed | Constraint | variable
LimitClauses     = LIMIT number ( OFFSET number )? | OFFSET number ( LIMIT number )?
ValuesClause     = ( VALUES DataBlock )?
Group            = '{' ( SubSelect | GroupBody ) '}'
GroupBody        = TriplesBlock? ( Pattern '.'? TriplesBlock? )*
TriplesBlock     = Triples ( '.' TriplesBlock? )?
Pattern          = Union | Optional | Minus | GraphPattern | Service | Filter | Bind | InlineData
Union            = Group ( UNION Group )*
Optional         = OPTIONAL Group
Minus            = MINUS Group
GraphPattern     = GRAPH VarOrIri Group
Service          = SERVICE SILENT? VarOrIri Group
Filter           = FILTER Constraint
Bind             = BIND '(' Expression AS variable ')'
InlineData       = VALUES DataBlock
DataBlock        = variable '{' DataValue* '}' | ( nil | '(' variable* ')' ) '{' ( nil | '(' DataValue* ')' )* '}'
DataValue        = Iri | Literal | UNDEF
Constraint       = Bracketed | FunctionCall
FunctionCall     = Iri Arguments | BuiltIn
Arguments        = nil | '(' DISTINCT? Expression ( ',' Expression )* ')'
ExpressionList   = nil | '(' Expression ( ',' Expression )* ')'
Triples          = VarOrTerm Properties | TriplesNode Properties?
Properties       = Verb Objects ( ';' ( Verb Objects )? )*
Verb             = variable | Path
Objects          = Object ( ',' Object )*
Object           = VarOrTerm | TriplesNode
TriplesNode      = '(' Object+ ')' | '[' Properties ']'
Path             = PathSequence ( '|' PathSequence )*
PathSequence     = PathStep ( '/' PathStep )*
PathStep         = '^'? PathPrimary ( '?' | '*' | '+' )?
PathPrimary      = Iri | a | '!' PathNegated | '(' Path ')'
PathNegated      = PathOne | nil | '(' ( PathOne ( '|' PathOne )* )? ')'
PathOne          = '^'? ( Iri | a )
VarOrTerm        = variable | Iri | Literal | blank_node | anon | nil
VarOrIri         = variable | Iri
Iri              = iri | name | prefix_name
Literal          = string ( language | '^^' Iri )? | number | signed | TRUE | FALSE
Expression       = Unary Operation*
Operation        = ( '||' | '&&' | '=' | '!=' | '<' | '>' | '<=' | '>=' | '+' | '-' | '*' | '/' ) Unary
                 | IN ExpressionList | NOT IN ExpressionList | signed
Unary            = ( '!' | '+' | '-' ) Unary | Primary
Primary          = Bracketed | BuiltIn | Iri Arguments? | Literal | variable
Bracketed        = '(' Expression ')'
Aggregate        = COUNT '(' DISTINCT? ( '*' | Expression ) ')'
                 | ( SUM | MIN | MAX | AVG | SAMPLE ) '(' DISTINCT? Expression ')'
                 | GROUP_CONCAT '(' DISTINCT? Expression ( ';' SEPARATOR '=' string )? ')'
Exists           = NOT? EXISTS Group
"""

_SHAPES = {
    "one": "'(' Expression ')'",
    "two": "'(' Expression ',' Expression ')'",
    "two or three": "'(' Expression ',' Expression ( ',' Expression )? ')'",
    "three": "'(' Expression ',' Expression ',' Expression ')'",
    "three or four": "'(' Expression ',' Expression ',' Expression ( ',' Expression )? ')'",
    "none": "nil",
    "none or one": "( nil | '(' Expression ')' )",
    "variable": "'(' variable ')'",
    "any": "ExpressionList",
}
"""Arguments of a function → how they are written."""

Symbols = tuple[str, ...]
Rule = list[Symbols]


@dataclass(frozen=True)
class Grammar:
    """What each rule becomes when a token comes, and what each may begin with."""

    table: Mapping[tuple[str, str], Symbols]
    first: Mapping[str, Set[str]]
    nullable: Set[str]
    rules: Set[str]
    """Those that have a name; the others are parts of them."""


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """Return the grammar, compiled once."""
    source = _RULES + _built_in_rule()
    rules = _Compiler(source).rules
    named = frozenset(name for name in rules if "#" not in name)
    first, nullable = _first_sets(rules)
    return Grammar(_table(rules, first, nullable), first, nullable, named)


def _built_in_rule() -> str:
    by_shape: dict[str, list[str]] = defaultdict(list)
    for name, function in FUNCTIONS.items():
        if function.arguments in _SHAPES:
            by_shape[function.arguments].append(name)
    calls = [f"( {' | '.join(names)} ) {_SHAPES[shape]}" for shape, names in by_shape.items()]
    return f"BuiltIn = Aggregate | Exists | {' | '.join(calls)}\n"


class _Compiler:
    """Turns the notation into plain sequences; groups and repetitions become rules with a `#` in their name."""

    def __init__(self, source: str) -> None:
        self.rules: dict[str, Rule] = {}
        for found in re.finditer(r"^(\w+)\s*=((?:.*\n)(?:\s+\|.*\n)*)", source, re.MULTILINE):
            self._name, self._words = found[1], re.findall(r"'[^']+'\S*|\S+", found[2])[::-1]
            self.rules[found[1]] = self._alternatives()

    def _alternatives(self) -> Rule:
        found = [self._sequence()]
        while self._words and self._words[-1] == "|":
            self._words.pop()
            found.append(self._sequence())
        return found

    def _sequence(self) -> Symbols:
        found: list[str] = []
        while self._words and self._words[-1] != "|" and not re.fullmatch(r"\)[*+?]?", self._words[-1]):
            found.append(self._item())
        return tuple(found)

    def _item(self) -> str:
        word = self._words.pop()
        if word == "(":
            inner, closing = self._alternatives(), self._words.pop()
            return self._repeated(self._part(inner), closing[1:])
        if word.startswith("'"):
            text, _, mark = word[1:].partition("'")
            return self._repeated(text, mark)
        bare = word.rstrip("*+?")
        return self._repeated(bare, word[len(bare) :])

    def _part(self, rule: Rule) -> str:
        name = f"{self._name}#{len(self.rules)}"
        self.rules[name] = rule
        return name

    def _repeated(self, symbol: str, mark: str) -> str:
        match mark:
            case "?":
                return self._part([(symbol,), ()])
            case "*" | "+":
                name = self._part([])
                self.rules[name] = [(symbol, name), ()]
                return name if mark == "*" else self._part([(symbol, name)])
        return symbol


def _first_sets(rules: Mapping[str, Rule]) -> tuple[dict[str, set[str]], set[str]]:
    """Return what each rule may begin with, and the rules that may be empty."""
    first: dict[str, set[str]] = {name: set() for name in rules}
    nullable: set[str] = set()
    size = -1
    while size != (size := len(nullable) + sum(map(len, first.values()))):
        for name, rule in rules.items():
            for sequence in rule:
                first[name] |= _first_of(sequence, first, nullable)
                if all(symbol in nullable for symbol in sequence):
                    nullable.add(name)
    return first, nullable


def _first_of(sequence: Symbols, first: Mapping[str, set[str]], nullable: set[str]) -> set[str]:
    found: set[str] = set()
    for symbol in sequence:
        found |= first.get(symbol, {symbol})
        if symbol not in nullable:
            break
    return found


def _table(
    rules: Mapping[str, Rule], first: Mapping[str, set[str]], nullable: set[str]
) -> dict[tuple[str, str], Symbols]:
    """Return what each rule becomes for each token; of two ways, the one that takes the token."""
    follow = _follow_sets(rules, first, nullable)
    table: dict[tuple[str, str], Symbols] = {}
    for name, sequence in _sequences(rules):
        beginnings = _first_of(sequence, first, nullable)
        if all(symbol in nullable for symbol in sequence):
            beginnings = beginnings | follow[name]
        for symbol in beginnings:
            table.setdefault((name, symbol), sequence)
    return table


def _sequences(rules: Mapping[str, Rule]) -> Iterator[tuple[str, Symbols]]:
    return ((name, sequence) for name, rule in rules.items() for sequence in rule)


def _follow_sets(rules: Mapping[str, Rule], first: Mapping[str, set[str]], nullable: set[str]) -> dict[str, set[str]]:
    follow: dict[str, set[str]] = {name: set() for name in rules}
    size = -1
    while size != (size := sum(map(len, follow.values()))):
        for name, sequence in _sequences(rules):
            after = follow[name]
            for symbol in reversed(sequence):
                if symbol in rules:
                    follow[symbol] |= after
                    after = first[symbol] | (after if symbol in nullable else set())
                else:
                    after = {symbol}
    return follow
