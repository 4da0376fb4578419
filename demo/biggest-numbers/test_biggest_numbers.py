"""python3 -m unittest discover -s demo/biggest-numbers"""

import importlib.util
import pathlib
import random
import unittest
from array import array

HERE = pathlib.Path(__file__).parent


def load(path):
    spec = importlib.util.spec_from_file_location(f"numbers_{path.parent.name}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SLOW = load(HERE / "biggest_numbers.py")
FIXED = load(HERE / "fixed" / "biggest_numbers.py")


class BiggestNumbers(unittest.TestCase):
    def test_both_versions_find_the_same_numbers(self):
        for seed in range(20):
            random.seed(seed)
            numbers = SLOW.random_numbers(1000)
            expected = sorted(numbers, reverse=True)[:5]
            self.assertEqual(expected, FIXED.five_biggest(array("I", numbers)))
            self.assertEqual(expected, SLOW.five_biggest(array("I", numbers)))

    def test_a_number_that_occurs_twice_counts_twice(self):
        numbers = [7, 9, 9, 1, 3, 2]
        for version in (SLOW, FIXED):
            self.assertEqual([9, 9, 7, 3, 2], version.five_biggest(array("I", numbers)))

    def test_both_versions_make_as_many_numbers_as_asked_for(self):
        for version in (SLOW, FIXED):
            self.assertEqual(version.HOW_MANY, len(version.random_numbers(version.HOW_MANY)))


if __name__ == "__main__":
    unittest.main()
