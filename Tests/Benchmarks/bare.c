// The yardstick: the least a server of HTTP can do. One thread, one epoll loop, keep-alive; it parses
// nothing, takes every read for one request and answers with the same bytes. A server that parses,
// validates and remembers cannot be faster; how near it comes is what the benchmark measures.
//
// usage: bare BYTES     BYTES = size of the whole answer, head and body
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EVENTS = 256, READ_BYTES = 16384, ANSWER_BYTES_MAX = 4096 };

static char answer[ANSWER_BYTES_MAX];
static size_t answer_bytes;

static void die(const char *what) {
  perror(what);
  exit(1);
}

/// Pads a header field until the whole answer has the size that was asked for.
static void build_answer(size_t wanted) {
  const char *head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 54\r\nX-Pad: ";
  const char *body = "\r\n\r\n{\"code\":\"success\",\"message\":\"\",\"data\":\"4596183399426\"}";
  size_t fixed = strlen(head) + strlen(body);
  size_t pad = wanted > fixed ? wanted - fixed : 1;
  if (fixed + pad > ANSWER_BYTES_MAX) pad = ANSWER_BYTES_MAX - fixed;
  memcpy(answer, head, strlen(head));
  memset(answer + strlen(head), 'x', pad);
  memcpy(answer + strlen(head) + pad, body, strlen(body));
  answer_bytes = fixed + pad;
}

static int listen_on_any_port(void) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  if (listener < 0) die("socket");
  if (bind(listener, (struct sockaddr *)&address, length) < 0) die("bind");
  if (listen(listener, 4096) < 0) die("listen");
  if (getsockname(listener, (struct sockaddr *)&address, &length) < 0) die("getsockname");
  printf("bare ready http://127.0.0.1:%d\n", ntohs(address.sin_port));
  fflush(stdout);
  return listener;
}

static void accept_all(int poller, int listener) {
  for (;;) {
    int peer = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (peer < 0) return;
    int on = 1;
    setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = peer};
    if (epoll_ctl(poller, EPOLL_CTL_ADD, peer, &event) < 0) close(peer);
  }
}

static void serve(int peer) {
  static char input[READ_BYTES];
  ssize_t count = recv(peer, input, sizeof input, 0);
  if (count > 0) count = send(peer, answer, answer_bytes, MSG_NOSIGNAL);
  if (count <= 0) close(peer);
}

int main(int argc, char **argv) {
  build_answer(argc > 1 ? strtoul(argv[1], NULL, 10) : 0);
  int listener = listen_on_any_port();
  int poller = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event first = {.events = EPOLLIN, .data.fd = listener};
  if (poller < 0 || epoll_ctl(poller, EPOLL_CTL_ADD, listener, &first) < 0) die("epoll");
  struct epoll_event events[EVENTS];
  for (;;) {
    int ready = epoll_wait(poller, events, EVENTS, -1);
    for (int index = 0; index < ready; index++) {
      int descriptor = events[index].data.fd;
      if (descriptor == listener)
        accept_all(poller, listener);
      else
        serve(descriptor);
    }
  }
}
