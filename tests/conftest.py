"""Every fixture of the tests, from the pieces of tests/machinery. A test runs on its own: no shell's settings leak in."""

import os

from run import is_a_setting

pytest_plugins = [  # whoever is imported by another stands before it
    "tests.machinery.network",
    "tests.machinery.moving_clock",
    "tests.machinery.page_forms",
    "tests.machinery.application",
    "tests.machinery.once",
    "tests.machinery.postgres",
    "tests.machinery.databases",
    "tests.machinery.live_server",
    "tests.machinery.browser",
    "tests.machinery.stand_in",
    "tests.machinery.accessibility",
    "tests.machinery.statements",
    "tests.machinery.samples",
    "tests.machinery.selection",
    "tests.machinery.coverage_rules",
    "tests.demo.loading",
]

for name in list(os.environ):
    if is_a_setting(name) and name != "HACKATHON_SAMPLES":
        del os.environ[name]
