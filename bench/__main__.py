"""`make bench`: how fast, beside others that do the same, in the same run. Ratios are worth more than milliseconds."""

import sys

from bench import letters, splitter


def main() -> None:
    sys.stdout.write("Splitting requests\n")
    splitter.main()
    sys.stdout.write("\nWriting letters\n")
    sys.stdout.write(letters.report())


if __name__ == "__main__":
    main()
