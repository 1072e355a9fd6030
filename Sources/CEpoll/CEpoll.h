// Glibc's Swift module leaves these headers out; the event loop needs them on Linux.
#pragma once
#include <sys/epoll.h>
