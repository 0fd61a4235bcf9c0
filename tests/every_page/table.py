"""The table: every page, who looks at it and when. A route without a line fails test_table.py."""

from tests.every_page import acts
from tests.every_page.lines import (
    ADMINISTRATOR,
    ALONE,
    CAPTAIN,
    CHAIR,
    FOUNDER,
    HACKING,
    JUROR,
    MEMBER,
    NOBODY,
    ORGANISER,
    PHASES,
    PUBLISHED,
    REGISTRATION,
    SCORING,
    STRANGER,
    SUBMITTER,
    Line,
    refused,
    seen,
)

HERE = "/events/{event}"
MANAGE = f"{HERE}/manage"
ME = f"{HERE}/me"
DELIBERATION = f"{HERE}/jury/deliberation"
LINK = f"{MANAGE}/challenges/R2/datasets/{{dataset}}"

IN_EVERY_PHASE = [
    line
    for phase in PHASES
    for line in [
        *seen(phase, NOBODY, HERE),
        *seen(phase, ALONE, ME),
        *seen(phase, CAPTAIN, ME),
        *seen(phase, ORGANISER, MANAGE, f"{MANAGE}/jury", f"{MANAGE}/projects"),
    ]
]
PUBLIC = [
    *seen(HACKING, NOBODY, "/", "/datasets", "/datasets?q=sangre", "/datasets?q=nada+de+esto", "/datasets/{dataset}"),
    *seen(HACKING, NOBODY, "/portals", "/portals/{portal}", "/portals/{portal}/harvests/{run}"),
    *seen(HACKING, NOBODY, "/privacy", "/accessibility"),
    *seen(HACKING, NOBODY, "/datasets/{dataset}/{file}"),
    *seen(HACKING, NOBODY, "/datasets/requests", "/datasets/requests?state=declined", "/datasets/requests/{request}"),
    *seen(HACKING, NOBODY, "/datasets/demand", "/portals/{portal}/reuses"),
    *seen(PUBLISHED, NOBODY, "/datasets/demand", "/datasets/requests", "/portals/{portal}/reuses"),
    *seen(HACKING, NOBODY, "/login", "/signup", "/reset", "/reset/sent", "/reset/{reset_token}", "/verify/{receipt}"),
    *seen(
        HACKING,
        NOBODY,
        f"{HERE}/challenges",
        f"{HERE}/challenges/R2",
        f"{HERE}/data/1",
        f"{HERE}/schedule",
        f"{HERE}/rules",
    ),
    *seen(HACKING, NOBODY, f"{HERE}/rubric", f"{HERE}/rubric/1", f"{HERE}/teams", f"{HERE}/projects"),
    *seen(REGISTRATION, NOBODY, "/", f"{HERE}/challenges", f"{HERE}/teams", f"{HERE}/projects"),
    *seen(REGISTRATION, NOBODY, "/invitations/{invitation_token}", "/invitations/{invitation_token}/declination"),
    *seen(SCORING, NOBODY, f"{HERE}/projects", f"{HERE}/projects/totora-data", f"{HERE}/projects/ruta-norte"),
    *seen(SCORING, NOBODY, "/verify/{receipt}"),
    *seen(PUBLISHED, NOBODY, "/", f"{HERE}/results", f"{HERE}/projects", f"{HERE}/projects/totora-data"),
    *seen(PUBLISHED, NOBODY, f"{HERE}/minutes", f"{HERE}/minutes/1", "/verify", "/verify/{certificate}"),
    *seen(PUBLISHED, CAPTAIN, "/account/papers"),
    *seen(PUBLISHED, NOBODY, "/events/hackathonlibertad-2015", "/events/hackathonlibertad-2015/results"),
]
TAKING_PART = [
    *seen(
        REGISTRATION,
        STRANGER,
        f"{HERE}/register/team",
        f"{HERE}/register/rules",
        "/account",
        "/confirm/{confirm_token}",
    ),
    Line(REGISTRATION, STRANGER, f"{HERE}/register/check", act=acts.choose_a_team_and_agree),
    *seen(REGISTRATION, ALONE, f"{ME}/consents", f"{ME}/withdraw", f"{ME}/team", f"{ME}/team/choose"),
    *seen(REGISTRATION, CAPTAIN, f"{ME}/team", f"{ME}/team/name", f"{ME}/team/code", f"{ME}/team/captain"),
    *seen(REGISTRATION, FOUNDER, f"{ME}/team", f"{ME}/team/dissolve"),
    *seen(REGISTRATION, CAPTAIN, f"{ME}/project"),
    *seen(REGISTRATION, MEMBER, f"{ME}/team/leave"),
    *seen(HACKING, CAPTAIN, f"{ME}/project", f"{ME}/project/submit", f"{ME}/project/versions"),
    *seen(HACKING, CAPTAIN, f"{ME}/project/versions/2", f"{ME}/project?q=agua"),
    *seen(HACKING, MEMBER, ME, f"{ME}/team", f"{ME}/project"),
    *seen(HACKING, SUBMITTER, f"{ME}/project", f"{ME}/project/take-back", f"{ME}/project/receipts/{{receipt}}"),
    *seen(SCORING, CAPTAIN, f"{ME}/project", f"{ME}/team", f"{ME}/project/receipts/{{own_receipt}}"),
    *seen(HACKING, CAPTAIN, "/datasets/requests/new", "/datasets/requests/new?dataset={dataset}"),
    *seen(HACKING, CAPTAIN, "/datasets/requests/{request}", "/datasets/requests/new?dataset={dataset}&fault=yes"),
    *seen(HACKING, ALONE, "/datasets/requests/{own_request}", "/datasets/requests/{own_request}/edit"),
    *seen(HACKING, ALONE, "/datasets/requests/{own_request}/removal"),
    *seen(HACKING, CAPTAIN, "/account", "/account/password", "/logout"),
]
JUDGING = [
    *seen(HACKING, JUROR, f"{HERE}/jury"),
    *seen(
        SCORING,
        JUROR,
        f"{HERE}/jury",
        f"{HERE}/jury/{{untouched}}",
        f"{HERE}/jury/{{begun}}",
        f"{HERE}/jury/{{signed}}",
    ),
    *seen(SCORING, JUROR, f"{HERE}/jury/{{untouched}}/recusal", f"{HERE}/jury/sign", f"{HERE}/jury/offline"),
    *seen(SCORING, JUROR, f"{HERE}/jury/profile"),
    *seen(PUBLISHED, CHAIR, f"{HERE}/jury", DELIBERATION, f"{DELIBERATION}/order/{{candidate}}"),
    *seen(PUBLISHED, CHAIR, f"{DELIBERATION}/prizes/1", f"{DELIBERATION}/decisions/{{decision}}"),
    *seen(PUBLISHED, JUROR, DELIBERATION),
    *seen(PUBLISHED, ORGANISER, DELIBERATION),
    *seen(SCORING, CHAIR, f"{MANAGE}/rounds/1", f"{MANAGE}/rounds/seats/{{signed}}/reopening"),
]
PREPARING = [
    *seen(REGISTRATION, ORGANISER, "/", f"{MANAGE}/settings", f"{MANAGE}/rules", f"{MANAGE}/people"),
    *seen(REGISTRATION, ORGANISER, f"{MANAGE}/people/{{role}}", f"{MANAGE}/agenda", f"{MANAGE}/agenda/{{hour}}"),
    *seen(REGISTRATION, ORGANISER, f"{MANAGE}/timetable", f"{MANAGE}/timetable/move", f"{MANAGE}/rubric"),
    *seen(REGISTRATION, ORGANISER, f"{MANAGE}/rubric/1", f"{MANAGE}/rubric/1/templates"),
    *seen(REGISTRATION, ORGANISER, f"{MANAGE}/rubric/1/templates/govhack", f"{MANAGE}/rubric/1/templates/eu-datathon"),
    *seen(SCORING, ORGANISER, f"{MANAGE}/rubric/1/templates/devpost"),
    *seen(REGISTRATION, ORGANISER, f"{MANAGE}/challenges", f"{MANAGE}/challenges/new", f"{MANAGE}/challenges/R2"),
    *seen(REGISTRATION, ORGANISER, f"{MANAGE}/challenges/R2/datasets", LINK, f"{MANAGE}/challenges/R7/removal"),
    *seen(REGISTRATION, ORGANISER, f"{MANAGE}/challenges/R2/datasets/{{unlinked}}/offer", f"{MANAGE}/datasets"),
    *seen(
        REGISTRATION, ORGANISER, f"{MANAGE}/portals", f"{MANAGE}/portals/new", f"{MANAGE}/portals/{{portal}}/removal"
    ),
    *seen(REGISTRATION, ORGANISER, f"{MANAGE}/jury/{{invitation}}/revocation", f"{MANAGE}/registrations"),
    *seen(REGISTRATION, ORGANISER, f"{MANAGE}/teams", f"{MANAGE}/prizes", f"{MANAGE}/prizes/1", "/events/new"),
    *seen(HACKING, ORGANISER, f"{MANAGE}/rounds", f"{MANAGE}/rounds?minutes=9&time=60"),
    *seen(HACKING, ORGANISER, f"{MANAGE}/rounds/jurors/{{juror}}", f"{MANAGE}/rounds/jurors/{{juror}}/leaving"),
    *seen(SCORING, ORGANISER, f"{MANAGE}/rounds", f"{MANAGE}/rounds/1", f"{MANAGE}/rounds/1/repair"),
    *seen(SCORING, ORGANISER, f"{MANAGE}/rounds/1/closing", f"{MANAGE}/rounds/1/timetable"),
    *seen(SCORING, ORGANISER, f"{MANAGE}/rounds/jurors/{{juror}}/exclusion"),
    *seen(SCORING, ORGANISER, f"{MANAGE}/rounds/seats/{{signed}}/exclusion", f"{MANAGE}/rounds/papers"),
    *seen(SCORING, ORGANISER, f"{MANAGE}/rounds/papers/{{untouched}}", f"{MANAGE}/rounds/papers/{{signed}}"),
    *seen(SCORING, ORGANISER, f"{MANAGE}/results", f"{MANAGE}/rubric", f"{MANAGE}/registrations", f"{MANAGE}/teams"),
    *seen(PUBLISHED, ORGANISER, f"{MANAGE}/results", f"{MANAGE}/prizes", f"{MANAGE}/prizes/1"),
    *seen(PUBLISHED, ORGANISER, f"{MANAGE}/minutes", f"{MANAGE}/minutes/issue", f"{MANAGE}/minutes/1/erratum"),
    *seen(PUBLISHED, ORGANISER, f"{MANAGE}/certificates", f"{MANAGE}/certificates/{{certificate}}"),
    *seen(PUBLISHED, ORGANISER, f"{MANAGE}/certificates/issued"),
    *seen(SCORING, ORGANISER, f"{MANAGE}/minutes", f"{MANAGE}/certificates", f"{MANAGE}/certificates/issued"),
    *seen(PUBLISHED, ORGANISER, f"{MANAGE}/minutes/1/erratum/issue"),
    *seen(PUBLISHED, ORGANISER, f"{MANAGE}/results/winners", f"{MANAGE}/results/winners/1/disqualification"),
    *seen(PUBLISHED, CAPTAIN, f"{ME}/results", f"{HERE}/results"),
    *seen(HACKING, ADMINISTRATOR, "/portals/new/{asked}", "/portals/new/{recognised}", "/portals/new/{unrecognised}"),
    *seen(HACKING, ORGANISER, f"{MANAGE}/portals/new/{{connectable}}"),
    *seen(HACKING, ADMINISTRATOR, "/", "/organizations/new", "/portals/new", "/portals/{portal}", "/outbox"),
    *seen(HACKING, ADMINISTRATOR, "/portals/{portal}/harvests/{run}", "/portals/{portal}/settings"),
    *seen(HACKING, ADMINISTRATOR, "/portals/{portal}/correction"),
    *seen(HACKING, ADMINISTRATOR, "/portals/import"),
    *seen(HACKING, ADMINISTRATOR, "/datasets/{dataset}/{file}/copies/1/withdrawal"),
    *seen(HACKING, ADMINISTRATOR, "/portals/{portal}/stewards", "/portals/{portal}/stewards/{steward}"),
    *seen(HACKING, ADMINISTRATOR, "/datasets/requests/{request}/answer"),
]
REFUSED = [
    *refused(HACKING, NOBODY, 404, "/nothing/here", "/datasets/none/none", f"{HERE}/projects/moche-bits"),
    *refused(HACKING, NOBODY, 403, f"{HERE}/register", f"{HERE}/results"),
    *refused(HACKING, NOBODY, 405, "/portals/{portal}/harvests", "/portals/{portal}/harvests/{run}/same"),
    *refused(HACKING, ALONE, 403, f"{ME}/project", "/datasets/requests/{request}/answer"),
    *refused(HACKING, ALONE, 404, f"{MANAGE}/settings"),
    *refused(SCORING, CAPTAIN, 403, f"{ME}/team/leave", f"{HERE}/results"),
    *refused(REGISTRATION, CAPTAIN, 403, f"{ME}/team/dissolve"),
    *refused(PUBLISHED, NOBODY, 404, "/verify?code=AAAA-BBBB-CCCC", f"{HERE}/minutes/9"),
    *refused(PUBLISHED, JUROR, 403, f"{HERE}/jury/{{signed}}/recusal"),
]
SENT = [
    Line(HACKING, NOBODY, "/signup", 422, acts.send_empty),
    Line(HACKING, NOBODY, "/login", 422, acts.send_empty),
    Line(HACKING, NOBODY, "/signup", 400, acts.send_from_another_sign_in),
    Line(HACKING, NOBODY, "/signup", 413, acts.send_too_much),
    Line(HACKING, CAPTAIN, f"{ME}/project", 422, acts.send_nonsense),
    Line(HACKING, CAPTAIN, f"{ME}/project", 409, acts.send_after_somebody),
    Line(HACKING, CAPTAIN, "/datasets/requests/new", 422, acts.send_empty),
    Line(HACKING, ALONE, "/datasets/requests/{own_request}/edit", 422, acts.send_empty),
    Line(HACKING, ADMINISTRATOR, "/portals/{portal}/correction", 422, acts.send_empty),
    Line(HACKING, ADMINISTRATOR, "/datasets/requests/{request}/answer", 422, acts.send_empty),
    Line(HACKING, ADMINISTRATOR, "/portals/new", 422, acts.send_nonsense),
    Line(HACKING, ADMINISTRATOR, "/portals/import", 422, acts.send_empty),
    Line(REGISTRATION, STRANGER, f"{HERE}/register/team", 422, acts.send_empty),
    Line(REGISTRATION, STRANGER, f"{HERE}/register/rules", 422, acts.send_empty),
    Line(REGISTRATION, ORGANISER, f"{MANAGE}/settings", 422, acts.send_empty),
    Line(REGISTRATION, ORGANISER, f"{MANAGE}/settings", 409, acts.send_after_somebody),
    Line(REGISTRATION, ORGANISER, f"{MANAGE}/challenges/new", 422, acts.send_empty),
    Line(REGISTRATION, ORGANISER, f"{MANAGE}/timetable", 422, acts.send_empty),
    Line(REGISTRATION, ORGANISER, f"{MANAGE}/agenda", 422, acts.send_empty),
    Line(REGISTRATION, ORGANISER, f"{MANAGE}/rubric", 422, acts.send_empty),
    Line(SCORING, ORGANISER, f"{MANAGE}/rounds/1/closing", 422, acts.send_empty),
    Line(SCORING, ORGANISER, f"{MANAGE}/rounds/papers/{{untouched}}", 422, acts.send_empty),
    Line(SCORING, ORGANISER, f"{MANAGE}/rounds/papers?code=AAAA", 404),
    Line(REGISTRATION, ORGANISER, f"{MANAGE}/prizes/1", 422, acts.send_empty),
    Line(PUBLISHED, ORGANISER, f"{MANAGE}/minutes/1/erratum", 422, acts.send_empty),
]
TABLE = [*IN_EVERY_PHASE, *PUBLIC, *TAKING_PART, *JUDGING, *PREPARING, *REFUSED, *SENT]
FILES = [
    *seen(
        HACKING,
        NOBODY,
        *(f"/datasets/{{dataset}}/{{file}}/{name}" for name in ("copies/1", "clean.csv", "schema.json")),
    ),
    *seen(HACKING, NOBODY, *(f"{HERE}/data/1/{name}" for name in ("copies.zip", "datapackage.json", "SHA256SUMS"))),
    *seen(HACKING, NOBODY, f"{HERE}/schedule.ics", f"{HERE}/rubric/1.json", "/healthz", "/readyz"),
    *seen(HACKING, CAPTAIN, f"{ME}/project/versions/2.json"),
    *seen(SCORING, JUROR, f"{HERE}/jury/worker.js", f"{HERE}/jury/{{begun}}/saved"),
    *seen(PUBLISHED, NOBODY, "/datasets/demand.csv", "/datasets/demand.json", "/datasets/demand.pdf"),
    *seen(PUBLISHED, NOBODY, "/portals/{portal}/reuses.html", "/portals/{portal}/reuses.json"),
    *seen(SCORING, ORGANISER, f"{MANAGE}/registrations.csv", f"{MANAGE}/teams.csv"),
    *seen(PUBLISHED, NOBODY, f"{HERE}/minutes/1.pdf", f"{HERE}/minutes/1.json"),
    *seen(PUBLISHED, CAPTAIN, "/account/papers/{certificate}.pdf"),
    *seen(PUBLISHED, ORGANISER, f"{MANAGE}/minutes/preview.pdf", f"{MANAGE}/minutes/1/erratum.pdf"),
    *seen(PUBLISHED, ORGANISER, f"{MANAGE}/certificates/sample.pdf"),
    *seen(PUBLISHED, ORGANISER, f"{MANAGE}/certificates.zip", f"{MANAGE}/jury/signed-sheets.pdf"),
    *seen(SCORING, ORGANISER, f"{MANAGE}/jury/sheets.pdf"),
    *seen(
        PUBLISHED,
        NOBODY,
        *(f"{HERE}/results/{name}" for name in ("bundle.json", "contest.json", "ranking.json", "scores.csv")),
    ),
    *seen(PUBLISHED, NOBODY, f"{HERE}/results.atom", f"{HERE}/data.json"),
    *seen(
        PUBLISHED, NOBODY, *(f"{HERE}/data/{name}.csv" for name in ("projects", "datasets-used", "results", "scores"))
    ),
    *seen(
        PUBLISHED, NOBODY, *(f"{HERE}/data/{name}.json" for name in ("projects", "datasets-used", "results", "scores"))
    ),
]
"""What is taken away instead of read: no look, but statements to count."""
