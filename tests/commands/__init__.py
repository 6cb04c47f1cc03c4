"""Each command of the laptop's one door, run as a real process."""
