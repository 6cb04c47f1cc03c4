"""Gives the tests a home of their own before Django reads its settings; loaded first by `-p` in pyproject.toml."""

import atexit
import os
import shutil
import tempfile

if "ORTAQ_HOME" not in os.environ:
    os.environ["ORTAQ_HOME"] = tempfile.mkdtemp(prefix="ortaq-tests-")
    os.makedirs(os.path.join(os.environ["ORTAQ_HOME"], "static"))
    atexit.register(shutil.rmtree, os.environ["ORTAQ_HOME"], ignore_errors=True)
