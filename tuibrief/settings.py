"""Typed settings and the places where things lie (XDG). Cheap to import: every command needs it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

DEFAULT_CASE = "library"


class SettingsError(Exception):
    """Something about a place or a setting is wrong; the message is one sentence for the user."""


class Places(NamedTuple):
    """Where a session keeps what: files, save ``cases`` (the folder of named libraries) and ``state`` (a folder)."""

    library: Path
    cases: Path
    settings: Path
    keymap: Path
    state: Path
    log: Path
    copies: Path


class Settings(NamedTuple):
    """What a user may set in ``settings.toml``; every field has a default, and a field's type is its default's.

    ``theme``: dark, light, contrast or ansi. ``style``: the citation style of ``y`` (see ``tuibrief cite --help``).
    ``workers``: processes that read articles. ``model``: an installed spaCy pipeline package ("" is the pinned one).
    ``name``: who makes marks ("" is the login name). ``clipboard``: "auto", or one route of ``tuibrief doctor``.
    ``mouse``: whether the app takes the mouse.
    """

    theme: str = "dark"
    style: str = "plain"
    workers: int = 1
    model: str = ""
    name: str = ""
    clipboard: str = "auto"
    mouse: bool = True


_CHOICES = {"theme": ("dark", "light", "contrast", "ansi")}


def places(
    library: str | os.PathLike[str] | None = None, case: str | None = None, env: Mapping[str, str] | None = None
) -> Places:
    """Where everything lies. ``library`` (a file) wins over ``case`` (a name), both over ``TUIBRIEF_LIBRARY``.

    Raises SettingsError for a case name that isn't one, or for both at once.
    """
    env = os.environ if env is None else env
    if library and case:
        raise SettingsError("--library names a file and --case a named library: give one of them.")
    data = _base(env, "XDG_DATA_HOME", ".local/share")
    config = _base(env, "XDG_CONFIG_HOME", ".config")
    state = _base(env, "XDG_STATE_HOME", ".local/state")
    if not library and not case and env.get("TUIBRIEF_LIBRARY"):
        library = env["TUIBRIEF_LIBRARY"]
    named = Path(library).expanduser() if library else data / f"{_case(case or DEFAULT_CASE)}.jsonl"
    files = (config / "settings.toml", config / "keymap.toml")
    return Places(named, data, *files, state, state / "tuibrief.log", state / "copies.jsonl")


def _base(env: Mapping[str, str], variable: str, default: str) -> Path:
    given = env.get(variable, "")
    # The XDG specification: a relative path is to be ignored.
    if os.path.isabs(given):  # noqa: PTH117
        return Path(given) / "tuibrief"
    home = env.get("HOME")
    return (Path(home) if home else Path.home()) / default / "tuibrief"


def _case(name: str) -> str:
    if name.startswith(".") or not all(c.isalnum() or c in "-_. " for c in name) or len(name.encode()) > 200:
        raise SettingsError(
            f"{name!r} can't be a case's name: letters, digits, spaces, '-', '_' and '.' can, and no '.' at its start."
        )
    return name


def load(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """The settings of a TOML file (of none, the defaults), and one sentence for each thing in it that can't be used."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (f"The settings in {path} can't be read ({error.strerror}); the defaults are used.",)
    import tomllib

    try:
        found = tomllib.loads(raw.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return Settings(), (f"The settings in {path} aren't TOML ({error}); the defaults are used.",)
    return _typed(found, path)


def _typed(found: dict[str, Any], path: Path) -> tuple[Settings, tuple[str, ...]]:
    good: dict[str, Any] = {}
    wrong: list[str] = []
    defaults = Settings()._asdict()
    unknown = [key for key in found if key not in defaults]
    if unknown:
        listed = ", ".join(repr(key) for key in unknown)
        wrong.append(f"{path} has settings that aren't known: {listed}; known are {', '.join(defaults)}.")
    for key, default in defaults.items():
        if key not in found:
            continue
        value = found[key]
        if type(value) is not type(default):
            kind = {str: "a text in quotation marks", int: "a whole number", bool: "true or false"}[type(default)]
            wrong.append(f"{path}: {key} has to be {kind}; {default!r} is used.")
        elif key in _CHOICES and value not in _CHOICES[key]:
            wrong.append(f"{path}: {key} has to be one of {', '.join(_CHOICES[key])}; {default!r} is used.")
        elif key == "workers" and not 1 <= value <= 64:
            wrong.append(f"{path}: workers has to be from 1 to 64; {default} is used.")
        else:
            good[key] = value
    return Settings(**good), tuple(wrong)


def cases(folder: Path) -> tuple[str, ...]:
    """The names of the libraries in the folder of cases, in order."""
    try:
        return tuple(sorted(p.stem for p in folder.iterdir() if p.suffix == ".jsonl" and p.is_file()))
    except OSError:
        return ()


def resource(name: str) -> Path:
    """The folder "styles" or "seeds": inside the package in a wheel, beside it in an editable install."""
    inside = Path(__file__).parent / name
    return inside if inside.is_dir() else Path(__file__).parent.parent / name


def private_folder(path: Path) -> Path:
    """The folder, made if need be, open to nobody but the user. Raises OSError."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def login_name() -> str:
    """Who is at the keyboard, for marks: the login name, or "me" where the machine knows none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "me"
