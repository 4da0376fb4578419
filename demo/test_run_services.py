"""Starts, fixes and stops the demo's services for real.

python3 -m unittest discover -s demo
"""

import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request

import status

SCRIPT = pathlib.Path(__file__).parent / "run-services.sh"
SERVICES = [name for name in status.SERVICES if name != "load"]


class RunServices(unittest.TestCase):
    def setUp(self):
        self.state = pathlib.Path(tempfile.mkdtemp(prefix="podflame-demo-"))
        self.addCleanup(shutil.rmtree, self.state)
        self.addCleanup(self.run_script, "stop")

    def run_script(self, command):
        return subprocess.run([SCRIPT, command, self.state], capture_output=True, text=True, timeout=180)

    def must(self, command):
        done = self.run_script(command)
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        return done.stdout

    def identity(self, name):
        identity = status.identity_of(self.state, name)
        self.assertIsNotNone(status.running(identity), name)
        return identity

    def ask(self, name):
        port = (self.state / "run" / f"{name}.port").read_text().strip()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/work", timeout=10) as answer:
            return answer.read().decode()

    def answered(self, name):
        return status.totals(self.state).get(name, {}).get("answered", 0)

    def wait_until(self, what, condition):
        deadline = time.monotonic() + 30
        while not condition():
            self.assertLess(time.monotonic(), deadline, what)
            time.sleep(0.05)

    def test_a_whole_tour(self):
        self.must("start")
        expected = {
            "biggest-numbers": '"biggest":[',
            "prices": '[{"name":"article',
            "report": "<table>",
            "checksum": " ",
            "mandel": "of 16000 points inside",
        }
        for name in SERVICES:
            self.assertIn(expected[name], self.ask(name))
            self.wait_until(f"load on {name}", lambda: self.answered(name) > 0)
        before = {name: self.identity(name) for name in status.SERVICES}

        self.assertIn("+    return heapq.nlargest(5, numbers)", self.must("fix"))
        self.assertIn('"biggest":[', self.ask("biggest-numbers"))
        after = {name: self.identity(name) for name in status.SERVICES}
        self.assertEqual(["biggest-numbers"], [name for name in after if after[name] != before[name]])
        answered = self.answered("biggest-numbers")
        self.wait_until("load on the restarted service", lambda: self.answered("biggest-numbers") > answered)

        self.must("stop")
        self.assertEqual([], [name for name in after if status.running(after[name])])

    def test_a_second_start_replaces_what_the_first_left(self):
        self.must("start")
        first = self.identity("mandel")
        self.must("start")
        self.assertIsNone(status.running(first))
        self.assertIn("points inside", self.ask("mandel"))

    def test_stop_leaves_a_process_alone_that_only_has_the_pid_of_ours(self):
        stranger = subprocess.Popen(["sleep", "60"])
        self.addCleanup(stranger.wait)
        self.addCleanup(stranger.kill)
        (self.state / "run").mkdir()
        (self.state / "run" / "mandel.pid").write_text(f"{stranger.pid} 1\n")
        self.must("stop")
        self.assertIsNone(stranger.poll())

    def test_fix_of_what_does_not_run_says_so(self):
        done = self.run_script("fix")
        self.assertEqual(1, done.returncode)
        self.assertIn("start it first", done.stderr)

    def test_status_of_what_does_not_run_says_so(self):
        done = subprocess.run(["python3", SCRIPT.parent / "status.py", self.state, "0"], capture_output=True, text=True)
        self.assertEqual(1, done.returncode)
        self.assertEqual(len(status.SERVICES), done.stdout.count("does not run"))


if __name__ == "__main__":
    unittest.main()
