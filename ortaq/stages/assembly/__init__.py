"""Agreement by the community assembly and adoption by the maslikhat."""
