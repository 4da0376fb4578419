"""The numbers behind the service: as slow as a first version is allowed to be."""

import random
from array import array

HOW_MANY = 30_000


def random_numbers(count):
    """Makes 32-bit random numbers, without an object for each."""
    return array("I", random.randbytes(4 * count))


def five_biggest(numbers):
    """Returns the five biggest numbers, the biggest first, and takes them out."""
    biggest = []
    for _ in range(5):
        number = max(numbers)
        numbers.remove(number)
        biggest.append(number)
    return biggest
