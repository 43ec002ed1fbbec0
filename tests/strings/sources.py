"""Finds the texts that users read in the sources of both packages."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TRANSLATORS = frozenset({"tr", "translate", "QT_TRANSLATE_NOOP", "QT_TR_NOOP"})
# translate() and QT_TRANSLATE_NOOP() take the context first.
WITH_CONTEXT = frozenset({"translate", "QT_TRANSLATE_NOOP"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An expression that becomes a text on the screen, and where it stands."""

    path: str
    line: int
    node: ast.expr

    @property
    def literal(self) -> str | None:
        """The text itself; None when it is put together at run time."""
        value = self.node.value if isinstance(self.node, ast.Constant) else None
        return value if isinstance(value, str) else None


def window_texts(source: str, path: str) -> Iterator[Text]:
    """Yield what is handed to Qt's translators."""
    for call in _calls(source):
        name = _name(call.func)
        position = 1 if name in WITH_CONTEXT else 0
        if name in TRANSLATORS and len(call.args) > position:
            node = call.args[position]
            yield Text(path=path, line=node.lineno, node=node)


def error_texts(source: str, path: str) -> Iterator[Text]:
    """Yield the literal words of exceptions that are raised, also those around values."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            for part in ast.walk(node.exc):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield Text(path=path, line=part.lineno, node=part)


def files(package: str) -> Iterator[tuple[str, str]]:
    """Yield source and path of every module of a package."""
    for path in sorted((ROOT / package).rglob("*.py")):
        yield path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()


def _calls(source: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
