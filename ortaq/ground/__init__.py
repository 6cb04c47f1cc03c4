"""What every stage stands on: places, people, cycle, meetings, journal, and the chain from need to result."""
