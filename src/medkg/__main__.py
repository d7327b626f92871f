"""`python -m medkg` is the same program as `medkg`."""

from medkg.cli import main

if __name__ == "__main__":
    main()
