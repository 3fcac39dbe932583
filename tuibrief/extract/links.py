"""Links between words that the small model often gets wrong, set right before any stage reads them.

| words | the model hangs | here |
|---|---|---|
| "denied it had lied, calling the claim absurd" | calling on lied | on denied |
| "mocked those who oppose it and promised" | promised on oppose | on mocked, whose tense it has |
| "two people close to the inquiry, who spoke" | who on inquiry | on people |
| "talks in Lima, which collapsed" | which on Lima | on talks |
| "the man who police say fired" | who on say | on fired |
| "Silva, asked about the vote, said" | Silva on asked | on said |
| "after days of rain sent mud down" | days on after | on sent |
| "…, its chairman, Ana Silva, said" | Silva on the words before | on said |
| "During talks in Rome, Premier Costa spoke" | Costa on Rome | on spoke |
| "Ruiz, who leads in the polls, boasted that" | boasted on Ruiz, as a participle | Ruiz as its subject |
| "…, city records show" | records on show, as part of a name | as its subject |
| "contradicts her statement last month that it …" | what is stated on contradicts | on statement |
| "denied that the ship was full and promised to" | promised on full | on denied: no ship promises |
| "demanded that the mayor resign" | mayor on resign, as part of a noun | as its subject |
| "ordered him to pay and barred him" | barred on pay | on ordered |
| "supplied ten jets converted for the task" | converted on supplied | on jets |

Those between nouns stand in ``links_nouns``, those between a verb and its parties in ``links_parties``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tuibrief.extract.links_closers import mend_closer
from tuibrief.extract.links_joined import mend_chain, mend_joined, mend_reported
from tuibrief.extract.links_nouns import NOUN_LINKS, is_human, mend_noun, move
from tuibrief.extract.links_parties import mend_parties
from tuibrief.extract.words import lists, words

if TYPE_CHECKING:
    from tuibrief.extract.parse import Token

_PAST = frozenset({"VBD"})
_PRESENT = frozenset({"VBZ", "VBP"})
_SUBJECT = ("nsubj", "nsubjpass")
_MARKS = frozenset('"“”')
_CLIMB = 6  # links up; a longer way is a wrong parse
_SPEAKER_WORDS = 12  # between the comma before a speaker's role and the verb


def mend_links(tokens: Sequence[Token]) -> None:  # noqa: PLR0912  # a branch a shape
    """Set right what the surrounding words tell is wrong; in place, once, right after the tokens are linked."""
    for token in tokens:
        if token.tag == "NN":
            _verb_again(token)
            _demanded(token)
        if token.dep in NOUN_LINKS or token.tag == "NNPS":
            mend_noun(tokens, token)
        if token.is_root and token.pos in ("NOUN", "PROPN"):
            _verbless(tokens, token)
        if token.dep == "prep":
            mend_chain(tokens, token)
        if token.pos not in ("VERB", "AUX"):
            continue
        mend_parties(tokens, token)
        if token.dep == "conj":
            _by_tense(token)
            _beside_infinitive(token)
            _minded(token)
            mend_joined(token)
            mend_reported(token)
            if token.tag in _PAST and not token.head.child("cc"):
                _opened_clause(tokens, token)
                _participle(tokens, token)
        elif token.dep == "relcl":
            _parenthesis(token)
            _antecedent(tokens, token)
        elif token.dep == "advcl" and token.tag in _PAST:
            _opened_clause(tokens, token)
            _participle(tokens, token)
        elif token.dep == "advcl" and token.tag == "VBN":
            _reached(tokens, token)
        if token.tag == "VBG" and token.dep in ("advcl", "acl"):
            _goes_on(tokens, token)
        elif token.tag in ("VBD", "VBZ", "VBP"):
            _bare_subject(tokens, token)
            _fronted(tokens, token)
            _stated(token)
            _claimed(token)
            _asked(tokens, token)
            _closing_speaker(tokens, token)
            mend_closer(tokens, token)


def _verb_above(token: Token) -> Token | None:
    for steps, above in enumerate(token.ancestors()):
        if above.pos in ("VERB", "AUX"):
            return above
        if steps > _CLIMB:
            break
    return None


def _by_tense(verb: Token) -> None:
    """A verb joined to a relative clause of another tense goes with the main verb of its own."""
    clause = verb.head
    inner = clause.dep == "relcl" or (clause.dep == "ccomp" and clause.head.index < clause.index)
    if verb.child(*_SUBJECT) or not inner or clause.child("aux", "auxpass") or verb.child("aux", "auxpass"):
        return
    main = _verb_above(clause)
    if main is None or main.index > clause.head.index:
        return
    held = "VBD" if clause.tag == "VBN" else clause.tag
    for tense, other in ((_PAST, _PRESENT), (_PRESENT, _PAST)):
        if verb.tag in tense and main.tag in tense and held in other:
            joint = next((c for c in clause.children_of("cc") if c.index < verb.index), None)
            move(verb, main, "conj")
            if joint is not None:
                move(joint, main, "cc")
            return


def _minded(verb: Token) -> None:
    """ "denied that the ship was full and promised to pay": who denied promises, no thing does."""
    clause = verb.head
    if clause.dep != "ccomp" or verb.tag not in ("VBD", "VBZ", "VBP") or verb.lemma not in words("links", "minded"):
        return
    if verb.child(*_SUBJECT) or verb.child("aux", "auxpass") or clause.head.index > clause.index:
        return
    subject, main = clause.child(*_SUBJECT), clause.head
    thing = subject is not None and subject.pos == "NOUN" and not subject.entity and not _acts(subject)
    if thing and main.tag == verb.tag and main.pos == "VERB":
        joint = next((c for c in clause.children_of("cc") if c.index < verb.index), None)
        move(verb, main, "conj")
        if joint is not None:
            move(joint, main, "cc")


def _acts(noun: Token) -> bool:
    """Whether a common noun is one of people or bodies."""
    bodies = words("actors", "bodies", "weak_bodies", "states")
    return is_human(noun) or noun.lemma.lower() in bodies


def _verb_again(token: Token) -> None:
    """ "some wonder whether it can last", "others doubt that it will": verbs that the model takes for nouns."""
    told = token.child("ccomp")
    if told is None or not any(token.lemma in words("attribution", key) for key in ("clause.utter", "clause.view")):
        return
    joined = token.dep == "conj" and token.head.pos in ("VERB", "AUX")
    if told.index > token.index and (token.child("nsubj") or joined):
        token.pos, token.tag = "VERB", "VBP"


def _beside_infinitive(verb: Token) -> None:
    """ "ordered him to pay and barred him": no finite verb is joined to an infinitive."""
    clause = verb.head
    bare = clause.tag == "VB" and clause.dep in ("xcomp", "advcl", "acl") and clause.child("aux") is not None
    if not bare or verb.tag not in ("VBD", "VBZ") or verb.child(*_SUBJECT, "aux", "auxpass"):
        return
    main = _verb_above(clause)
    if main is not None and main.tag == verb.tag and main.index < clause.index:
        joint = next((c for c in clause.children_of("cc") if c.index < verb.index), None)
        move(verb, main, "conj")
        if joint is not None:
            move(joint, main, "cc")


def _demanded(token: Token) -> None:
    """ "demanded that the mayor resign": a verb that the model takes for the mayor's noun."""
    mark, subject = token.child("mark"), token.child("compound")
    if token.dep != "ccomp" or mark is None or subject is None or token.head.lemma not in words("links", "demands"):
        return
    if mark.lower != "that" or subject.index != token.index - 1:
        return
    token.pos, token.tag, subject.dep = "VERB", "VB", "nsubj"
    for child in token.children_of("det", "amod", "poss"):
        if child.index < subject.index:
            move(child, subject, child.dep)


def _verbless(tokens: Sequence[Token], noun: Token) -> None:
    """ "Ruiz, a builder who leads in the polls, boasted that …": what the model takes for "boasted by" is the verb."""
    for verb in noun.children_of("acl"):
        closed = verb.index > 2 and tokens[verb.index - 1].text == "," and any(c.text == "," for c in noun.children)
        if verb.tag != "VBN" or not closed or not verb.lower.endswith("ed") or verb.child("agent"):
            continue
        if not (noun.child("appos", "relcl") or noun.tag == "NNP"):
            continue
        if verb.lemma not in words("attribution", "clause.utter") or verb.child("auxpass"):
            continue
        noun.children.remove(verb)
        verb.head, verb.dep, verb.tag = verb, "ROOT", "VBD"
        for child in [c for c in noun.children if c.index > verb.index]:
            move(child, verb, "ccomp" if child.dep in ("relcl", "acl") and child.child("mark") else child.dep)
        move(noun, verb, "nsubj")
        return


def _claimed(verb: Token) -> None:
    """ "claimed without evidence that …", "said in a letter that …": what is claimed hangs on the claim."""
    if verb.lemma not in words("attribution", "clause.utter") or verb.child("ccomp", "xcomp", "dobj"):
        return
    for prep in verb.children_of("prep"):
        thing = prep.child("pobj")
        if thing is None or prep.index < verb.index or prep.lower not in words("links", "without"):
            continue
        for clause in thing.children_of("acl", "ccomp", "relcl", "advcl"):
            mark = clause.child("mark")
            if mark is not None and mark.lower == "that" and clause.child(*_SUBJECT):
                move(clause, verb, "ccomp")
                return


def _parenthesis(verb: Token) -> None:
    """ "the man who police say fired": who fired, police say."""
    subjects = verb.children_of("nsubj")
    if len(subjects) != 2 or verb.lemma not in words("links", "set_in"):
        return
    relative, sayer = subjects
    if relative.lower not in ("who", "which", "that") or not relative.index < sayer.index < verb.index:
        return
    told = next((c for c in verb.children if c.dep in ("xcomp", "ccomp") and c.index > verb.index), None)
    if told is not None and not told.child(*_SUBJECT):
        move(relative, told, "nsubjpass" if told.child("auxpass") else "nsubj")
        move(told, verb.head, "relcl")
        move(verb, told, "parataxis")


def _antecedent(tokens: Sequence[Token], clause: Token) -> None:
    """The noun that "who" or "which" stands for, where the model took the nearest."""
    noun = clause.head
    relative = next((c for c in clause.children_of(*_SUBJECT) if c.index < clause.index), None)
    if relative is None or relative.lower not in ("who", "which") or relative.index < 2:
        return
    comma = tokens[relative.index - 1].text == ","
    if relative.lower == "which":
        place = (
            comma and noun.entity in ("GPE", "LOC") and noun.dep == "pobj" and noun.head.lower in ("in", "at", "near")
        )
        above = noun.head.head if place else noun
        if place and above.pos == "NOUN" and clause.lemma in words("links", "runs"):
            move(clause, above, "relcl")
        return
    body = comma and noun.entity in ("ORG", "GPE", "FAC", "LOC") and noun.dep == "pobj"
    if is_human(noun) or noun.pos == "PRON" or (noun.text[:1].isupper() and not body):
        return
    for steps, above in enumerate(noun.ancestors()):
        if above.pos in ("VERB", "AUX") or steps > _CLIMB:
            return
        if above.pos in ("NOUN", "PROPN", "PRON") and is_human(above):
            named = above.dep == "appos" and above.head.entity == "PERSON"
            move(clause, above.head if named else above, "relcl")
            return


def _opened_clause(tokens: Sequence[Token], verb: Token) -> None:
    """ "after days of rain sent mud down": the days of rain sent it."""
    if verb.child("nsubj", "nsubjpass", "expl", "mark") or not verb.index:
        return
    for prep in verb.head.children_of("prep"):
        thing = prep.child("pobj")
        if thing is None or prep.lower not in words("links", "openers") or not prep.index < thing.index < verb.index:
            continue
        last = max(t.index for t in thing.subtree())
        if last == verb.index - 1 or (last == verb.index - 2 and tokens[last + 1].text == "," and thing.child("appos")):
            move(thing, verb, "nsubjpass" if verb.child("auxpass") else "nsubj")
            move(prep, verb, "mark")
            return


def _participle(tokens: Sequence[Token], verb: Token) -> None:
    """ "supplied ten jets converted for the task": converted jets, nobody converted."""
    before = tokens[verb.index - 1] if verb.index else verb
    regular = verb.lower.endswith("ed") and verb.dep in ("advcl", "conj")
    if not regular or verb.child(*_SUBJECT, "expl", "mark", "aux", "dobj"):
        return
    if before.pos == "NOUN" and before.dep in ("dobj", "pobj") and verb.head.index < before.index:
        move(verb, before, "acl")
        verb.tag = "VBN"


def _reached(tokens: Sequence[Token], verb: Token) -> None:
    """ "Under the deal, reached with help, Acme will pay": the deal was reached, not Acme."""
    if verb.index < 2 or tokens[verb.index - 1].text != "," or verb.child(*_SUBJECT, "mark", "aux", "auxpass", "dobj"):
        return
    noun = tokens[verb.index - 2]
    if noun.pos == "NOUN" and noun.lemma in lists("predicates", "light").get(verb.lemma, ()):
        move(verb, noun, "acl")


def _goes_on(tokens: Sequence[Token], verb: Token) -> None:
    """ "denied it had lied, calling the claim absurd": who denied calls."""
    if verb.lemma not in words("links", "goes_on") or not verb.index or tokens[verb.index - 1].text != ",":
        return
    below = verb
    for steps, above in enumerate(verb.ancestors()):
        if steps > _CLIMB:
            return
        if above.dep in ("relcl", "advcl") or above.pos == "SCONJ":
            return
        if above.dep == "ccomp" and above.head.index < above.index and above.head.index < verb.index:
            saying = above.head
            between = tokens[saying.index : verb.index]
            if saying.lemma in words("attribution", "clause.utter") and not sum(t.text in _MARKS for t in between) % 2:
                move(below if below.dep == "cc" else verb, saying, "advcl")
            return


def _asked(tokens: Sequence[Token], verb: Token) -> None:
    """ "Silva, asked about the vote, said …": Silva said."""
    if verb.lower not in words("links", "asked") or verb.index < 2 or tokens[verb.index - 1].text != ",":
        return
    subject = verb.child("nsubj")
    near = [*verb.children_of("conj"), *([verb.head] if verb.dep in ("parataxis", "ccomp", "dep", "advcl") else [])]
    saying = next((t for t in near if t.index > verb.index and t.tag == verb.tag and not t.child(*_SUBJECT)), None)
    if subject is None or saying is None or tokens[saying.index - 1].text != "," or verb.child("dobj", "ccomp"):
        return
    if max(t.index for t in subject.subtree()) > verb.index - 1:
        return
    if saying.head is verb and verb.is_root:
        verb.children.remove(saying)
        saying.head, saying.dep = saying, verb.dep
    elif saying.head is verb:
        move(saying, verb.head, verb.dep)
    move(subject, saying, "nsubj")
    move(verb, subject, "acl")
    verb.tag = "VBN"


def _bare_subject(tokens: Sequence[Token], verb: Token) -> None:
    """ "…, city records show": the noun before a finite verb is its subject, no part of its name."""
    if verb.index and not verb.child("nsubj", "nsubjpass", "csubj", "expl"):
        before = tokens[verb.index - 1]
        named = before.dep == "npadvmod" and before.entity in ("ORG", "PERSON", "GPE", "NORP")
        inner = before.dep in ("compound", "nmod") and before.pos in ("NOUN", "PROPN")
        if before.head is verb and (inner or named):
            before.dep = "nsubj"


def _fronted(tokens: Sequence[Token], verb: Token) -> None:
    """ "During talks in Rome, Premier Costa spoke": no list of Rome and Costa."""
    if verb.child("nsubj", "nsubjpass", "csubj", "expl"):
        return
    last = verb.index - 1
    while last > 0 and tokens[last].head is verb and tokens[last].dep in ("aux", "auxpass", "advmod", "neg"):
        last -= 1
    token = tokens[last]
    for _ in range(_CLIMB):
        above = token.head
        if token.dep in ("conj", "appos") and above.dep == "pobj" and above.index < token.index:
            low, high = token.subtree()[0].index, token.subtree()[-1].index
            joined = any(c.dep == "cc" and c.index < token.index for c in above.children)
            described = above.pos == "PROPN" and token.pos == "NOUN" and token.child("det") is not None
            apart = (token.entity != above.entity and token.entity not in ("GPE", "LOC")) or described
            if apart and tokens[low - 1].text == "," and high == last and not joined and _opens(tokens, above):
                move(token, verb, "nsubjpass" if verb.child("auxpass") else "nsubj")
            return
        if above is token:
            return
        token = above


def _opens(tokens: Sequence[Token], noun: Token) -> bool:
    """Whether the phrase with a preposition that a noun stands in opens its sentence."""
    while noun.dep in ("pobj", "prep", "pcomp") and not noun.is_root:
        first = noun.index
        if noun.dep == "prep" and (not first or tokens[first - 1].sentence != noun.sentence):
            return True
        noun = noun.head
    return False


def _stated(verb: Token) -> None:
    """ "contradicts her statement last month that …": what is stated hangs on the statement."""
    clause, thing = verb.child("ccomp"), verb.child("dobj")
    if clause is None or thing is None or not verb.index < thing.index < clause.index:
        return
    if verb.lemma in words("links", "takes_clauses"):
        return
    mark = clause.child("mark")
    stated = any(thing.lemma in words("attribution", key) for key in ("nouns.utter", "nouns.view"))
    if mark is not None and mark.lower == "that" and stated:
        move(clause, thing, "acl")


def _closing_speaker(tokens: Sequence[Token], verb: Token) -> None:
    """ "…, its chairman, Ana Silva, said": who is named last speaks."""
    if verb.lemma not in words("links", "speaks") or verb.child(*_SUBJECT) or verb.index < 4:
        return
    name = tokens[verb.index - 2]
    if tokens[verb.index - 1].text != "," or name.entity != "PERSON" or name.dep != "appos":
        return
    first = name.index
    while tokens[first - 1].entity == "PERSON" and not tokens[first].entity_starts and first:
        first -= 1
    told = verb.child("ccomp")
    while (
        first
        and tokens[first - 1].lower.rstrip(".") in words("names", "titles")
        and tokens[first - 1].text[:1].isupper()
    ):
        first -= 1
    between = told is None or first <= told.index < verb.index
    if between or first < 3 or tokens[first - 1].text != ",":
        return
    for at in range(first - 2, max(first - _SPEAKER_WORDS, 1), -1):
        if tokens[at].text == ",":
            role = tokens[at + 1 : first - 1]
            if any(is_human(t) or t.lower in words("names", "titles") for t in role):
                move(name, verb, "nsubj")
            return
