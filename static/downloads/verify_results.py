#!/usr/bin/env python3
"""Check the published results of a hackathon:  python3 verify_results.py BUNDLE [--log LOG]

One file, Python 3.9 or newer; NumPy only where a jury's method needs it. Written from the description of the format
(docs/bundle-format.md, `minka-results-2`) alone: it shares no line with the program that computed the results.
Every fault is printed with its place in the bundle; the exit code is 0 only when there is none.
"""

import argparse
import hashlib
import json
import math
import re
import sys
from datetime import datetime
from fractions import Fraction
from importlib.util import find_spec

DIGITS = re.compile(r"-?\d{1,12}(\.\d{1,30})?", re.ASCII)
TOP = (
    "format scope complete_sha256 event frozen_at audit rounds answers decisions prizes public_places note order awards"
)
ROUND = "number kind carry_over contest method rule judgements excluded gates coverage ranking beside by_criterion"


class Broken(Exception):
    """The bundle cannot be read any further; the faults found so far say why."""


class Check:
    """A bundle under examination and what is wrong with it."""

    def __init__(self, raw):
        self.faults, self.notes = [], []
        self.bundle = self.read(raw)

    def say(self, place, fault):
        self.faults.append((place, fault))

    def must(self, right, place, fault):
        if not right:
            self.say(place, fault)
        return bool(right)

    def stop_unless(self, right, place, fault):
        if not self.must(right, place, fault):
            raise Broken

    # -- the text and its keys ------------------------------------------------------------------------------------

    def read(self, raw):
        def once(pairs):
            if len({key for key, _ in pairs}) != len(pairs):
                raise ValueError("a key stands twice")
            return dict(pairs)

        try:
            text = raw.decode("utf-8")
            bundle = json.loads(text, object_pairs_hook=once)
        except (ValueError, RecursionError) as broken:
            self.say("file", "not a JSON text in UTF-8: %s" % broken)
            return None
        if not self.must(isinstance(bundle, dict), "file", "not an object"):
            return None
        canonical = json.dumps(bundle, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        self.must(canonical == text, "file", "not the canonical text")
        self.must(not has_fractions(bundle), "file", "a number with a fraction")
        return bundle

    def run(self):
        if self.bundle is None:
            return self.faults
        try:
            self.keys(self.bundle, TOP, "")
            self.frame()
            for number, part in enumerate(self.bundle["rounds"]):
                self.round(part, number)
            self.results()
        except Broken:
            pass
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as odd:
            self.say("file", "something has not the shape of the format: %r" % odd)
        return self.faults

    def keys(self, value, names, place):
        self.stop_unless(isinstance(value, dict), place or "file", "is not an object")
        for key in sorted(set(names.split()) ^ set(value)):
            self.say((place + "." + key).lstrip("."), "is missing" if key not in value else "is not part of the format")
        self.stop_unless(set(names.split()) <= set(value), place or "file", "keys are missing")

    def frame(self):
        bundle = self.bundle
        self.stop_unless(bundle["format"] == "minka-results-2", "format", "is not minka-results-2")
        self.stop_unless(bundle["scope"] in ("complete", "public"), "scope", "is neither complete nor public")
        public = bundle["scope"] == "public"
        self.must(public == is_hash(bundle["complete_sha256"]), "complete_sha256", "does not belong to this scope")
        self.stop_unless(instant(bundle["frozen_at"]), "frozen_at", "is not an instant with its zone")
        self.keys(bundle["audit"], "number hash", "audit")
        self.must(is_hash(bundle["audit"]["hash"]), "audit.hash", "is not a SHA-256")
        self.stop_unless(bundle["rounds"], "rounds", "is empty")

    # -- a round ---------------------------------------------------------------------------------------------------

    def round(self, part, number):
        place = "rounds[%d]" % number
        self.keys(part, ROUND, place)
        self.keys(part["contest"], "criteria entries judges method ties", place + ".contest")
        self.keys(part["method"], "name version rubric_sha256 fixed_at", place + ".method")
        self.must(part["number"] == number + 1, place + ".number", "is not %d" % (number + 1))
        self.must(part["kind"] in ("single", "first", "final"), place + ".kind", "is unknown")
        self.rule(part, place)
        for key in ("judgements", "excluded", "gates", "coverage"):
            rows = [[str(cell) for cell in row] for row in part[key]]
            self.must(rows == sorted(rows), "%s.%s" % (place, key), "rows are not sorted")
        sheets = self.sheets(part, place)
        self.left_out(part, place)
        self.covered(part, sheets, place)
        if part["carry_over"]:
            self.carried(part, number, sheets, place)
        part["_places"], part["_means"] = rank(part, sheets)
        self.ranking(part, sheets, place)

    def rule(self, part, place):
        contest, method = part["contest"], part["method"]
        self.must(method["name"] == contest["method"], place + ".method.name", "is not the method of the contest")
        self.must(method["version"] == 1, place + ".method.version", "is not known to this program")
        self.must(is_hash(method["rubric_sha256"]), place + ".method.rubric_sha256", "is not a SHA-256")
        if method["fixed_at"] is not None:
            fixed = instant(method["fixed_at"])
            self.must(
                fixed and fixed <= instant(self.bundle["frozen_at"]),
                place + ".method.fixed_at",
                "is no instant before the freezing",
            )
        rule = {key: contest[key] for key in ("criteria", "method", "ties")}
        text = json.dumps(rule, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        self.must(part["rule"] == sha256(text), place + ".rule", "is not the hash of criteria, method and ties")
        for row, criterion in enumerate(contest["criteria"]):
            right = criterion["min"] < criterion["max"] and criterion["weight"] >= 0
            self.stop_unless(right, "%s.contest.criteria[%d]" % (place, row), "has no scale or no weight")
        for key, names in (("criteria", [c["id"] for c in contest["criteria"]]), *list_of(contest)):
            self.must(len(set(names)) == len(names), "%s.contest.%s" % (place, key), "one stands twice")

    def sheets(self, part, place):
        contest = part["contest"]
        scale = {criterion["id"]: criterion for criterion in contest["criteria"]}
        sheets = {}
        for row, (judge, entry, criterion, score) in enumerate(part["judgements"]):
            here = "%s.judgements[%d]" % (place, row)
            known = judge in contest["judges"] and entry in contest["entries"] and criterion in scale
            self.stop_unless(known, here, "judge, entry or criterion is not of the contest")
            self.stop_unless(isinstance(score, str) and DIGITS.fullmatch(score), here, "is no score")
            low, high = scale[criterion]["min"], scale[criterion]["max"]
            self.stop_unless(low <= Fraction(score) <= high, here, "the score lies outside of its scale")
            sheet = sheets.setdefault((judge, entry), {})
            self.stop_unless(criterion not in sheet, here, "this cell stands twice")
            sheet[criterion] = Fraction(score)
        return sheets

    def left_out(self, part, place):
        out = {(judge, entry) for judge, entry, _ in part["excluded"]}
        for row, (judge, entry, *_) in enumerate(part["judgements"]):
            self.must((judge, entry) not in out, "%s.judgements[%d]" % (place, row), "this sheet is excluded")
        for row, (entry, _, yes, no) in enumerate(part["gates"]):
            refused = no > yes and entry in part["contest"]["entries"]
            self.must(not refused, "%s.gates[%d]" % (place, row), "did not pass, and is ranked all the same")

    def covered(self, part, sheets, place):
        listed = [row[0] for row in part["coverage"]]
        self.must(listed == sorted(part["contest"]["entries"]), place + ".coverage", "not one row for each entry")
        for row, (entry, signed, _, _) in enumerate(part["coverage"]):
            count = sum(other == entry for _, other in sheets)
            right = signed == count or (part["carry_over"] and signed < count)
            self.must(right, "%s.coverage[%d]" % (place, row), "%s signed, %d have scores" % (signed, count))

    def carried(self, part, number, sheets, place):
        for before in self.bundle["rounds"][:number]:
            same = before["method"]["rubric_sha256"] == part["method"]["rubric_sha256"]
            self.must(same, place + ".carry_over", "sheets by another rubric are carried over")
            for judge, entry in sorted({(judge, entry) for judge, entry, *_ in before["judgements"]}):
                lost = entry in part["contest"]["entries"] and (judge, entry) not in sheets
                self.must(
                    not lost, place + ".judgements", "the sheet of %s for %s is not carried over" % (judge, entry)
                )

    def ranking(self, part, sheets, place):
        said, method = part["ranking"], part["method"]["name"]
        self.same(part["by_criterion"], part["_means"], place + ".by_criterion")
        known = said["method"] == method or (method == "calibrated" and said["method"] == "mean")
        self.stop_unless(known, place + ".ranking.method", "is another method")
        if said["method"] == "mean":
            enough = method == "calibrated" and is_enough(part["_totals"])
            self.must(not enough, place + ".ranking.method", "is the plain mean, though there is enough to calibrate")
            self.same(said["ranking"], part["_places"], place + ".ranking.ranking")
            self.same(said["judges"], judges_of(part, sheets), place + ".ranking.judges")
            self.same(said["separation"], [], place + ".ranking.separation")
        else:
            self.adjusted(part, said, place + ".ranking")
        if part["beside"] is not None:
            self.must(part["beside"]["method"] == "calibrated", place + ".beside.method", "is not calibrated")
            self.adjusted(part, part["beside"], place + ".beside")

    def adjusted(self, part, said, place):
        """Scores, margins and distances of an adjusted ranking, and that its ranks follow from its scores."""
        listed = [line["entry"] for line in said["ranking"]]
        self.stop_unless(sorted(listed) == sorted(part["contest"]["entries"]), place + ".ranking", "has other entries")
        keys = [merit_of(line, part) for line in said["ranking"]]
        for row, key in enumerate(keys):
            rank = 1 + sum(other < key for other in keys)
            self.must(said["ranking"][row]["rank"] == rank, "%s.ranking[%d].rank" % (place, row), "should be %d" % rank)
        whole = len(part["_totals"]) == len({tuple(row[:2]) for row in part["judgements"]})
        make = calibrate if said["method"] == "calibrated" else least_squares
        fit = make(part["_totals"]) if whole and find_spec("numpy") else None
        if fit is None:
            self.notes.append(
                "%s: its numbers are not computed again here (sheets with gaps, too large, or NumPy is not installed)"
                % place
            )
            return
        for row, line in enumerate(said["ranking"]):
            for key, made in fit.line(line["entry"]).items():
                here, slack = "%s.ranking[%d].%s" % (place, row, key), fit.SLACK.get(key, 0.000005)
                right = (line[key] is None) == (made is None) and (
                    made is None or abs(float(line[key]) - made) <= slack
                )
                self.must(right, here, "says %s, computed %s" % (line[key], made))
        for row, pair in enumerate(said["separation"]):
            p = fit.ahead(pair["above"], pair["below"])
            right = p is None or abs(float(pair["p"]) - p) <= 0.00005
            self.must(right, "%s.separation[%d].p" % (place, row), "says %s, computed %s" % (pair["p"], p))

    # -- what follows from the rankings ----------------------------------------------------------------------------

    def results(self):
        bundle, order = self.bundle, order_of(self.bundle["rounds"])
        means = {}
        for part in bundle["rounds"]:
            for entry, by_criterion in part["_means"].items():
                means[entry] = dict(by_criterion, **means.get(entry, {}))
        for row, decision in enumerate(bundle["decisions"]):
            optional = " votes" if "votes" in decision else ""
            self.keys(decision, "kind entries prize reason" + optional, "decisions[%d]" % row)
            order = self.decided(order, decision, "decisions[%d]" % row)
            self.voted(decision, "decisions[%d].votes" % row)
        for row, prize in enumerate(bundle["prizes"]):
            self.keys(prize, "position place criterion challenge minimum name", "prizes[%d]" % row)
        self.same(bundle["order"], order, "order", 0.000002 if has_floats(bundle) else 0)
        positions = [prize["position"] for prize in bundle["prizes"]]
        self.must(len(set(positions)) == len(positions), "prizes", "a position stands twice")
        awards = [[prize["position"], self.owner(prize, order, means)] for prize in bundle["prizes"]]
        self.same(bundle["awards"], awards, "awards")
        self.names(order, {entry for _, entry in awards if entry})

    def decided(self, order, decision, place):
        kind, entries = decision["kind"], decision["entries"]
        known = {line["entry"] for line in order}
        self.must(set(entries) <= known, place, "names an entry that is not in the order")
        if kind in ("void", "grant"):
            positions = [prize["position"] for prize in self.bundle["prizes"]]
            self.must(decision["prize"] in positions, place + ".prize", "there is no such prize")
        if kind not in ("tie", "departure"):
            self.must(kind in ("void", "grant", "mention"), place + ".kind", "is unknown")
            return order
        ranks = sorted(line["rank"] for line in order if line["entry"] in entries)
        if not self.must(ranks, place, "is about nobody"):
            return order
        block = [line["entry"] for line in order if ranks[0] <= line["rank"] <= ranks[-1]]
        right = sorted(block) == sorted(entries) and len(block) > 1
        right = right and (kind == "departure" or ranks[0] == ranks[-1])
        if not self.must(right, place, "is not about a tie, or not about neighbours"):
            return order
        for pair in separation_of(self.bundle["rounds"][-1]) if kind == "departure" else ():
            inside = (
                abs(block.index(pair["above"]) - block.index(pair["below"])) == 1
                if {pair["above"], pair["below"]} <= set(block)
                else False
            )
            self.must(not inside or float(pair["p"]) < 0.8, place, "the scores tell these entries apart")
        ranks = {entry: ranks[0] + step for step, entry in enumerate(entries)}
        moved = [dict(line, rank=ranks.get(line["entry"], line["rank"])) for line in order]
        return sorted(moved, key=lambda line: (line["rank"], line["entry"]))

    def voted(self, decision, place):
        votes = decision.get("votes", [])
        if "votes" not in decision:
            return
        right = decision["kind"] in ("tie", "departure") and isinstance(votes, list)
        right = right and len(votes) == len(decision["entries"]) and all(type(one) is int and one >= 0 for one in votes)
        jury = {judge for part in self.bundle["rounds"] for judge in part["contest"]["judges"]}
        if self.must(right and sum(votes) <= len(jury), place, "is not a count of this jury's votes"):
            self.must(votes == sorted(votes, reverse=True), place, "the order given is not that of the votes")

    def owner(self, prize, order, means):
        decisions = self.bundle["decisions"]
        if any(one["kind"] == "void" and one["prize"] == prize["position"] for one in decisions):
            return None
        if not (prize["place"] or prize["criterion"] or prize["challenge"]):
            granted = [
                one["entries"][0] for one in decisions if one["kind"] == "grant" and one["prize"] == prize["position"]
            ]
            return granted[-1] if granted else None
        good = [line for line in order if line["score"] is not None and Fraction(line["score"]) >= prize["minimum"]]
        if prize["place"]:
            good = [line for line in good if line["rank"] == prize["place"]]
        elif prize["challenge"]:
            good = [line for line in good if prize["challenge"] in self.bundle["answers"].get(line["entry"], ())]
        else:
            good = [line for line in good if prize["criterion"] in means[line["entry"]]]
            good.sort(key=lambda line: (-Fraction(means[line["entry"]][prize["criterion"]]), line["rank"]))
        return good[0]["entry"] if good else None

    def names(self, order, awarded):
        bundle = self.bundle
        named = set(awarded).union(*(one["entries"] for one in bundle["decisions"] if one["kind"] == "mention"))
        for line in order:
            limit = bundle["public_places"]
            if limit is None or (line["score"] is not None and line["rank"] <= limit):
                named.add(line["entry"])
        everybody = {line["entry"] for line in order}
        everybody |= {row[0] for part in bundle["rounds"] for row in part["gates"] + part["coverage"]}
        for entry in sorted(everybody):
            should = bundle["scope"] == "public" and entry not in named
            self.must(entry.startswith("~") == should, "order", "%s has the wrong kind of name" % entry)

    def same(self, said, made, place, slack=0):
        if isinstance(made, dict) and isinstance(said, dict):
            if not place.endswith("]") and not self.must(set(said) == set(made), place, "has other keys"):
                return
            for key in made:
                self.same(said.get(key), made[key], "%s.%s" % (place, key), slack)
        elif isinstance(made, list) and isinstance(said, list) and len(made) == len(said):
            for row, pair in enumerate(zip(said, made)):
                self.same(*pair, "%s[%d]" % (place, row), slack)
        elif said != made and not near(said, made, slack):
            self.say(place, "says %.70s, computed %.70s" % (json.dumps(said), json.dumps(made)))


def rank(part, sheets):
    """The lines of a ranking by the plain mean, and the means by criterion."""
    contest = part["contest"]
    criteria = contest["criteria"]
    whole = {seat: sheet for seat, sheet in sheets.items() if all(c["id"] in sheet for c in criteria)}
    part["_totals"] = {seat: total(sheet, criteria) for seat, sheet in whole.items()}
    exact, lines = {}, []
    for entry in contest["entries"]:
        mine = [seat for seat in whole if seat[1] == entry]
        exact[entry] = {c["id"]: mean([whole[seat][c["id"]] for seat in mine]) for c in criteria} if mine else {}
        score = mean([part["_totals"][seat] for seat in mine]) if mine else None
        key = (0, -score, *(-exact[entry][tie] for tie in contest["ties"])) if mine else (1,)
        lines.append((key, entry, score, len(mine)))
    lines.sort(key=lambda line: line[:2])
    keys = [line[0] for line in lines]
    places = [
        {"entry": entry, "rank": keys.index(key) + 1, "score": six(score), "raw_mean": six(score), "judgements": count,
         "low": None, "high": None, "p_first": None}
        for key, entry, score, count in lines
    ]  # fmt: skip
    means = {entry: {key: six(value) for key, value in found.items()} for entry, found in exact.items()}
    return places, means


def merit_of(line, part):
    """What orders a line of an adjusted ranking: its score as it is written, then the criteria that break ties."""
    if line["score"] is None:
        return (1,)
    means = part["_means"][line["entry"]]
    return (0, -Fraction(line["score"]), *(-Fraction(means[tie]) for tie in part["contest"]["ties"]))


class Fit:
    """Scores by entry, and how they vary together: `spread` is the covariance of the entries, in points squared."""

    SLACK = {"p_first": 0.03}  # from random draws, here others

    def __init__(self, entries, scores, spread):
        self.place = {entry: number for number, entry in enumerate(entries)}
        self.scores, self.spread = scores, spread
        self.first = None if spread is None else self.chances()

    def chances(self):
        import numpy as np

        root = np.linalg.cholesky(self.spread + 1e-12 * np.eye(len(self.scores)))
        drawn = self.scores + np.random.default_rng(1).standard_normal((40_000, len(self.scores))) @ root.T
        return np.bincount(drawn.argmax(axis=1), minlength=len(self.scores)) / 40_000

    def line(self, entry):
        """What a line must say of this entry; only what this program computes."""
        if entry not in self.place:
            return {"score": None}
        number = self.place[entry]
        score = float(self.scores[number])
        if self.spread is None:
            return {"score": score}
        field = self.spread.mean(axis=1)
        margin = 1.6448536269514722 * max(self.spread[number, number] - 2 * field[number] + field.mean(), 0) ** 0.5
        low, high = max(score - margin, min(0, score)), min(score + margin, max(100, score))
        return {"score": score, "low": low, "high": high, "p_first": float(self.first[number])}

    def ahead(self, above, below):
        """How likely one entry is better than another."""
        if self.spread is None:
            return None
        one, other = self.place[above], self.place[below]
        spread = self.spread
        variance = spread[one, one] + spread[other, other] - 2 * spread[one, other]
        distance = float(self.scores[one] - self.scores[other])
        return 0.5 if abs(distance) < 5e-7 else 0.5 * (1 + math.erf(distance / math.sqrt(2 * variance)))


def design(totals):
    """Entries, judges, the matrix of level, entries and judges, and the totals in standard units."""
    import numpy as np

    entries, judges = (sorted({seat[part] for seat in totals}) for part in (1, 0))
    seats = sorted(totals, key=lambda seat: (seat[1], seat[0]))
    matrix = np.zeros((len(seats), 1 + len(entries) + len(judges)))
    matrix[:, 0] = 1
    for row, (judge, entry) in enumerate(seats):
        matrix[row, 1 + entries.index(entry)] = matrix[row, 1 + len(entries) + judges.index(judge)] = 1
    points = np.array([float(totals[seat]) for seat in seats])
    return entries, judges, matrix, points


def is_enough(totals):
    """Whether a jury gave enough to calibrate by."""
    judges, entries = ({seat[part] for seat in totals} for part in (0, 1))
    return len(judges) >= 3 and len(totals) >= 12 and len(totals) > len(entries) and len(set(totals.values())) > 1


def calibrate(totals):
    """The robust mixed model by plain EM on the whole system; None where there is too little, or too much, for it."""
    if not is_enough(totals) or len({judge for judge, _ in totals}) > 500 or len(totals) > 20_000:
        return None
    import numpy as np

    entries, judges, design_, points = design(totals)
    middle, scale = points.mean(), points.std()
    given, many, few = (points - middle) / scale, len(entries), len(judges)
    mine, theirs = slice(1, 1 + many), slice(1 + many, None)
    judge_of = design_[:, theirs].argmax(axis=1)
    weight, noise, pool, of_entries, of_judges = np.ones(len(given)), np.full(few, 0.4), 0.4, 0.5, 0.2
    before = np.zeros(many)
    for _ in range(20_000):
        held = np.concatenate([[0], np.full(many, 1 / of_entries), np.full(few, 1 / of_judges)])
        precision = weight / noise[judge_of]
        inverse = np.linalg.inv((design_.T * precision) @ design_ + np.diag(held))
        found = inverse @ (design_.T @ (precision * given))
        if np.abs(found[mine] - before).max() < 1e-11:
            break
        before = found[mine]
        squares = (given - design_ @ found) ** 2 + ((design_ @ inverse) * design_).sum(axis=1)
        own = np.diag(inverse)
        of_entries = population(found[mine], own[mine].sum(), of_entries, 1e-3)
        of_judges = population(found[theirs], own[theirs].sum(), of_judges, 1e-5)
        weight = 9 / (8 + squares / noise[judge_of])
        noise = (8 * pool + np.bincount(judge_of, weight * squares) / 2) / (8 + np.bincount(judge_of) / 2)
        pool = max(1 / (1 / noise).mean() / weight.mean(), 1e-4)
        noise = noise / weight.mean()
    wide = scale**2 * (11 / 9) * (few + 1) / (few - 1)
    return Fit(entries, middle + scale * (found[0] + found[mine]), wide * inverse[mine, mine])


def population(values, unsure, before, least):
    """The variance of the normal population from which these values come."""
    return max(float(values @ values) / max(len(values) - unsure / before, 1e-9), least)


def least_squares(totals):
    """Entry plus judge by least squares, severities summing to zero. Its margins are not computed again here."""
    import numpy as np

    entries, judges, design_, points = design(totals)
    both = np.vstack([design_[:, 1:], np.concatenate([np.zeros(len(entries)), np.ones(len(judges))])])
    found = np.linalg.lstsq(both, np.append(points, 0), rcond=None)[0]
    return Fit(entries, found[: len(entries)], None)


def separation_of(part):
    return (part["beside"] or part["ranking"])["separation"]


def judges_of(part, sheets):
    lines = []
    for judge in part["contest"]["judges"]:
        given = [points for (who, _), points in part["_totals"].items() if who == judge]
        lines.append({"judge": judge, "judgements": len(given), "mean": six(mean(given)) if given else None})
    return lines


def order_of(rounds):
    """The last round, and behind it whoever was only in the rounds before."""
    order = []
    for part in reversed(rounds):
        placed = {line["entry"] for line in order}
        lines = part["_places"] if part["ranking"]["method"] == "mean" else part["ranking"]["ranking"]
        rest = [line for line in lines if line["entry"] not in placed]
        for line in rest:
            rank = len(placed) + 1 + sum(other["rank"] < line["rank"] for other in rest)
            order.append({"entry": line["entry"], "rank": rank, "score": line["score"], "round": part["number"]})
    return sorted(order, key=lambda line: (line["rank"], line["entry"]))


def total(sheet, criteria):
    earned = sum(c["weight"] * (sheet[c["id"]] - c["min"]) / Fraction(c["max"] - c["min"]) for c in criteria)
    return 100 * earned / sum(c["weight"] for c in criteria)


def mean(numbers):
    return sum(numbers, Fraction(0)) / len(numbers)


def six(number):
    """Six decimals, half away from zero."""
    if number is None:
        return None
    units = int(abs(number) * 10**6 + Fraction(1, 2))
    return "%s%d.%06d" % ("-" if number < 0 and units else "", units // 10**6, units % 10**6)


def near(said, made, slack):
    texts = isinstance(said, str) and isinstance(made, str) and DIGITS.fullmatch(said) and DIGITS.fullmatch(made)
    return bool(slack and texts and abs(Fraction(said) - Fraction(made)) <= Fraction(slack))


def list_of(contest):
    return [(key, contest[key]) for key in ("entries", "judges", "ties")]


def has_fractions(value):
    if isinstance(value, dict):
        value = list(value.values())
    return any(map(has_fractions, value)) if isinstance(value, list) else isinstance(value, float)


def has_floats(bundle):
    return any(part["method"]["name"] != "mean" for part in bundle["rounds"])


def is_hash(value):
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value) is not None


def instant(text):
    """An instant with its zone, or None."""
    try:
        found = datetime.fromisoformat(text)
    except (ValueError, TypeError):
        return None
    return found if found.tzinfo else None


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def log_faults(lines, head):
    """Whether the entries form a chain that leads to the end which the bundle names."""
    previous, number = "0" * 64, 0
    for number, line in enumerate(lines, start=1):
        place = "log[%d]" % (number - 1)
        try:
            entry = json.loads(line)
            said = entry.pop("hash")
        except (ValueError, KeyError, AttributeError):
            return [(place, "is not an entry of an audit log")]
        text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if (entry.get("number"), entry.get("previous"), sha256(text)) != (number, previous, said):
            return [(place, "does not fit the chain")]
        previous = said
        if number == head["number"]:
            return [] if said == head["hash"] else [(place, "is not the end that the bundle names")]
    return [("log[%d]" % number, "the log ends before entry %s, which the bundle names" % head["number"])]


def main():
    asked = argparse.ArgumentParser(description="Check the published results of a hackathon.")
    asked.add_argument("bundle", help="the file of the bundle")
    asked.add_argument("--log", help="an exported audit log")
    names = asked.parse_args()
    with open(names.bundle, "rb") as file:
        raw = file.read()
    check = Check(raw)
    faults = check.run()
    if names.log and not faults:
        with open(names.log, encoding="utf-8") as log:
            faults += log_faults(log, check.bundle["audit"])
    print("SHA-256 " + hashlib.sha256(raw).hexdigest())
    for note in check.notes:
        print(note)
    for place, fault in faults:
        print("%s: %s" % (place, fault))
    print(
        "The bundle does not agree with itself."
        if faults
        else "The bundle agrees with itself: rankings, order, prizes."
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
