"""Makes one file of a plan and keeps it: `python -m ortaq.publish.plan_maker version|draft ID KIND LANGUAGE`."""

import sys

import django


def main(arguments: list[str]) -> None:
    """Wake Django in the home of the server that started this process, and make the file."""
    django.setup()
    from ortaq.publish.plan_files import make_in_turn

    make_in_turn(*arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
