/*
 * A small service: each request computes a picture of the Mandelbrot set, has
 * the kernel carry it through a pipe and clear as much memory, and answers with
 * how many points belong to the set.
 *
 * usage: mandel PORT_FILE    the port, chosen by the system, is written there
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { WIDTH = 160, HEIGHT = 100, MOST_STEPS = 120 };

static unsigned char picture[HEIGHT][WIDTH];

static void fail(const char *what)
{
	perror(what);
	exit(1);
}

/* How many steps it takes until the point leaves the circle of radius 2. */
int escape_time(double re, double im)
{
	double x = 0, y = 0;
	int step = 0;
	while (step < MOST_STEPS && x * x + y * y <= 4) {
		double next = x * x - y * y + re;
		y = 2 * x * y + im;
		x = next;
		step++;
	}
	return step;
}

int render_row(int row)
{
	int inside = 0;
	for (int column = 0; column < WIDTH; column++) {
		int steps = escape_time(-2.2 + 3.2 * column / WIDTH, -1.2 + 2.4 * row / HEIGHT);
		picture[row][column] = (unsigned char)steps;
		inside += steps == MOST_STEPS;
	}
	return inside;
}

int render_picture(void)
{
	int inside = 0;
	for (int row = 0; row < HEIGHT; row++)
		inside += render_row(row);
	return inside;
}

/* Both ends are ours: a row is far smaller than what a pipe holds. */
void carry_through_pipe(void)
{
	int ends[2];
	unsigned char row[WIDTH];
	if (pipe2(ends, O_CLOEXEC) < 0)
		fail("pipe");
	for (int i = 0; i < HEIGHT; i++)
		if (write(ends[1], picture[i], WIDTH) != WIDTH || read(ends[0], row, WIDTH) != WIDTH)
			fail("pipe");
	close(ends[0]);
	close(ends[1]);
}

void read_zeros(void)
{
	static char zeros[1 << 20];
	int file = open("/dev/zero", O_RDONLY | O_CLOEXEC);
	if (file < 0)
		fail("/dev/zero");
	for (int i = 0; i < 4; i++)
		if (read(file, zeros, sizeof zeros) < 0)
			fail("/dev/zero");
	close(file);
}

void answer_work(int client)
{
	char body[64], reply[256];
	int inside = render_picture();
	carry_through_pipe();
	read_zeros();
	int length = snprintf(body, sizeof body, "%d of %d points inside\n", inside, WIDTH * HEIGHT);
	int whole = snprintf(reply, sizeof reply,
	                     "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
	                     "Content-Length: %d\r\nConnection: close\r\n\r\n%s",
	                     length, body);
	/* A client that has gone needs no answer. */
	if (send(client, reply, (size_t)whole, MSG_NOSIGNAL) < 0 && errno != EPIPE && errno != ECONNRESET)
		perror("send");
}

/* One request a connection. Its head is all that is read, 4 kB at most. */
void serve_client(int client)
{
	char head[4096];
	size_t have = 0;
	struct timeval patience = {.tv_sec = 2};
	setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	while (have < sizeof head - 1) {
		ssize_t more = recv(client, head + have, sizeof head - 1 - have, 0);
		if (more <= 0)
			return;
		have += (size_t)more;
		head[have] = 0;
		if (strstr(head, "\r\n\r\n"))
			break;
	}
	if (strncmp(head, "GET /work ", 10) == 0) {
		answer_work(client);
	} else {
		static const char missing[] = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
		if (send(client, missing, sizeof missing - 1, MSG_NOSIGNAL) < 0)
			perror("send");
	}
}

int listen_on_loopback(int *port)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	socklen_t size = sizeof address;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (listener < 0 || bind(listener, (struct sockaddr *)&address, size) < 0 || listen(listener, 16) < 0 ||
	    getsockname(listener, (struct sockaddr *)&address, &size) < 0)
		fail("listen");
	*port = ntohs(address.sin_port);
	return listener;
}

/* In one step, so that nobody reads half a port. */
void announce(int port, const char *port_file)
{
	char part[4096];
	if (snprintf(part, sizeof part, "%s.part", port_file) >= (int)sizeof part) {
		errno = ENAMETOOLONG;
		fail(port_file);
	}
	FILE *out = fopen(part, "w");
	if (!out || fprintf(out, "%d\n", port) < 0 || fclose(out) != 0 || rename(part, port_file) != 0)
		fail(port_file);
}

static void stop(int signal)
{
	(void)signal;
	_exit(0);
}

int main(int count, char **args)
{
	if (count != 2) {
		fprintf(stderr, "usage: mandel PORT_FILE\n");
		return 2;
	}
	signal(SIGTERM, stop);
	int port, listener = listen_on_loopback(&port);
	announce(port, args[1]);
	for (;;) {
		int client = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
		if (client < 0 && errno != EINTR && errno != ECONNABORTED)
			fail("accept");
		if (client >= 0) {
			serve_client(client);
			close(client);
		}
	}
}
