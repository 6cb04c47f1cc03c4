"""Every kind of meeting: notice, agenda, attendance, motions, votes, protocol."""
