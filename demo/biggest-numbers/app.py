"""A small service: each request gets the five biggest of many random numbers.

usage: app.py PORT_FILE    the port, chosen by the system, is written there
"""

import os
import signal
import sys

from flask import Flask, jsonify
from waitress import create_server

from biggest_numbers import HOW_MANY, five_biggest, random_numbers

app = Flask(__name__)


@app.get("/work")
def work():
    return jsonify(biggest=five_biggest(random_numbers(HOW_MANY)))


def announce(port, port_file):
    """Writes the port in one step, so that nobody reads half of it."""
    part = port_file + ".part"
    with open(part, "w", encoding="ascii") as out:
        out.write(f"{port}\n")
    os.rename(part, port_file)


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server = create_server(app, host="127.0.0.1", port=0, threads=2)
    announce(server.effective_port, sys.argv[1])
    server.run()


if __name__ == "__main__":
    main()
