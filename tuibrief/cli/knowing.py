"""actors, actor, stories, story, timeline, compare: what is known over all articles."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tuibrief.cli.options import narrowing
from tuibrief.cli.session import Session, UsageError
from tuibrief.cli.table import print_rows

if TYPE_CHECKING:
    from tuibrief.actors import KnownActor
    from tuibrief.compare import Aspect, Comparison
    from tuibrief.library.library import EventRow
    from tuibrief.overview import Overview
    from tuibrief.timeline import Entry

_MANY = 50  # articles to take in from which on the progress is shown
_LOOKED_AT = 20  # events of a story whose dates are looked at


def _overview(session: Session) -> Overview:
    """The overview, brought up to date."""
    from tuibrief.overview import Overview

    overview = Overview(session.library)

    def told(done: int, of: int) -> None:
        if of >= _MANY:
            session.console.progress(f"linking articles: {done} of {of}")

    overview.update(told)
    session.console.end()
    return overview


def _json(session: Session, value: Any) -> None:
    import orjson

    session.console.data(orjson.dumps(value, default=list).decode())


def _the_actor(overview: Overview, words: str) -> KnownActor:
    """The one actor that is meant."""
    found = overview.directory.find(words)
    if not found:
        raise UsageError(f"there is no actor “{words}” in the library; “tuibrief actors” lists them.")
    if len(found) > 1:
        keys = ", ".join(f"{actor.name} ({actor.key})" for actor in found[:5])
        raise UsageError(f"“{words}” may be any of {len(found)} actors: {keys}; give the key.")
    return found[0]


# -- actors ---


def actors_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the list."""
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def actors(session: Session, arguments: argparse.Namespace) -> int:
    """Print the actors, those in most articles first: articles, kind, key, name with whom it belongs to."""
    known = _overview(session).directory.all()
    if arguments.json:
        for actor in known:
            _json(session, asdict(actor))
    else:
        print_rows(session.console, ((str(a.articles), a.kind.value, a.key, _named(a)) for a in known))
    return session.console.code


def _named(actor: KnownActor) -> str:
    return f"{actor.name} ({actor.of})" if actor.of else actor.name


def actor_arguments(parser: argparse.ArgumentParser) -> None:
    """NAME and what to do."""
    parser.add_argument("name", metavar="NAME", help="a name, a part of one, or a key as “tuibrief actors” lists it")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--plain", action="store_true", help="draw with plain characters only")
    changes = parser.add_mutually_exclusive_group()
    changes.add_argument("--into", metavar="NAME", help="merge into another actor: they are one")
    changes.add_argument("--rename", metavar="NAME", help="call it so")
    changes.add_argument("--split", metavar="ARTICLE", nargs="+", help="in these articles it is a namesake")
    changes.add_argument("--apart", action="store_true", help="this name is an actor of its own")
    changes.add_argument("--not-an-actor", action="store_true", help="leave it out of all lists")
    changes.add_argument("--reset", action="store_true", help="take all of these back")
    parser.add_argument("--as", dest="fresh", metavar="NAME", help="what the namesake is called (with --split)")


def actor(session: Session, arguments: argparse.Namespace) -> int:
    """Print an actor's file: who it is, when it was active, with whom it deals, what it did, had done to it and said;
    or merge, split or rename it."""
    from tuibrief.joins import JoinError

    overview = _overview(session)
    try:
        if _changed(session, overview, arguments):
            return session.console.code
    except JoinError as error:
        raise UsageError(str(error)) from error
    _print_file(session, overview, _the_actor(overview, arguments.name), arguments)
    return session.console.code


def _changed(session: Session, overview: Overview, arguments: argparse.Namespace) -> bool:
    """Do what is asked to be changed; whether anything was."""
    from tuibrief import joining

    if arguments.apart:
        under = overview.directory.under_another(arguments.name)
        key = under[0] if under else _the_actor(overview, arguments.name).key
        joining.separate_actor(overview, key)
        return True
    wanted = arguments.into or arguments.rename is not None or arguments.split or arguments.not_an_actor
    if not wanted and not arguments.reset:
        return False
    key = _the_actor(overview, arguments.name).key if wanted else arguments.name
    if arguments.into:
        joining.merge_actors(overview, key, _the_actor(overview, arguments.into).key)
    elif arguments.rename is not None:
        joining.rename_actor(overview, key, arguments.rename)
    elif arguments.split:
        articles = [session.library.article_row(a).id for a in arguments.split]
        joining.split_actor(overview, key, articles, arguments.fresh or "")
    elif arguments.not_an_actor:
        joining.no_actor(overview, key)
    else:
        found = overview.directory.find(key)
        joining.reset_actor(overview, found[0].key if found else key)
    return True


def _print_file(session: Session, overview: Overview, known: KnownActor, arguments: argparse.Namespace) -> None:
    from tuibrief.dossier import dossier
    from tuibrief.timeline import plot, spoken

    events = overview.part_in(known.key, named=True)
    file = dossier(known, events, dates=session.library.dates(), called=overview.namer())
    lists = {"did": file.did, "had done to it": file.suffered, "said": file.said, "mentioned": file.mentioned}
    if arguments.json:
        plain = {f: getattr(file, f) for f in ("first", "last", "months", "partners", "dealings", "types")}
        ids = {name.replace(" ", "_"): [row.id for row in rows] for name, rows in lists.items()}
        _json(session, asdict(known) | plain | ids)
        return
    say = session.console.data
    say(f"{_named(known)}  {known.kind.value}  {known.key}")
    if known.aliases:
        say(f"also: {', '.join(known.aliases)}")
    say(
        f"{file.events} events in {known.articles} articles, {spoken(file.first)} to {spoken(file.last)}".rstrip(", to")
    )
    drawn = plot(dict(file.months), plain=arguments.plain)
    if drawn:
        say(drawn)
    if file.partners:
        say("deals with: " + ", ".join(f"{name} {count}" for name, count in file.partners[:8]))
    for name, rows in lists.items():
        if rows:
            say(f"\n{name} ({len(rows)})")
            print_rows(session.console, map(_event_cells, rows))


def _event_cells(row: EventRow) -> tuple[str, ...]:
    return row.id, row.when or "", "" if row.status == "happened" else row.status.value, row.headline


# -- stories ---


def stories_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the list."""
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--all", action="store_true", help="also stories that one article alone tells")


def stories(session: Session, arguments: argparse.Namespace) -> int:
    """Print the stories that several articles tell, those in most first: the first event's id, sources, events, date,
    headline. Near-copies are no second source."""
    from tuibrief.timeline import exactest, speaking

    overview = _overview(session)
    found = sorted(overview.groups(), key=lambda group: (-overview.sources(group[0]), -len(group)))
    for group in found:
        sources = overview.sources(group[0])
        articles = {event.rpartition(".")[0] for event in group}
        if len(articles) < 2 and not arguments.all:
            continue
        told = [session.library.event(event) for event in group[:_LOOKED_AT]]
        when, headline = exactest(event.when for event in told), speaking(told).headline
        if arguments.json:
            row = {"story": group[0], "sources": sources, "articles": sorted(articles), "events": group}
            _json(session, row | {"when": when, "headline": headline})
        else:
            cells = (group[0], f"×{sources}", str(len(group)), when or "", headline)
            print_rows(session.console, [cells])
    return session.console.code


def story_arguments(parser: argparse.ArgumentParser) -> None:
    """EVENT and what to do."""
    parser.add_argument("event", metavar="EVENT", nargs="+", help="ids of events; their beginnings will do")
    changes = parser.add_mutually_exclusive_group(required=True)
    changes.add_argument("--join", action="store_true", help="the stories of these events are one happening")
    changes.add_argument("--part", action="store_true", help="these events are no part of their story")
    changes.add_argument("--reset", action="store_true", help="take all joins and parts of their stories back")


def story(session: Session, arguments: argparse.Namespace) -> int:
    """Join or part stories."""
    from tuibrief import joining
    from tuibrief.joins import JoinError

    overview = _overview(session)
    try:
        if arguments.join:
            joining.join_stories(overview, arguments.event)
        elif arguments.part:
            joining.part_story(overview, arguments.event)
        else:
            joining.reset_story(overview, arguments.event)
    except JoinError as error:
        raise UsageError(str(error)) from error
    return session.console.code


# -- timeline ---


def timeline_arguments(parser: argparse.ArgumentParser) -> None:
    """Filters."""
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    narrowing(parser)
    parser.add_argument("--query", metavar="QUERY", help="of events that a search finds")
    parser.add_argument("--plain", action="store_true", help="draw with plain characters only")


def timeline(session: Session, arguments: argparse.Namespace) -> int:
    """Print stories by date: a plot on a terminal, then date (in brackets where it is the article's), id, sources,
    status, headline."""
    from tuibrief.timeline import timeline as timeline_of

    overview = _overview(session)
    key = _the_actor(overview, arguments.actor).key if arguments.actor else None
    line = timeline_of(
        overview,
        actor=key,
        tag=arguments.tag,
        query=arguments.query,
        since=arguments.since,
        until=arguments.until,
        core=arguments.core,
    )
    if arguments.json:
        for entry in line:
            _json(session, _entry_fields(entry))
        return session.console.code
    drawn = line.plot(plain=arguments.plain)
    if drawn and session.console.out_is_terminal:
        session.console.data(drawn)
    print_rows(session.console, map(_entry_cells, line))
    return session.console.code


def _entry_cells(entry: Entry) -> tuple[str, ...]:
    row = entry.row
    many = f"×{entry.sources}" if entry.sources > 1 else ""
    return entry.date, row.id, many, "" if row.status == "happened" else row.status.value, row.headline


def _entry_fields(entry: Entry) -> dict[str, Any]:
    basis = "event" if entry.given else "article" if entry.when else None
    fields = {"when": entry.when, "when_basis": basis, "date": entry.date, "event": entry.row.id}
    more = {"headline": entry.row.headline, "status": entry.row.status, "type": entry.row.type}
    return fields | more | {"events": entry.events, "sources": entry.sources}


# -- compare ---


def compare_arguments(parser: argparse.ArgumentParser) -> None:
    """EVENT."""
    parser.add_argument("event", metavar="EVENT", help="an event of the story; the beginning of its id will do")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def compare(session: Session, arguments: argparse.Namespace) -> int:
    """Print how each article tells a story: who, whom, when, where, numbers, according to whom. A ! stands before what
    another article tells otherwise."""
    from tuibrief.compare import compare as compared

    found = compared(_overview(session), arguments.event)
    if arguments.json:
        _json(session, asdict(found) | {"differs": [aspect.name for aspect in found.aspects if aspect.differs]})
        return session.console.code
    _print_comparison(session, found)
    return session.console.code


def _print_comparison(session: Session, found: Comparison) -> None:
    say = session.console.data
    for number, telling in enumerate(found.tellings, 1):
        about = ", ".join(filter(None, (telling.outlet, telling.published)))
        say(f"[{number}] {telling.title}" + (f" ({about})" if about else ""))
        if telling.also_in:
            say(f"    also in {', '.join(name for _, name in telling.also_in)}")
        for headline in telling.headlines:
            say(f"    {headline}")
    if found.note:
        say(f"! {found.note}")
    if len(found.tellings) < 2:
        session.console.say("tuibrief: one article alone tells of this, so there is nothing to compare it with.")
    for aspect in found.aspects:
        say(f"{'!' if aspect.differs else ' '} {aspect.name}")
        print_rows(session.console, _aspect_rows(aspect))


def _aspect_rows(aspect: Aspect) -> Iterable[tuple[str, str]]:
    for number, cell in enumerate(aspect.cells, 1):
        said = "; ".join(("! " if value.agreement == "differs" else "") + value.text for value in cell)
        yield f"    [{number}]", said or "-"
