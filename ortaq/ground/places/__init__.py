"""Units (okrug, kent, village, town of district significance), their settlements and areas, and KATO."""
