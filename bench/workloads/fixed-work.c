/*
 * A fixed amount of arithmetic in small functions that call each other, so that
 * a profiler has stacks to walk.
 *
 * usage: fixed-work ROUNDS    prints the seconds and the CPU seconds it
 *                            took; 0 rounds never end
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { LEAVES_PER_ROUND = 1 << 11, STEPS_PER_LEAF = 1000 };

uint64_t mix(uint64_t state)
{
	for (int i = 0; i < STEPS_PER_LEAF; i++) {
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
	}
	return state;
}

/* Halves the leaves until one is left: 11 calls deep. */
uint64_t split(uint64_t state, int leaves)
{
	if (leaves == 1)
		return mix(state);
	uint64_t left = split(state, leaves / 2);
	return left ^ split(left + 1, leaves / 2);
}

static double now(clockid_t clock)
{
	struct timespec time;
	clock_gettime(clock, &time);
	return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fprintf(stderr, "usage: fixed-work ROUNDS\n");
		return 2;
	}
	long rounds = atol(argv[1]);
	double start = now(CLOCK_MONOTONIC);
	uint64_t state = 88172645463325252u;
	for (long round = 0; rounds == 0 || round < rounds; round++)
		state = split(state, LEAVES_PER_ROUND) | 1;
	printf("%.6f %.6f\n", now(CLOCK_MONOTONIC) - start, now(CLOCK_PROCESS_CPUTIME_ID));
	/* The result must be used, or the compiler leaves the work out. */
	return state == 0;
}
