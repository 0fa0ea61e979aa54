"""`python -m dangbo`, the same as the command `dangbo`."""

from dangbo.cli import main

if __name__ == "__main__":
    main()
