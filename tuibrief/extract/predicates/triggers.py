"""Stage 5, first part: which words name a happening."""

from __future__ import annotations

from dataclasses import dataclass

from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.predicates.event_nouns import NOUN_TAGS, names_happening, shape_of
from tuibrief.extract.predicates.mended import Mended, infinitive_of, known_verbs, mend
from tuibrief.extract.predicates.phrases import acts
from tuibrief.extract.predicates.voice import is_verb
from tuibrief.extract.stages import Cast
from tuibrief.extract.words import lists, words

# A verb and its noun are lit as one where no more than this stands between them ("held a two-day meeting").
SPREAD = 4
# A helper is lit with the verb it helps where no more than this stands between ("failed to fully appear"); a trigger of
# more words than LONGEST names nothing.
HELPED = 3
LONGEST = 5
PARTICLES = frozenset({"out", "off", "down", "up", "away"})
NO_HAPPENING = frozenset({"amod", "aux", "auxpass", "compound", "punct", "nmod", "prep", "case", "mark", "cc"})
BARE = frozenset({"prep", "mark", "advcl", "acl", "pcomp"})


@dataclass(slots=True)
class Trigger:
    """A word that names a happening. ``verb`` bears its tense and subject, ``noun`` its sense; one of them may lack.

    ``first`` and ``last`` are the words to light up (inclusive). ``mended`` has who acts and on what where the model
    took the verb for a noun or adjective.
    """

    first: int
    last: int
    lemma: str
    verb: Token | None
    noun: Token | None
    mended: Mended | None = None

    @property
    def head(self) -> Token:
        """The word that the happening hangs on: the verb where there is one."""
        token = self.verb or self.noun
        assert token is not None
        return token


def find_triggers(parse: Parse, cast: Cast) -> list[Trigger]:
    """All triggers in the order of the text; no word stands in two."""
    found: list[Trigger] = []
    taken: set[int] = set()
    mended = mend(parse)
    # Verbs first: they take their light nouns, which may stand before them ("talks were held").
    for token in parse.tokens:
        trigger = None
        if token.index in mended:
            verb = mended[token.index]
            trigger = Trigger(_hyphened(parse, token), token.index, verb.lemma, token, None, verb)
        elif is_verb(token) and token.lower[:1].isalpha():
            trigger = _verb(parse, cast, token)
        if trigger is not None:
            found.append(_kept(trigger, taken))
    for token in parse.tokens:
        if token.tag in NOUN_TAGS and token.index not in taken and not is_verb(token):
            trigger = _noun(parse, token)
            if trigger is not None:
                found.append(_kept(trigger, taken))
    found.sort(key=lambda t: t.first)
    return found


def _kept(trigger: Trigger, taken: set[int]) -> Trigger:
    """The trigger, cut back to its head where another holds some of its words; all its words are taken from now on."""
    if taken.intersection(range(trigger.first, trigger.last + 1)):
        trigger.first = trigger.last = trigger.head.index
    taken.update(range(trigger.first, trigger.last + 1))
    if trigger.noun is not None:
        taken.add(trigger.noun.index)
    return trigger


def _verb(parse: Parse, cast: Cast, verb: Token) -> Trigger | None:
    lemma = _lemma(verb)
    if verb.dep in NO_HAPPENING:
        return None
    if verb.dep == "parataxis" and verb.head.dep == "relcl" and verb.lemma in words("links", "set_in"):
        return None  # "the man who police say fired": it only credits
    if _is_misread(verb, lemma):
        return None
    noun = _light_noun(verb, lemma)
    if noun is None and (_is_helper(verb, lemma) or _is_state(cast, verb, lemma)):
        return None
    if noun is not None and verb.dep == "acl" and noun is verb.head:
        # "tests, conducted by …": the noun is the happening, its participle is lit with it
        last = verb.index if verb.index - noun.index <= SPREAD else noun.index
        return Trigger(_hyphened(parse, noun), last, noun.lemma.lower(), None, noun)
    last = verb.index
    particle = verb.child("prt") or _particle(verb)
    if particle is not None and 0 < particle.index - verb.index <= 2:
        last = particle.index
    if noun is not None and 0 < noun.index - verb.index <= SPREAD:
        last = noun.index
    if noun is None and particle is not None:
        lemma = f"{lemma} {particle.lower}"
    if noun is not None:
        lemma = f"{lemma} {noun.lemma.lower()}"
    first = _hyphened(parse, verb)
    if noun is not None and 0 < verb.index - noun.index <= SPREAD:
        first = noun.index  # "talks were held"
    return Trigger(first, last, lemma, verb, noun)


def _is_misread(verb: Token, lemma: str) -> bool:
    """Whether what the model takes for a verb does nothing."""
    if verb.tag == "VBN" and verb.lower.startswith("un") and verb.dep in ("oprd", "acomp", "xcomp"):
        return True  # "appears unmoved": a quality that the model takes for a participle
    if lemma == "follow" and verb.tag == "VBN" and verb.child("agent") and not verb.child("auxpass"):
        return True  # "X lost most, followed by Y": an order, nobody's doing
    # "Retailer X to cut jobs": the trade that opens a headline
    return verb.text[:1].isupper() and verb.tag in ("VB", "VBP") and verb.lower in words("actors", "businesses")


def _particle(verb: Token) -> Token | None:
    """The "out" of "walked out", which the model may take for an adverb."""
    for child in verb.children_of("advmod"):
        if child.index == verb.index + 1 and child.tag == "RB" and child.lower in PARTICLES and not child.children:
            return child
    return None


def _lemma(verb: Token) -> str:
    """The dictionary form, with the e that the model drops from some ("fined": "fin")."""
    lemma = verb.lemma.lower()
    if verb.lower == lemma + "ed" and lemma not in known_verbs() and lemma + "e" in known_verbs():
        return lemma + "e"
    return lemma


def _noun(parse: Parse, noun: Token) -> Trigger | None:
    first = _hyphened(parse, noun)
    if noun.entity == "EVENT":
        while noun.index - first < SPREAD and first > 0 and parse.tokens[first - 1].entity == "EVENT":
            first -= 1  # "Hurricane Mara" as a whole
        while parse.tokens[first].pos in ("DET", "NUM", "PART") and first < noun.index:
            first += 1
    whole = parse.words(first, noun.index).lower() if first < noun.index else noun.lemma.lower()
    return Trigger(first, _with_initials(parse, noun), whole, None, noun) if names_happening(noun, whole) else None


def _with_initials(parse: Parse, noun: Token) -> int:
    """Where a named happening ends with its initials: "the World Repair Conference (WRC)"."""
    after = parse.tokens[noun.index + 1 : noun.index + 4]
    short = len(after) == 3 and after[0].text == "(" and after[2].text == ")" and after[1].text.isupper()
    return noun.index + 3 if short and noun.pos == "PROPN" and len(after[1].text) > 1 else noun.index


def _hyphened(parse: Parse, token: Token) -> int:
    """Where a hyphenated word begins: "test" in "test-fired"."""
    first, tokens = token.index, parse.tokens
    while first >= 2:
        mark, before = tokens[first - 1], tokens[first - 2]
        joined = before.end == mark.start and mark.end == tokens[first].start
        if mark.text not in ("-", "‑", "–") or not joined or not before.text[:1].islower():
            break
        first -= 2
    return first


def _light_noun(verb: Token, lemma: str) -> Token | None:
    """The noun that a light verb makes one happening with ("held talks", "made its first flight", "went on strike")."""
    nouns = lists("predicates", "light").get(lemma, frozenset())
    supports = lemma in words("predicates", "support.words")
    if nouns or supports:
        below = [c for c in verb.children if c.dep in ("dobj", "nsubjpass")]
        if verb.dep == "acl" and verb.tag == "VBN" and not verb.child("nsubj", "aux"):
            below.append(verb.head)
        for noun in below:
            known = noun.lemma.lower()
            if noun.tag in NOUN_TAGS and (known in nouns or (supports and shape_of(known) is not None)):
                return noun
    pairs = lists("predicates", "phrases").get(lemma)
    if pairs:
        for prep in verb.children_of("prep"):
            thing = prep.child("pobj")
            if thing is not None and f"{prep.lower}:{thing.lemma.lower()}" in pairs:
                return thing
    return None


def _moved(verb: Token, subject: Token) -> bool:
    """Whether a thing moved ("the water came at eleven"), rather than a happening's taking place being told."""
    past = verb.tag == "VBD" or (verb.tag == "VBN" and verb.child("aux") is not None)
    return past and subject.pos == "NOUN" and shape_of(subject.lemma.lower()) is None


def _is_helper(verb: Token, lemma: str) -> bool:
    """Whether the verb only shades the one below it ("appeared to", "is set to")."""
    below = verb.child("xcomp") or next((infinitive_of(c) for c in verb.children_of("prep") if c.tag == "TO"), None)
    if below is None or not (is_verb(below) or below.pos == "AUX" or below.tag in NOUN_TAGS):
        return False
    if any(c.dep == "dobj" and c.index < below.index for c in verb.children):
        return False  # "used water cannon to disperse them"
    if below.tag not in NOUN_TAGS and below.tag != "VB" and not any(c.lower == "to" for c in below.children):
        return lemma in ("keep", "continue")
    passive = any(c.dep == "auxpass" for c in verb.children) or (verb.tag == "VBN" and not verb.child("aux"))
    return lemma in words("predicates", "raising_passive" if passive else "raising")


def helped_from(trigger: Trigger) -> int | None:
    """Where the helping verb right before a trigger begins, if any ("failed to appear": at failed)."""
    verb, helper = trigger.verb, trigger.verb.head if trigger.verb is not None else None
    if verb is None or helper is None or helper is verb or verb.dep != "xcomp" or not is_verb(helper):
        return None
    near = 0 < trigger.first - helper.index <= HELPED and trigger.last - helper.index < LONGEST
    return helper.index if near and _is_helper(helper, _lemma(helper)) else None


def _is_state(cast: Cast, verb: Token, lemma: str) -> bool:
    if lemma == "call" and any(c.lower in ("itself", "himself", "themselves", "herself") for c in verb.children):
        return True  # "a group calling itself …"
    passive = verb.child("auxpass") is not None
    if lemma in words("predicates", "states_if_passive" if passive else "states_of_looks"):
        return passive or verb.child("acomp", "oprd", "attr", "xcomp") is not None
    if lemma in words("predicates", "states"):
        return not (passive and lemma in words("predicates", "states_if_active"))
    bare = verb.dep in BARE and verb.tag in ("VBG", "VBN") and not verb.child("aux", "auxpass", "agent")
    if bare and verb.lower in words("predicates", "prepositional"):
        return True
    return lemma in words("predicates", "states_of_things") and _is_relation(cast, verb, lemma)


def _is_relation(cast: Cast, verb: Token, lemma: str) -> bool:
    """Whether a verb says what a thing is to another ("the move shows …"): nobody does it, and nothing moves."""
    subject = verb.child("nsubj")
    if subject is None or verb.child("prt") or (lemma in words("predicates", "moving") and _moved(verb, subject)):
        return False
    return subject.pos in ("NOUN", "PRON", "DET") and not acts(cast, subject)
