"""`python -m webapp` is the command `lanestep`."""

from webapp.cli import main

if __name__ == "__main__":
    main()
