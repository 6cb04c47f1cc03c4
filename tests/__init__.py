"""Tests of the whole: the commands, the roles, the pages in a real browser, and what tests stand on."""
