"""Watches the demo's services: how much CPU each takes, and how much for a request.

usage: status.py STATE_DIR [SECONDS]    exit code 1 when a service does not run
"""

import json
import os
import pathlib
import sys
import time

TICKS = os.sysconf("SC_CLK_TCK")
SERVICES = ["biggest-numbers", "prices", "report", "checksum", "mandel", "load"]


def stat_fields(pid):
    """The fields of /proc/PID/stat that follow the command's name."""
    text = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    return text.rpartition(")")[2].split()


def running(identity):
    """The stat fields of the process with this pid and start, or None when it has ended."""
    pid, start = identity
    try:
        fields = stat_fields(pid)
    except (FileNotFoundError, ProcessLookupError):
        return None
    # Field 22 of the line is the start: a process with another one only has the
    # same number. A zombie has ended; its parent just hasn't noticed.
    return fields if fields[0] != "Z" and fields[19] == start else None


def identity_of(state, name):
    """Pid and start of a service, as run-services.sh has noted them; None without a note."""
    try:
        pid, start = (state / "run" / f"{name}.pid").read_text().split()
    except (FileNotFoundError, ValueError):
        return None
    return pid, start


def cpu_seconds(state, name):
    """CPU that the service has used, or None when it does not run."""
    identity = identity_of(state, name)
    fields = running(identity) if identity else None
    # Fields 14 and 15 are utime and stime.
    return (int(fields[11]) + int(fields[12])) / TICKS if fields else None


def totals(state):
    try:
        return json.loads((state / "requests.json").read_text())
    except FileNotFoundError:
        return {}


def reading(state):
    return time.monotonic(), {name: cpu_seconds(state, name) for name in SERVICES}, totals(state)


def main():
    state = pathlib.Path(sys.argv[1])
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 5
    begin, cpu_before, before = reading(state)
    time.sleep(seconds)
    end, cpu_after, after = reading(state)

    print(f"{'service':16} {'CPU':>7} {'requests/s':>11} {'CPU/request':>12} {'mean answer':>12} {'failed':>7} {'skipped':>8}")
    missing = 0
    for name in SERVICES:
        if cpu_before[name] is None or cpu_after[name] is None:
            missing += 1
            print(f"{name:16} does not run")
            continue
        cpu = cpu_after[name] - cpu_before[name]
        share = f"{100 * cpu / (end - begin):5.1f} %"
        if name not in after:
            print(f"{name:16} {share:>7}")
            continue
        count = after[name]["answered"] - before.get(name, {}).get("answered", 0)
        each = f"{1000 * cpu / count:.2f} ms" if count else "-"
        mean = f"{after[name]['meanMilliseconds']:.2f} ms"
        print(f"{name:16} {share:>7} {count / (end - begin):11.1f} {each:>12} {mean:>12} "
              f"{after[name]['failed']:7} {after[name]['skipped']:8}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
