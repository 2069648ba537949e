#define _GNU_SOURCE
#include "mapping.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>

// Nothing but atomics that need no lock: the handler may run between any two instructions.
struct guard {
  _Atomic uintptr_t base;  // 0: free, 1: being filled
  _Atomic size_t count;
  _Atomic bool is_lost;
};

enum { most_guards = 4096 };

static struct guard guards[most_guards];
static struct sigaction before;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool is_installed;

static bool replace_with_zeros(uintptr_t address) {
  for (int32_t index = 0; index < most_guards; index++) {
    uintptr_t base = atomic_load(&guards[index].base);
    if (base <= 1 || address < base || address - base >= atomic_load(&guards[index].count)) continue;
    atomic_store(&guards[index].is_lost, true);
    // A bare system call in Linux; it replaces all pages at once, so that no reader meets a gap.
    void *zeros = mmap((void *)base, atomic_load(&guards[index].count), PROT_READ,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    return zeros != MAP_FAILED;
  }
  return false;
}

static void on_bus_error(int number, siginfo_t *info, void *context) {
  int error = errno;
  bool is_repaired = replace_with_zeros((uintptr_t)info->si_addr);
  errno = error;
  if (is_repaired) return;
  if (before.sa_flags & SA_SIGINFO) {
    before.sa_sigaction(number, info, context);
  } else if (before.sa_handler != SIG_DFL && before.sa_handler != SIG_IGN) {
    before.sa_handler(number);
  } else {
    // The read is tried again when this returns, and ends the program as it would have.
    signal(SIGBUS, SIG_DFL);
  }
}

static void install(void) {
  struct sigaction action = {.sa_sigaction = on_bus_error, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  is_installed = sigaction(SIGBUS, &action, &before) == 0;
}

int32_t drawbridge_mapping_guard(const void *base, size_t count) {
  pthread_once(&once, install);
  if (!is_installed) return -1;
  for (int32_t index = 0; index < most_guards; index++) {
    uintptr_t empty = 0;
    if (!atomic_compare_exchange_strong(&guards[index].base, &empty, 1)) continue;
    atomic_store(&guards[index].count, count);
    atomic_store(&guards[index].is_lost, false);
    atomic_store(&guards[index].base, (uintptr_t)base);
    return index;
  }
  return -1;
}

void drawbridge_mapping_release(int32_t guard) { atomic_store(&guards[guard].base, 0); }

bool drawbridge_mapping_is_lost(int32_t guard) { return atomic_load(&guards[guard].is_lost); }
