// Many keep-alive connections at once, each with one request in flight: counts the answers, checks
// that each is a 200, and reports the first thing that went wrong. With "hold" it keeps the idle
// connections open until its standard input ends, so that the server's memory can be read.
//
// usage: crowd PORT CONNECTIONS REQUESTS REQUEST_FILE [hold]
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { EVENTS = 512, REQUEST_BYTES_MAX = 65536, ANSWER_BYTES_MAX = 4096, STALL_MS = 10000 };

struct connection {
  int descriptor;
  int used;
  char answer[ANSWER_BYTES_MAX];
};

static char request[REQUEST_BYTES_MAX];
static size_t request_bytes;
static long sent, answered, errors, wanted;
static char first_error[200];

static void fail(const char *what, int code) {
  if (errors++ == 0) snprintf(first_error, sizeof first_error, "%s (%s)", what, strerror(code));
}

static void ask(struct connection *one) {
  if (sent >= wanted) return;
  sent++;
  if (send(one->descriptor, request, request_bytes, MSG_NOSIGNAL) != (ssize_t)request_bytes)
    fail("send", errno);
}

static void drop(struct connection *one, const char *what, int code) {
  fail(what, code);
  close(one->descriptor);
  one->descriptor = -1;
}

/// The size of the whole answer once its head is there, 0 before, -1 when it is not a 200 with a length.
static long answer_size(struct connection *one) {
  one->answer[one->used] = 0;
  char *end = strstr(one->answer, "\r\n\r\n");
  if (end == NULL) return 0;
  if (strncmp(one->answer, "HTTP/1.1 200", 12) != 0) return -1;
  char *length = strcasestr(one->answer, "\r\ncontent-length:");
  if (length == NULL || length > end) return -1;
  return (end + 4 - one->answer) + strtol(length + 17, NULL, 10);
}

static void take(struct connection *one) {
  ssize_t count = recv(one->descriptor, one->answer + one->used, ANSWER_BYTES_MAX - 1 - one->used, 0);
  if (count < 0 && errno == EAGAIN) return;
  if (count <= 0) return drop(one, count == 0 ? "closed by the server" : "recv", errno);
  one->used += count;
  long size = answer_size(one);
  if (size < 0 || size >= ANSWER_BYTES_MAX) return drop(one, "not a 200 with a length", 0);
  if (size == 0 || one->used < size) return;
  if (one->used > size) return drop(one, "more than one answer", 0);
  one->used = 0;
  answered++;
  ask(one);
}

static int connect_to(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int on = 1, descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return -1;
  if (connect(descriptor, (struct sockaddr *)&address, sizeof address) < 0) return -1;
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  fcntl(descriptor, F_SETFL, O_NONBLOCK);
  return descriptor;
}

static void open_all(int poller, struct connection *all, long count, int port) {
  for (long index = 0; index < count; index++) {
    all[index].descriptor = connect_to(port);
    if (all[index].descriptor < 0) {
      fail("connect", errno);
      continue;
    }
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &all[index]};
    epoll_ctl(poller, EPOLL_CTL_ADD, all[index].descriptor, &event);
  }
}

static void run(int poller) {
  struct epoll_event events[EVENTS];
  while (answered + errors < wanted) {
    int ready = epoll_wait(poller, events, EVENTS, STALL_MS);
    if (ready == 0) return fail("no answer for ten seconds", 0);
    for (int index = 0; index < ready; index++) {
      struct connection *one = events[index].data.ptr;
      if (one->descriptor >= 0) take(one);
    }
  }
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  if (argc < 5) return fprintf(stderr, "usage: crowd PORT CONNECTIONS REQUESTS FILE [hold]\n"), 2;
  long count = atol(argv[2]);
  wanted = atol(argv[3]);
  int file = open(argv[4], O_RDONLY);
  ssize_t size = read(file, request, sizeof request);
  struct connection *all = calloc(count, sizeof *all);
  int poller = epoll_create1(EPOLL_CLOEXEC);
  if (size <= 0 || all == NULL || poller < 0) return perror("crowd"), 1;
  request_bytes = size;
  open_all(poller, all, count, atoi(argv[1]));
  double start = now();
  for (long index = 0; index < count; index++)
    if (all[index].descriptor >= 0) ask(&all[index]);
  run(poller);
  printf("{\"answered\": %ld, \"errors\": %ld, \"seconds\": %.6f, \"first_error\": \"%s\"}\n", answered,
         errors, now() - start, first_error);
  fflush(stdout);
  char byte;
  if (argc > 5)
    while (read(0, &byte, 1) > 0) {
    }
  return errors == 0 && answered == wanted ? 0 : 1;
}
