"""Stage 7: whether it happened, is planned, possible or negated.

Each word's own signs (negation, modal, "upcoming") come first; where it has none, what it hangs on decides: a plan's
infinitive is planned, a refused act is negated, a conjunct shares its neighbour's, the complement of a saying stands alone.
"""

from __future__ import annotations

from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.stages import Predicate, Said
from tuibrief.extract.event_nouns import NOUN_TAGS
from tuibrief.extract.voice import has_own_tense, is_infinitive, is_passive, is_verb
from tuibrief.extract.words import lists, words
from tuibrief.model import Status

HAPPENED, PLANNED, POSSIBLE, NEGATED = Status.HAPPENED, Status.PLANNED, Status.POSSIBLE, Status.NEGATED
# How far up a status is looked for.
DEPTH = 8


def find_statuses(parse: Parse, predicates: tuple[Predicate, ...], saids: tuple[Said, ...]) -> tuple[Status, ...]:
    """One status a predicate."""
    reader = _Reader()
    return tuple(reader.of(parse.tokens[p.head]) for p in predicates)


def _listed(table: str, lemma: str) -> Status | None:
    for name, found in lists("status", table).items():
        if lemma in found:
            return Status(name)
    return None


class _Reader:
    """Reads statuses token by token and keeps them, since many happenings hang on one word."""

    def __init__(self) -> None:
        self._known: dict[int, Status] = {}

    def of(self, token: Token, depth: int = 0) -> Status:
        known = self._known.get(token.index)
        if known is not None:
            return known
        if depth > DEPTH:
            return HAPPENED
        self._known[token.index] = HAPPENED  # a loop in a broken parse ends here
        found = self._read(token, depth)
        self._known[token.index] = found
        return found

    def _read(self, token: Token, depth: int) -> Status:
        if token.tag in NOUN_TAGS and not is_verb(token):
            own = _own_of_noun(token)
            return own if own is not None else self._above_noun(token, depth)
        own = _own_of_verb(token)
        above = self._above_verb(token, depth)
        if own is None:
            return above
        if own is NEGATED:
            return HAPPENED if above is NEGATED else NEGATED
        if above is NEGATED and token.dep in ("xcomp", "conj"):
            return NEGATED
        if own is PLANNED and (above is POSSIBLE or _conditioned(token)):
            return POSSIBLE
        return own

    def _above_verb(self, verb: Token, depth: int) -> Status:
        above, dep = verb.head, verb.dep
        if above is verb:
            return HAPPENED
        if dep == "advcl":
            return self._adverbial(verb, above, depth)
        if dep in ("conj", "dep") and not has_own_tense(verb):
            return self.of(above, depth + 1)
        if dep in ("xcomp", "ccomp"):
            return self._complement(verb, above, depth)
        if dep in ("acl", "relcl"):
            return self._clause_of_noun(verb, above, depth) if is_infinitive(verb) else HAPPENED
        if dep in ("pcomp", "pobj") and above.pos in ("ADP", "SCONJ"):
            return self._behind(above, depth)
        if dep in ("csubj", "csubjpass"):
            return self.of(above, depth + 1)
        return HAPPENED

    def _adverbial(self, verb: Token, above: Token, depth: int) -> Status:
        for mark in verb.children:
            if mark.dep in ("mark", "advmod") and mark.lower in words("status", "markers.possible"):
                return POSSIBLE
        if is_infinitive(verb):
            upper = self.of(above, depth + 1) if is_verb(above) else HAPPENED
            return PLANNED if upper is HAPPENED else upper
        if verb.tag in ("VBG", "VBN") and not has_own_tense(verb):
            upper = self.of(above, depth + 1)
            return HAPPENED if upper is NEGATED else upper
        return HAPPENED

    def _complement(self, verb: Token, above: Token, depth: int) -> Status:
        if any(c.dep in ("mark", "advmod") and c.lower in ("if", "whether") for c in verb.children):
            return POSSIBLE
        if above.pos in ("ADJ", "ADV"):
            listed = _listed("adjective", above.lower)
            upper = self.of(above.head, depth + 1)
            if listed is not None and upper is not NEGATED:
                return listed
            return upper
        if above.tag in NOUN_TAGS:
            return self._clause_of_noun(verb, above, depth)
        bare = verb.dep == "xcomp" or is_infinitive(verb)
        lemma = above.lemma.lower()
        listed = _listed("clause", lemma)
        if not bare:
            # A finite clause under a verb stands alone, but for denials and wishes.
            if lemma in ("deny", "disprove", "refute"):
                return NEGATED
            return (
                POSSIBLE if lemma in ("hope", "wish", "propose", "demand", "recommend", "doubt", "fear") else HAPPENED
            )
        if listed is not None and (listed is not PLANNED or is_infinitive(verb) or verb.tag == "VBG"):
            if lemma in ("expect", "believe") and verb.child("aux") and verb.tag == "VBN":
                return HAPPENED  # "is believed to have left"
            if self.of(above, depth + 1) is NEGATED and listed is not NEGATED:
                return NEGATED
            return listed
        return self.of(above, depth + 1)

    def _clause_of_noun(self, verb: Token, noun: Token, depth: int) -> Status:
        if _denied(noun) or self._no_such(noun):
            return NEGATED
        listed = _listed("noun", noun.lemma.lower())
        if listed is not None:
            return listed
        if any(c.lower in ("first", "last", "only", "latest") for c in noun.children):
            return HAPPENED
        upper = self.of(noun, depth + 1)
        return PLANNED if upper is HAPPENED else upper

    def _no_such(self, noun: Token) -> bool:
        return False

    def _behind(self, prep: Token, depth: int) -> Status:
        """What stands behind a preposition: "without leaving", "no signs of leaving", "ahead of talks"."""
        above = prep.head
        if prep.lower == "without":
            return NEGATED
        if prep.lower in ("instead",) or (prep.lower == "of" and above.lower in ("instead", "lieu")):
            return NEGATED
        if prep.lower == "of" and above.lower == "ahead":
            return PLANNED
        if above.tag in NOUN_TAGS:
            if _denied(above) and prep.lower in ("of", "for", "to"):
                return NEGATED
            listed = _listed("noun", above.lemma.lower())
            if listed is not None and prep.lower in ("of", "for", "to", "on", "about", "against", "in"):
                return listed
            return HAPPENED
        if is_verb(above):
            lemma = above.lemma.lower()
            if prep.lower in ("for", "on", "to", "against", "about") and lemma in (
                "call",
                "hope",
                "wait",
                "prepare",
                "push",
                "press",
                "appeal",
                "plan",
                "plead",
                "ask",
                "lobby",
                "campaign",
                "aim",
                "advocate",
                "look",
                "warn",
                "insist",
                "head",
                "opt",
                "vie",
                "ready",
            ):
                return PLANNED if lemma in ("prepare", "plan", "wait", "ready") else POSSIBLE
            if prep.lower == "from" and _listed("clause", lemma) is NEGATED:
                return NEGATED
            upper = self.of(above, depth + 1)
            if prep.lower in ("by", "for", "in", "at", "with", "during"):
                return upper if upper in (PLANNED, POSSIBLE) else HAPPENED
        if above.pos in ("ADJ", "VERB") and above.lower in ("capable", "open", "ready", "due", "set", "close"):
            return POSSIBLE
        return HAPPENED

    def _above_noun(self, noun: Token, depth: int) -> Status:
        above, dep = noun.head, noun.dep
        if dep == "conj":
            return self.of(above, depth + 1) if above.tag in NOUN_TAGS else HAPPENED
        if dep == "pobj" and above.pos in ("ADP", "SCONJ"):
            return self._behind(above, depth)
        if above.pos == "AUX":
            return self._predicated(noun, above, depth)
        if not is_verb(above):
            return HAPPENED
        lemma = above.lemma.lower()
        if dep in ("dobj", "nsubjpass", "attr", "oprd"):
            particle = above.child("prt")
            listed = (_listed("object", f"{lemma}_{particle.lower}") if particle else None) or _listed("object", lemma)
            upper = self.of(above, depth + 1)
            if listed is not None:
                return listed if upper is not NEGATED or listed is NEGATED else NEGATED
            if lemma in words("status", "holds.words"):
                return upper
            return HAPPENED
        if dep == "nsubj":
            below = above.child("acomp", "oprd")
            quality = _listed("quality", below.lower) if below else None
            if quality is not None:
                return quality
            if lemma in words("status", "holds.words") or (above.child("xcomp") and not is_passive(above)):
                return self.of(above, depth + 1) if not above.child("dobj") else HAPPENED
        if dep == "nsubj" and above.dep in ("ccomp", "xcomp") and not above.child("aux"):
            return HAPPENED
        return HAPPENED

    def _predicated(self, noun: Token, be: Token, depth: int) -> Status:
        """A happening that something is said of: "a summit is unlikely", "there was no impact"."""
        if noun.dep == "attr" and not any(c.tag == "EX" for c in be.children):
            return HAPPENED
        said = be.child("acomp")
        quality = _listed("quality", said.lower) if said else None
        if quality is not None:
            return NEGATED if quality is PLANNED and be.child("neg") else quality
        own = _own_of_verb(be)
        if own is not None and (said is None or own is not NEGATED):
            return own
        return self._above_verb(be, depth + 1) if own is None and said is None else HAPPENED


def _denied(noun: Token) -> bool:
    """Whether a noun stands under "no"."""
    return any(c.lower in ("no", "neither", "zero") and c.dep in ("det", "neg", "nummod") for c in noun.children)


def _conditioned(verb: Token) -> bool:
    """Whether an if-clause hangs on the verb."""
    return any(
        c.dep == "advcl" and any(m.dep == "mark" and m.lower in ("if", "unless") for m in c.children)
        for c in verb.children
    )


def _own_of_verb(verb: Token) -> Status | None:
    """What the words right at a verb say of it; None where they say nothing."""
    found: Status | None = None
    for child in verb.children:
        word, dep = child.lower, child.dep
        if (
            dep in ("neg", "advmod", "preconj", "cc")
            and child.index < verb.index + 3
            and word in words("status", "adverbs.negated")
        ):
            if (
                not any(
                    c.lower in words("status", "adverbs.beyond_negation")
                    for c in verb.children
                    if c.index > child.index
                )
                and word != "no"
            ):
                return NEGATED
        elif dep == "advmod" and word == "longer" and child.child("neg"):
            return NEGATED
        elif dep in ("nsubj", "nsubjpass") and (
            word in ("nobody", "none", "nothing", "no-one", "neither") or _denied(child)
        ):
            return NEGATED
        elif dep == "dobj" and (word in ("nothing", "nobody", "none") or _denied(child)):
            return NEGATED
        elif dep == "aux":
            found = _modal(verb, word) or found
        elif dep == "advmod" and found is None:
            if word in words("status", "adverbs.possible"):
                found = POSSIBLE
    if found is None and verb.tag in ("VBP", "VBZ", "VBG") and _coming(verb):
        found = PLANNED
    return found


def _modal(verb: Token, word: str) -> Status | None:
    if word in words("status", "modals.planned"):
        return PLANNED
    if word in words("status", "modals.possible"):
        return POSSIBLE
    if word in words("status", "modals.would"):
        if word == "'d" and verb.tag in ("VBN", "VBD"):
            return None
        if verb.dep == "ccomp" and verb.head.tag in ("VBD", "VBN") and not _conditioned(verb):
            return PLANNED
        return POSSIBLE
    return None


def _coming(token: Token) -> bool:
    """Whether a time to come stands at the word ("next week", "tomorrow")."""
    for child in token.children:
        if child.dep in ("npadvmod", "advmod", "tmod", "prep", "poss"):
            for word in (child, *child.children, *(g for c in child.children for g in c.children)):
                if word.lower in words("status", "coming.words") and word.pos != "SCONJ":
                    return True
    return False


def _own_of_noun(noun: Token) -> Status | None:
    if _denied(noun):
        return NEGATED
    for child in noun.children:
        if child.dep in ("amod", "compound", "nmod") and child.index < noun.index:
            quality = _listed("quality", child.lower)
            if quality is not None:
                return quality
    return PLANNED if _coming(noun) else None
