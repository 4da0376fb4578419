"""Computes for so many seconds and ends: a job that is over before anybody looks."""

import sys
import time


def burn_until(end):
    rounds = 0
    while time.monotonic() < end:
        rounds += sum(i * i for i in range(1000)) % 7
    return rounds


burn_until(time.monotonic() + float(sys.argv[1]))
