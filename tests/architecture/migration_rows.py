"""Rows that stand in the tables while the migrations run up and down: revision → statements with their values.

A migration that changes a table with rows in it adds here what those rows were before it. Values are plain: the
models of today must not be known to a migration of yesterday.
"""

from typing import Any

MIDDAY = "2026-10-17 17:00:00+00:00"

Row = tuple[str, dict[str, Any]]

ROWS: dict[str, list[Row]] = {
    "0001_house": [
        (
            "INSERT INTO job (id, kind, subject_id, asked_at, due_at, attempts) VALUES (1, 'sample', 1, :t, :t, 0)",
            {"t": MIDDAY},
        ),
    ],
    "0002_accounts": [
        (
            "INSERT INTO person (id, public_id, name, email, email_folded, language, is_administrator, created_at, version) "
            "VALUES (1, 'nora', 'Nora', 'nora@example.pe', 'nora@example.pe', 'es', :yes, :t, 1)",
            {"t": MIDDAY, "yes": True},
        ),
        (
            "INSERT INTO person (id, public_id, name, email, email_folded, language, is_administrator, created_at, version) "
            "VALUES (2, 'paco', 'Paco', 'paco@example.pe', 'paco@example.pe', 'es', :no, :t, 1)",
            {"t": MIDDAY, "no": False},
        ),
        (
            "INSERT INTO organization (id, slug, name, website, contact_email, created_at) "
            "VALUES (1, 'region', '{}', '', '', :t)",
            {"t": MIDDAY},
        ),
    ],
    "0003_events": [
        (
            "INSERT INTO event (id, slug, organization_id, template, name, summary, description, place, city, timezone, "
            "starts_at, ends_at, team_min, team_max, minors_allowed, second_person, is_recorded, recorded_figures, "
            "created_at, changed_at, version) VALUES (1, 'libertad', 1, '', '{}', '{}', '{}', '', '', 'America/Lima', "
            ":t, :later, 3, 5, :no, :no, :no, '[]', :t, :t, 1)",
            {"t": MIDDAY, "later": "2026-10-18 17:00:00+00:00", "no": False},
        ),
    ],
    "0004_portal": [
        (
            "INSERT INTO data_portal (id, slug, name, base_url, kind, kind_version, probes, dataset_count, added_at) "
            "VALUES (1, 'libertad', 'Libertad', 'https://datos.example.pe', 'ckan', '', '[]', 1, :t)",
            {"t": MIDDAY},
        ),
        (
            "INSERT INTO harvest (id, portal_id, state, believes_absences, asked_at, received, new, changed, missing, "
            "invalid, pages, bytes, reason, reason_values, first_errors) "
            "VALUES (1, 1, 'complete', :no, :t, 0, 0, 0, 0, 0, 0, 0, '', '{}', '[]')",
            {"t": MIDDAY, "no": False},
        ),
        (
            "INSERT INTO dataset (id, portal_id, native_id, slug, title, notes, summary, tags, formats, resource_count, "
            "licence, licence_title, licence_url, frequency, frequency_text, landing_url, shown_at, raw_sha256, sha256, "
            "first_seen_at, last_seen_at, absent_since, absent_walks) "
            "VALUES (1, 1, 'a', 'a', 'A', '', '', '[]', '[]', 0, '', '', '', '', '', '', :t, '', '', :t, :t, :t, 3)",
            {"t": MIDDAY},
        ),
    ],
    "0007_teams": [
        (
            "INSERT INTO team (id, event_id, slug, name, name_skeleton, join_code, is_fictional, founded_at, version) "
            "VALUES (1, 1, 'owls', 'Owls', 'owls', 'CODE', :no, :t, 1)",
            {"t": MIDDAY, "no": False},
        ),
    ],
    "0008_submissions": [
        (
            "INSERT INTO project (id, event_id, team_id, slug, state, title, summary, problem, solution, data_story, "
            "repository_url, repository_ref, demo_url, video_url, licence, third_parties, created_at, saved_at, "
            "saved_number, sha256, version) "
            "VALUES (1, 1, 1, 'owls', 'draft', '', '', '', '', '', '', '', '', '', '', '', :t, :t, 0, '', 1)",
            {"t": MIDDAY},
        ),
    ],
    "0009_jury": [
        (
            "INSERT INTO rubric (id, event_id, scale_low, scale_high, method, tie_criteria, version) "
            "VALUES (1, 1, 0, 5, 'mean', '[]', 1)",
            {},
        ),
        (
            "INSERT INTO criterion (id, rubric_id, key, position, weight, name, help, anchors) "
            "VALUES (1, 1, 'impact', 1, 100, '{}', '{}', '[]')",
            {},
        ),
        ("INSERT INTO judging_round (id, event_id, rubric_id, number, quorum) VALUES (1, 1, 1, 1, 3)", {}),
        (
            "INSERT INTO juror_invitation (id, public_id, event_id, name, email, email_folded, is_chair, token_hash, "
            "invited_at, sent_count, code, conflicts) "
            "VALUES (1, 'one', 1, 'Chi', 'chi@example.pe', 'chi@example.pe', :no, '', :t, 1, 'ABCDEF', '[]')",
            {"t": MIDDAY, "no": False},
        ),
        (
            "INSERT INTO jury_assignment (id, public_id, round_id, juror_id, project_id, position) "
            "VALUES (1, 'one', 1, 1, 1, 1)",
            {},
        ),
        (
            "INSERT INTO score_sheet (id, assignment_id, state, comment, saved_at, version) "
            "VALUES (1, 1, 'draft', 'For the team.', :t, 2)",
            {"t": MIDDAY},
        ),
        ("INSERT INTO score (id, sheet_id, criterion_id, value) VALUES (1, 1, 1, 4)", {}),
    ],
    "0011_inquiries": [
        (
            "INSERT INTO portal_inquiry (id, public_id, address, wished_name, state, asked_by_id, asked_at, probes, kind, "
            "base_url, kind_version, title, reason, reason_values) "
            "VALUES (1, 'one', 'datos.example.org', '', 'waiting', 1, :t, '[]', '', '', '', '', '', '{}')",
            {"t": MIDDAY},
        ),
        ("INSERT INTO event_inquiry (id, event_id, inquiry_id) VALUES (1, 1, 1)", {}),
    ],
    "0014_catalogue_files": [
        (
            "INSERT INTO catalogue_file (id, portal_id, name, handed_in_by_id, handed_in_at, content) "
            "VALUES (1, 1, 'catalogo.csv', 1, :t, :content)",
            {"t": MIDDAY, "content": b"id;url"},
        ),
    ],
    "0015_requests": [
        (
            "INSERT INTO data_request (id, public_id, portal_id, is_fault, challenge_ref, title, need, state, "
            "responsible_unit, asked_by_id, asked_at, version) "
            "VALUES (1, 'one', 1, :no, '', 'Lluvias', 'Avisar', 'new', '', 1, :t, 1)",
            {"t": MIDDAY, "no": False},
        ),
    ],
    "0013_pinned_files": [
        (
            "INSERT INTO data_profile (id, sha256, declared, reading, made_at, score, rows, is_urgent, profile, preview, "
            "points, changes, clean_sha256, clean_size) "
            "VALUES (1, 'abc', 'CSV', 1, :t, 100, 2, :no, '{}', '[]', '[]', '[]', '', 0)",
            {"t": MIDDAY, "no": False},
        ),
    ],
    "0010_results": [
        (
            "INSERT INTO award (id, event_id, position, kind, name, prize, criterion, minimum, is_void) "
            "VALUES (1, 1, 1, 'special', '{}', '{}', 'open_data', 60, :no)",
            {"no": False},
        ),
        (
            "INSERT INTO tie_decision (id, event_id, entries, reason, decided_by_id, decided_at) "
            "VALUES (7, 1, '[\"owls\", \"foxes\"]', 'As we saw it.', 1, :t)",
            {"t": MIDDAY},
        ),
        (
            "INSERT INTO ranking_bundle (id, event_id, number, method, content, sha256, frozen_at, frozen_by_id) "
            "VALUES (1, 1, 1, 'mean', '{}', 'abc', :t, 1)",
            {"t": MIDDAY},
        ),
    ],
    "0020_confirmed_results": [
        (
            "INSERT INTO results_confirmation (id, bundle_id, confirmed_by_id, confirmed_at, waiver) "
            "VALUES (1, 1, 1, :t, '')",
            {"t": MIDDAY},
        ),
        (
            "INSERT INTO results_release (id, bundle_id, release_at, asked_by_id, held) VALUES (1, 1, :t, 1, '')",
            {"t": MIDDAY},
        ),
    ],
    "0034_deliberation": [
        (
            "INSERT INTO ballot (id, public_id, event_id, entries, opened_by_id, opened_at) "
            "VALUES (1, 'one', 1, '[]', 1, :t)",
            {"t": MIDDAY},
        ),
        (
            "INSERT INTO ballot_vote (id, ballot_id, juror_id, entry, voted_at) VALUES (1, 1, 1, 'owls', :t)",
            {"t": MIDDAY},
        ),
        (
            "INSERT INTO deliberation_note (id, event_id, author_id, text, written_at) VALUES (1, 1, 1, 'So.', :t)",
            {"t": MIDDAY},
        ),
    ],
    "0031_errata": [
        (
            "INSERT INTO erratum (id, event_id, number, kind, text, moves, issued_by_id, issued_at) "
            "VALUES (1, 1, 1, 'correction', '{}', '[]', 1, :t)",
            {"t": MIDDAY},
        ),
    ],
    "0032_paper_sheets": [
        (
            "INSERT INTO paper_reading (id, assignment_id, reader_id, marks, comment, read_at) "
            "VALUES (1, 1, 1, '{}', '', :t)",
            {"t": MIDDAY},
        ),
        (
            "INSERT INTO paper_signature (id, sheet_id, typed_by_id, checked_by_id, typed_at, checked_at) "
            "VALUES (1, 1, 1, 2, :t, :t)",
            {"t": MIDDAY},
        ),
    ],
}
