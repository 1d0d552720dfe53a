/*
 * Stand-in for Darwin's libSystem: what the scenario holds, and how it is read. See libSystem.c.
 */
#ifndef STANDIN_H
#define STANDIN_H

#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

/* Darwin's error numbers, which are what errno is set to here, on Linux too. */
enum {
    D_EPERM = 1, D_ENOENT = 2, D_ESRCH = 3, D_EIO = 5, D_EBADF = 9, D_ENOMEM = 12, D_EFAULT = 14, D_EINVAL = 22,
    D_ERANGE = 34, D_EAGAIN = 35, D_EALREADY = 37, D_ENOBUFS = 55, D_ENOTCONN = 57, D_EOVERFLOW = 84
};

/* p_stat */
enum { SIDL = 1, SRUN = 2, SSLEEP = 3, SSTOP = 4, SZOMB = 5 };

enum { MAX_PROCESSES = 20000, MAX_SOURCES = 20000, MAX_USERS = 64, MAX_EVENTS = 64, MAX_STRINGS = 64 };

/* A string of bytes that are neither text nor terminated. */
struct bytes {
    char *at;
    size_t length;
};

struct process {
    int32_t pid, ppid;
    uint32_t uid, gid;
    int64_t start_sec;
    int32_t start_usec;
    int stat;
    int dying;  /* marked dead, but not yet on the list of zombies: nothing finds it */
    int spare;  /* not there until an event puts it in the place of another */
    struct bytes name;
    int unnamed; /* pbi_name is empty */
    uint32_t flags;
    uint32_t nfiles, fds;
    uint64_t uniqueid;
    int32_t idversion;
    uint64_t image;
    uint64_t virtual_size, resident, user, system;
    uint64_t faults, cow, sent, received, mach, unix_calls, csw;
    int32_t threads, running, priority;
    uint64_t idle_wakeups, interrupt_wakeups, pageins, footprint;
    uint64_t exit_abstime; /* shown of zombies only */
    uint64_t child_user, child_system, child_pageins;
    uint64_t disk_read, disk_written, instructions, cycles, energy;
    struct bytes path;
    int path_gone; /* the file has been deleted */
    struct bytes args[MAX_STRINGS];
    int argc;
    struct bytes env[MAX_STRINGS];
    int envc;
    int fail_task, fail_usage, fail_fds, fail_unique; /* errno of a policy that refuses, or of anything else */
    int short_task;                      /* bytes that are written too few */
};

/* How a socket of the network statistics ends when a scenario shows it as closed. */
enum { OPEN, CLOSED_WITH_UPDATE, CLOSED_AFTER_DROP, CLOSED_FOUND_BY_POLL };

/* A socket that network statistics tell of. */
struct source {
    uint64_t id; /* of the scenario only: clients are told a srcref */
    int provider;
    int32_t pid;
    uint64_t upid;
    struct bytes name;
    uint64_t rx, tx, rx_packets, tx_packets;
    uint32_t length; /* of the descriptor; 0: as this release has it */
    int moved;       /* fields are where nobody knows */
    int closed;
    int dropped;     /* so many updates are lost silently */
};

struct user {
    uint32_t uid;
    struct bytes name;
};

/* Something that happens just before a call for this pid is answered. */
struct event {
    char call[16];
    int32_t pid;
    char action[16];
    int done;
};

struct scenario {
    char product[32], release[32], machine[32];
    uint32_t numer, denom;
    int64_t tbfrequency;
    int translated; /* -1: the name is unknown, as on Intel */
    int ncpu;
    uint32_t euid;
    int32_t self;
    int rusage; /* the newest flavor */
    int fail_list;
    int fail_users;
    struct process *processes;
    int process_count;
    int fail_socket, fail_ioctl, fail_connect, fail_add, fail_update; /* errno; the last one once only */
    int eof;      /* connections to the network statistics end once */
    int silent;   /* polls are not answered */
    int max_room; /* the largest receive buffer */
    int round;    /* sources in one round of a poll */
    struct source *sources;
    int source_count;
    struct user users[MAX_USERS];
    int user_count;
    struct event events[MAX_EVENTS];
    int event_count;
};

/* What is shown now, and what guards it. */
extern struct scenario scenario;
extern pthread_mutex_t lock;

/* Sets errno. */
int fail(int error, int result);

int kernel_major(void);

void put32(char *at, uint32_t value);

void put64(char *at, uint64_t value);

void fill_kinfo(char *at, const struct process *process);

void fill_bsdinfo(char *at, const struct process *process);

void fill_taskinfo(char *at, const struct process *process);

/* Writes as many bytes as the flavor has. */
void fill_rusage(char *to, int flavor, const struct process *process);

/* Writes what KERN_PROCARGS2 answers with; returns its length. */
size_t lay_out_arguments(const struct process *process, char *to);

/* Tells clients of the network statistics what another scenario has changed. */
void network_scenario_changed(void);

/* Reads a scenario; returns 0, the number of the line that is wrong, or -1 if the file cannot be read. */
int scenario_read(const char *path, struct scenario *into);

void scenario_free(struct scenario *scenario);

#endif
