"""Minutes and errata on paper: the labels beside what they say, in their own language. Decides nothing of what they say."""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from hackathon import files
from hackathon.documents import Part, Record, qr_of, record_pdf
from hackathon.results.minutes_actions import Printed
from hackathon.results.minutes_content import Seal, hash_of
from hackathon.results.sheet_paper import on_paper_text, sheets_part
from hackathon.show import dotted, in_language, local_time, money, number, points

Said = Mapping[str, Any]


def minutes_pdf(content: str, *, is_draft: bool = False) -> bytes:
    """The PDF of a canonical text; the same text gives the same bytes."""
    said = json.loads(content)
    with in_language(said["language"]):
        record = _record(said, hash_of(content), is_draft=is_draft)
    return record_pdf(record, at=datetime.fromisoformat(said["issued_at"]))


def printed(seal: Seal, content: str) -> Printed:
    """The paper made of this text, its PDF kept under its hash: what can be issued if nothing moves meanwhile."""
    return Printed(seal, content, files.keep(io.BytesIO(minutes_pdf(content))).sha256)


def paper_title(kind: str, count: int) -> str:
    """The name of a paper: “Acta de evaluación N.º 1”."""
    if kind == "erratum":
        return _("Erratum no. %(number)s", number=count)
    return _("Evaluation minutes no. %(number)s", number=count)


def _record(said: Said, sha256: str, *, is_draft: bool) -> Record:
    address = f"{current_app.config['PUBLIC_URL']}/verify/{said['code']}"
    is_erratum = said["kind"] == "erratum"
    return Record(
        title=paper_title(said["kind"], said["number"]),
        organization=said["event"]["organization"],
        language=said["language"],
        lead=said["event"]["name"],
        foot=dotted([said["event"]["name"], "" if is_draft else said["code"]]),
        parts=list(_erratum_parts(said) if is_erratum else _parts(said)),
        signatories=[] if is_erratum else [{"name": name, "office": office} for name, office in said["attendants"]],
        annexes=[] if is_erratum else [_annex(said, part) for part in said["rounds"]],
        draft=_("DRAFT") if is_draft else "",
        qr=qr_of(address),
        qr_said=_("QR code of the address that checks this paper"),
        proof=_proof(said, sha256, address),
    )


def _proof(said: Said, sha256: str, address: str) -> list[tuple[str, str]]:
    log = said["audit"]
    return [
        (_("Check this paper at"), address),
        (_("SHA-256 of what it says"), sha256),
        *([(_("SHA-256 of the frozen order of merit"), said["order"]["sha256"])] if "order" in said else []),
        (_("The audit log stood at entry %(number)s, with the hash", number=number(log["number"])), log["hash"]),
        (_("Issued at"), local_time(said["issued_at"], said["event"]["timezone"], "full")),
    ]


def _parts(said: Said) -> Iterator[Part]:
    yield _session(said)
    yield _jury(said)
    yield _received(said)
    for part in said["rounds"]:
        yield _criteria(said, part)
        yield _recusals(said, part)
    yield _ranking(said)
    yield _decisions(said)
    yield _prizes(said)
    yield _grounds(said)
    yield from _free_texts(said)


def _session(said: Said) -> Part:
    lines = [
        (_("Event"), said["event"]["name"]),
        (_("Place of the session"), said["place"]),
        (_("Session opened"), _hour(said["opened"])),
        (_("Session closed"), _hour(said["closed"])),
        (_("Legal base"), said["legal_base"]),
    ]
    rules = said["rules"]
    if rules:
        when = local_time(rules["published_at"], said["event"]["timezone"], "date")
        lines.append((_("Rules"), _("Version %(number)s, published on %(when)s", number=rules["number"], when=when)))
    return Part(_("Session"), lines=lines)


def _hour(wall: str) -> str:
    return datetime.fromisoformat(wall).strftime("%d/%m/%Y %H:%M") if wall else "–"


def _jury(said: Said) -> Part:
    jury = said["jury"]
    counts = [
        ngettext("The jury has %(num)s member.", "The jury has %(num)s members.", jury["members"]),
        ngettext("%(num)s of them signed score sheets.", "%(num)s of them signed score sheets.", jury["signed"]),
        ngettext(
            "The quorum is %(num)s signed sheet for each project.",
            "The quorum is %(num)s signed sheets for each project.",
            jury["quorum"],
        ),
    ]
    if number := jury.get("on_paper"):
        counts.append(on_paper_text(number))
    head = [_("Name"), _("In what capacity")]
    rows = [[name, office] for name, office in said["attendants"]]
    return Part(_("Who attended, and quorum"), [" ".join(counts)], head, rows, 2, 10, widths=[1, 1])


def _received(said: Said) -> Part:
    judged = len(said["ranking"])
    notes = [
        ngettext("%(num)s project was received.", "%(num)s projects were received.", said["received"]),
        ngettext("%(num)s was eligible and was judged.", "%(num)s were eligible and were judged.", judged),
    ]
    if not said["excluded"]:
        notes.append(_("None was left out."))
    head = [_("Left out"), _("Team"), _("Reason")]
    return Part(_("Projects"), [" ".join(notes)], head, said["excluded"], 3, 9.5, widths=[2, 1.4, 2.6])


def _of_round(said: Said, part: Said, title: str) -> str:
    """A title, and of which round it is where there are several."""
    return title if len(said["rounds"]) == 1 else _("%(title)s, round %(number)s", title=title, number=part["number"])


def _criteria(said: Said, part: Said) -> Part:
    methods = {
        "mean": _("the mean of the weighted totals of the signed sheets"),
        "calibrated": _("the calibrated ranking, which takes each juror's severity into account"),
        "least_squares": _("least squares, which takes each juror's severity into account"),
    }
    notes = [
        _(
            "Each sheet gives a weighted total over 100. Method that counts: %(method)s.",
            method=methods[part["method"]],
        ),
        _("Ties are parted by the declared criteria, in this order: %(names)s.", names=", ".join(part["ties"]))
        if part["ties"]
        else _("No criterion was declared to part ties."),
    ]
    rows = [[line["name"], f"{line['low']} – {line['high']}", line["weight"]] for line in part["criteria"]]
    head = [_("Criterion"), _("Scale"), _("Weight")]
    return Part(_of_round(said, part, _("Criteria and weights")), notes, head, rows, 1, 10, widths=[4, 1, 1])


def _recusals(said: Said, part: Said) -> Part:
    notes = (
        [_("A juror who stepped aside did not score that project. The cause is in the file of the event.")]
        if part["recused"]
        else [_("Nobody stepped aside.")]
    )
    rows = [[title, number(count)] for title, count in part["recused"]]
    head = [_("Project"), _("Jurors")]
    return Part(_of_round(said, part, _("Recusals")), notes, head, rows, 1, 9.5, widths=[5, 1])


def _ranking(said: Said) -> Part:
    notes = [_("Note of the organisers: %(note)s", note=said["note"])] if said["note"] else []
    if not all(team for _rank, _title, team, _score in said["ranking"]):
        notes.append(_("By the rules, projects below the public places appear under a pseudonym that was drawn."))
    rows = [[str(rank), title, team, points(score and Fraction(score))] for rank, title, team, score in said["ranking"]]
    head = [_("Place"), _("Project"), _("Team"), _("Points over 100")]
    return Part(_("Results and order of merit"), notes, head, rows, 3, 10, widths=[0.7, 3, 2, 1])


def _decisions(said: Said) -> Part:
    words = {
        "tie": _("A tie was parted: %(order)s. Reason: %(reason)s"),
        "departure": _("The jury departed from the computed order: %(order)s. Reason: %(reason)s"),
        "void": _("The jury gave “%(prize)s” to nobody. Reason: %(reason)s"),
        "grant": _("The jury gave “%(prize)s”: %(order)s. Reason: %(reason)s"),
    }
    notes = []
    for kind, titles, prize, reason, *votes in said["decisions"]:
        order = " · ".join(f"{place}. {title}" for place, title in enumerate(titles, 1))
        if kind in words:
            notes.append(words[kind] % {"order": order, "prize": prize, "reason": reason})
        notes += [_("Votes of the jurors, in this order: %(counts)s", counts=dotted(map(str, v))) for v in votes if v]
    notes += [_("Still equal, and shown so: %(titles)s.", titles=" · ".join(titles)) for titles in said["ties"]]
    return Part(_("Ties and decisions of the jury"), notes or [_("No tie was left to a vote.")])


def _prizes(said: Said) -> Part:
    rows = []
    for prize in said["prizes"]:
        given = dotted([_money(prize["amount"]), prize["given"]])
        void = _("Void: no project reached %(minimum)s points.", minimum=prize["minimum"])
        if prize.get("void") == "decided":
            void = _("Void: the jury gave it to nobody.")
        rows.append([prize["name"], *(prize["project"] or [void, ""]), given])
    head = [_("Prize"), _("Project"), _("Team"), _("What is given")]
    return Part(_("Prizes"), [], head, rows, 4, 9.5, widths=[2, 2.6, 1.8, 1.6])


def _money(amount: str) -> str:
    return money(Decimal(amount)) if amount else ""


def _grounds(said: Said) -> Part:
    lines = [(dotted([one["name"], one["project"][0]]), one["ground"]) for one in said["prizes"] if one["project"]]
    return Part(_("Why each winner won"), [] if lines else [_("No prize was given.")], lines=lines)


def _free_texts(said: Said) -> Iterator[Part]:
    mentioned = [
        dotted([*titles, reason]) for kind, titles, _prize, reason, *_votes in said["decisions"] if kind == "mention"
    ]
    texts = {
        _("Honourable mentions"): [*mentioned, *said["mentions"].splitlines()],
        _("Dissent"): said["dissent"].splitlines(),
        _("Observations"): said["observations"].splitlines(),
    }
    for title, lines in texts.items():
        yield Part(title, lines or [_("None.")])


def _annex(said: Said, part: Said) -> Part:
    table = sheets_part([(line["key"], line["name"]) for line in part["criteria"]], part["sheets"])
    return replace(table, title=_of_round(said, part, _("Annex: every score sheet that counts")))


def _erratum_parts(said: Said) -> Iterator[Part]:
    corrected = said["corrects"]
    lines = [
        (_("Corrects"), paper_title("minutes", corrected["number"])),
        (_("Code of that paper"), corrected["code"]),
        (_("SHA-256 of what it says"), corrected["sha256"]),
    ]
    yield Part(_("Which paper"), [_("The corrected paper stays as it was issued.")], lines=lines)
    yield Part(_("What it says"), said["says"].splitlines())
    yield Part(_("What it should say"), said["should_say"].splitlines())
    yield Part(_("Reason"), said["reason"].splitlines())
