// What Glibc's Swift module leaves out and the event loop needs on Linux. accept4 and pipe2 stand
// behind _GNU_SOURCE in the system's headers, which a Swift package cannot set for an import.
#pragma once
#include <sys/epoll.h>
#include <sys/socket.h>

int accept4(int, struct sockaddr *, socklen_t *, int);
int pipe2(int[2], int);
