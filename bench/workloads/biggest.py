"""Calls the demo's slow function a fixed number of times and prints the seconds and CPU seconds that took.

usage: biggest.py FOLDER_OF_BIGGEST_NUMBERS ROUNDS
"""

import sys
import time


def main():
    sys.path.insert(0, sys.argv[1])
    sys.dont_write_bytecode = True
    from biggest_numbers import HOW_MANY, five_biggest, random_numbers

    start, cpu = time.monotonic(), time.process_time()
    for _ in range(int(sys.argv[2])):
        five_biggest(random_numbers(HOW_MANY))
    print(f"{time.monotonic() - start:.6f} {time.process_time() - cpu:.6f}")


if __name__ == "__main__":
    main()
