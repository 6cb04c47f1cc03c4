"""`python -m ortaq.engines.law` prints the page of legal parameters; docs/law.md is that page."""

import sys

from .page import law_page

sys.stdout.write(law_page())
