/*
 * Stand-in for Darwin's libSystem, so that the macOS source can be tested where there is no Mac: the functions that it calls
 * answer as xnu would, with Darwin's layouts and error numbers, about processes that a scenario file describes.
 *
 * The file is named by the environment variable DARWIN_STANDIN or by standin_use(), and read again at the next listing when
 * it has been replaced. What a scenario holds are the true counts of the kernel; how they look to a caller (clamped, wrapped,
 * cut, refused) is decided here, by the release that it names.
 *
 * Structures are laid out in structures.c, scenario files read in scenario.c; sockets.c and
 * statistics.c are the network statistics.
 *
 * Built with -Bsymbolic: names such as getpid exist in the C library too, and must not be mixed up.
 */
#define _GNU_SOURCE
#include "standin.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define ARG_MAX_BYTES (1024 * 1024)

pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char *scenario_path;
struct scenario scenario;
static struct stat scenario_file;

static struct call {
    const char *name;
    long count;
} calls[] = { { "list", 0 }, { "args", 0 }, { "sysctlbyname", 0 }, { "task", 0 }, { "bsd", 0 }, { "fds", 0 },
    { "unique", 0 }, { "usage", 0 }, { "path", 0 }, { "getpwuid_r", 0 }, { "other", 0 }, { NULL, 0 } };

/* -- control, for tests ------------------------------------------------------------------------------------------------ */

static int load(void)
{
    struct scenario fresh;
    struct stat file;
    if (scenario_path == NULL || stat(scenario_path, &file) != 0) {
        return -1;
    }
    if (file.st_ino == scenario_file.st_ino && file.st_mtim.tv_sec == scenario_file.st_mtim.tv_sec
            && file.st_mtim.tv_nsec == scenario_file.st_mtim.tv_nsec && file.st_size == scenario_file.st_size) {
        return 0;
    }
    int bad = scenario_read(scenario_path, &fresh);
    if (bad != 0) {
        fprintf(stderr, "stand-in libSystem: %s: line %d\n", scenario_path, bad);
        return bad;
    }
    scenario_free(&scenario);
    scenario = fresh;
    scenario_file = file;
    network_scenario_changed();
    return 0;
}

static void ensure_loaded(void)
{
    if (scenario_path == NULL) {
        const char *path = getenv("DARWIN_STANDIN");
        scenario_path = path == NULL ? NULL : strdup(path);
        load();
    }
}

/* Takes this file from now on; returns 0, the number of a wrong line, or -1. */
int standin_use(const char *path)
{
    pthread_mutex_lock(&lock);
    free(scenario_path);
    scenario_path = strdup(path);
    memset(&scenario_file, 0, sizeof(scenario_file));
    int bad = load();
    pthread_mutex_unlock(&lock);
    return bad;
}

/* How often this call was made since standin_reset_calls(); of all calls together for an empty name. */
long standin_calls(const char *name)
{
    long count = 0;
    pthread_mutex_lock(&lock);
    for (struct call *call = calls; call->name != NULL; call++) {
        if (*name == 0 || strcmp(name, call->name) == 0) {
            count += call->count;
        }
    }
    pthread_mutex_unlock(&lock);
    return count;
}

void standin_reset_calls(void)
{
    pthread_mutex_lock(&lock);
    for (struct call *call = calls; call->name != NULL; call++) {
        call->count = 0;
    }
    pthread_mutex_unlock(&lock);
}

/* -- the kernel -------------------------------------------------------------------------------------------------------- */

static struct process *find_listed(int32_t pid)
{
    for (int i = 0; i < scenario.process_count; i++) {
        struct process *process = &scenario.processes[i];
        if (process->pid == pid && !process->spare) {
            return process;
        }
    }
    return NULL;
}

/* Not zombies, and not what is about to be one (proc_find). */
static struct process *find_living(int32_t pid)
{
    struct process *process = find_listed(pid);
    return process == NULL || process->dying || process->stat == SZOMB ? NULL : process;
}

static struct process *find_zombie(int32_t pid)
{
    struct process *process = find_listed(pid);
    return process == NULL || process->dying || process->stat != SZOMB ? NULL : process;
}

static void remove_process(struct process *process)
{
    process->spare = 1;
    process->pid = -1;
}

static void happen(const struct event *event)
{
    struct process *process = find_listed(event->pid);
    if (process == NULL) {
        return;
    }
    if (strcmp(event->action, "exit") == 0) {
        process->stat = SZOMB;
    } else if (strcmp(event->action, "die") == 0) {
        process->dying = 1;
    } else if (strcmp(event->action, "reap") == 0) {
        remove_process(process);
    } else if (strcmp(event->action, "replace") == 0) {
        remove_process(process);
        for (int i = 0; i < scenario.process_count; i++) {
            struct process *other = &scenario.processes[i];
            if (other->pid == event->pid && other->spare) {
                other->spare = 0;
            }
        }
    }
}

static void enter(const char *name, int32_t pid)
{
    ensure_loaded();
    for (struct call *call = calls; call->name != NULL; call++) {
        if (strcmp(call->name, name) == 0) {
            call->count++;
        }
    }
    for (int i = 0; i < scenario.event_count; i++) {
        struct event *event = &scenario.events[i];
        if (!event->done && event->pid == pid && strcmp(event->call, name) == 0) {
            event->done = 1;
            happen(event);
        }
    }
}

/* proc_security_policy */
static int may_read(const struct process *process)
{
    return scenario.euid == 0 || scenario.euid == process->uid;
}

int fail(int error, int result)
{
    errno = error;
    return result;
}

/* -- libproc ----------------------------------------------------------------------------------------------------------- */

static int list_fds(const struct process *process, char *buffer, int size)
{
    if (buffer == NULL) {
        return (int) (process->nfiles + 20) * 8;
    }
    int room = size / 8;
    int count = (int) process->fds < room ? (int) process->fds : room;
    for (int i = 0; i < count; i++) {
        put32(buffer + i * 8, (uint32_t) i);
        put32(buffer + i * 8 + 4, 1);
    }
    return count * 8;
}

static const char *flavor_name(int flavor)
{
    switch (flavor) {
        case 1:
            return "fds";
        case 2:
            return "task";
        case 3:
            return "bsd";
        case 17:
            return "unique";
        default:
            return "other";
    }
}

static int pidinfo(int pid, int flavor, uint64_t arg, char *buffer, int size)
{
    static const struct {
        int flavor, size, zombies, anybody;
    } known[] = { { 1, 8, 0, 0 }, { 2, 232, 0, 0 }, { 3, 136, 1, 0 }, { 17, 56, 1, 1 } };
    int i = 0;
    while (i < 4 && known[i].flavor != flavor) {
        i++;
    }
    if (i == 4) {
        return fail(D_EINVAL, 0);
    }
    if (size < known[i].size && !(flavor == 1 && buffer == NULL)) {
        return fail(D_ENOMEM, 0);
    }
    struct process *process = find_living(pid);
    if (process == NULL && known[i].zombies && arg != 0) {
        process = find_zombie(pid);
    }
    if (process == NULL) {
        return fail(D_ESRCH, 0);
    }
    if (!known[i].anybody && !may_read(process)) {
        return fail(D_EPERM, 0);
    }
    switch (flavor) {
        case 1:
            return process->fail_fds != 0 ? fail(process->fail_fds, 0) : list_fds(process, buffer, size);
        case 2:
            if (process->fail_task != 0) {
                return fail(process->fail_task, 0);
            }
            fill_bsdinfo(buffer, process);
            fill_taskinfo(buffer + 136, process);
            return 232 - process->short_task;
        case 3:
            fill_bsdinfo(buffer, process);
            return 136;
        default:
            if (process->fail_unique != 0) {
                return fail(process->fail_unique, 0);
            }
            memset(buffer, 0, 56);
            put64(buffer + 16, process->uniqueid);
            put32(buffer + 32, (uint32_t) process->idversion);
            return 56;
    }
}

int proc_pidinfo(int pid, int flavor, uint64_t arg, void *buffer, int size)
{
    pthread_mutex_lock(&lock);
    enter(flavor_name(flavor), pid);
    int result = pidinfo(pid, flavor, arg, buffer, size);
    pthread_mutex_unlock(&lock);
    return result;
}

/* The executable's path, of anybody's process; with its file deleted, the process is not found either. */
static int path_of(int pid, char *buffer, uint32_t size)
{
    if (size < 1024) {
        return fail(D_ENOMEM, 0);
    }
    if (size > 4096) {
        return fail(D_EOVERFLOW, 0);
    }
    const struct process *process = find_living(pid);
    if (process == NULL || pid == 0 || process->path.at == NULL || process->path_gone) {
        return fail(D_ESRCH, 0);
    }
    memcpy(buffer, process->path.at, process->path.length + 1);
    return (int) process->path.length;
}

int proc_pidpath(int pid, void *buffer, uint32_t size)
{
    pthread_mutex_lock(&lock);
    enter("path", pid);
    int result = path_of(pid, buffer, size);
    pthread_mutex_unlock(&lock);
    return result;
}

static int rusage(int pid, int flavor, char *buffer)
{
    struct process *process = find_living(pid);
    if (process == NULL) {
        process = find_zombie(pid);
    }
    if (process == NULL) {
        return fail(D_ESRCH, -1);
    }
    if (!may_read(process)) {
        return fail(D_EPERM, -1);
    }
    if (process->fail_usage != 0) {
        return fail(process->fail_usage, -1);
    }
    if (flavor < 0 || flavor > scenario.rusage) {
        return fail(D_EINVAL, -1);
    }
    fill_rusage(buffer, flavor, process);
    return 0;
}

#ifndef WITHOUT_RUSAGE
int proc_pid_rusage(int pid, int flavor, void *buffer)
{
    pthread_mutex_lock(&lock);
    enter("usage", pid);
    int result = rusage(pid, flavor, buffer);
    pthread_mutex_unlock(&lock);
    return result;
}
#endif

/* -- sysctl ------------------------------------------------------------------------------------------------------------ */

static int list_processes(char *old, size_t *oldlen)
{
    load();
    if (scenario.fail_list != 0) {
        return fail(scenario.fail_list, -1);
    }
    size_t needed = 0;
    for (int i = 0; i < scenario.process_count; i++) {
        const struct process *process = &scenario.processes[i];
        needed += !process->spare && process->stat != SIDL ? 648 : 0;
    }
    if (old == NULL) {
        *oldlen = needed + 5 * 648;
        return 0;
    }
    if (*oldlen < needed) {
        *oldlen = 0;
        return fail(D_ENOMEM, -1);
    }
    char *at = old;
    /* The living, the newest first, then zombies. */
    for (int zombies = 0; zombies <= 1; zombies++) {
        for (int i = scenario.process_count - 1; i >= 0; i--) {
            const struct process *process = &scenario.processes[i];
            if (!process->spare && process->stat != SIDL && (process->stat == SZOMB) == zombies) {
                fill_kinfo(at, process);
                at += 648;
            }
        }
    }
    *oldlen = (size_t) (at - old);
    return 0;
}

static int arguments(int pid, char *old, size_t *oldlen)
{
    static char data[ARG_MAX_BYTES + 4];
    const struct process *process = find_living(pid);
    if (old != NULL && *oldlen > sizeof(data)) {
        return fail(D_EINVAL, -1);
    }
    if (process == NULL || pid == 0 || process->path.at == NULL) {
        return fail(D_EINVAL, -1);
    }
    size_t length = lay_out_arguments(process, data);
    if (old == NULL) {
        *oldlen = length;
        return 0;
    }
    if (!may_read(process)) {
        return fail(D_EINVAL, -1);
    }
    if (*oldlen < length) {
        /* No failure: the end of it. */
        memcpy(old, data + length - *oldlen, *oldlen);
        return 0;
    }
    memcpy(old, data, length);
    *oldlen = length;
    return 0;
}

int sysctl(int *name, unsigned int namelen, void *old, size_t *oldlen, void *fresh, size_t freshlen)
{
    int result;
    (void) fresh;
    (void) freshlen;
    pthread_mutex_lock(&lock);
    if (namelen == 4 && name[0] == 1 && name[1] == 14 && name[2] == 0) {
        enter("list", -1);
        result = list_processes(old, oldlen);
    } else if (namelen == 3 && name[0] == 1 && name[1] == 49) {
        enter("args", name[2]);
        result = arguments(name[2], old, oldlen);
    } else {
        enter("other", -1);
        result = fail(D_EINVAL, -1);
    }
    pthread_mutex_unlock(&lock);
    return result;
}

static int answer(const void *value, size_t size, void *old, size_t *oldlen)
{
    if (old != NULL && *oldlen < size) {
        return fail(D_ENOMEM, -1);
    }
    if (old != NULL) {
        memcpy(old, value, size);
    }
    *oldlen = size;
    return 0;
}

static int by_name(const char *name, void *old, size_t *oldlen)
{
    int argmax = ARG_MAX_BYTES;
    if (strcmp(name, "kern.osproductversion") == 0) {
        return answer(scenario.product, strlen(scenario.product) + 1, old, oldlen);
    }
    if (strcmp(name, "kern.osrelease") == 0) {
        return answer(scenario.release, strlen(scenario.release) + 1, old, oldlen);
    }
    if (strcmp(name, "hw.machine") == 0) {
        return answer(scenario.machine, strlen(scenario.machine) + 1, old, oldlen);
    }
    if (strcmp(name, "hw.logicalcpu") == 0 || strcmp(name, "hw.ncpu") == 0) {
        return answer(&scenario.ncpu, sizeof(scenario.ncpu), old, oldlen);
    }
    if (strcmp(name, "kern.argmax") == 0) {
        return answer(&argmax, sizeof(argmax), old, oldlen);
    }
    if (strcmp(name, "sysctl.proc_translated") == 0 && scenario.translated >= 0) {
        return answer(&scenario.translated, sizeof(scenario.translated), old, oldlen);
    }
    if (strcmp(name, "hw.tbfrequency") == 0 && scenario.tbfrequency != 0) {
        return answer(&scenario.tbfrequency, sizeof(scenario.tbfrequency), old, oldlen);
    }
    return fail(D_ENOENT, -1);
}

int sysctlbyname(const char *name, void *old, size_t *oldlen, void *fresh, size_t freshlen)
{
    (void) fresh;
    (void) freshlen;
    pthread_mutex_lock(&lock);
    enter("sysctlbyname", -1);
    int result = by_name(name, old, oldlen);
    pthread_mutex_unlock(&lock);
    return result;
}

/* -- the rest ---------------------------------------------------------------------------------------------------------- */

int mach_timebase_info(uint32_t *info)
{
    pthread_mutex_lock(&lock);
    enter("other", -1);
    int translated = scenario.translated == 1;
    info[0] = translated ? 1 : scenario.numer;
    info[1] = translated ? 1 : scenario.denom;
    pthread_mutex_unlock(&lock);
    return 0;
}

int getpwuid_r(uint32_t uid, char *passwd, char *buffer, size_t size, void **result)
{
    int error = 0;
    pthread_mutex_lock(&lock);
    enter("getpwuid_r", -1);
    *result = NULL;
    error = scenario.fail_users;
    for (int i = 0; error == 0 && i < scenario.user_count; i++) {
        const struct user *user = &scenario.users[i];
        if (user->uid == uid && user->name.length >= size) {
            error = D_ERANGE;
        } else if (user->uid == uid) {
            memset(passwd, 0, 72);
            memcpy(buffer, user->name.at, user->name.length + 1);
            put64(passwd, (uint64_t) (uintptr_t) buffer);
            put32(passwd + 16, uid);
            *result = passwd;
        }
    }
    pthread_mutex_unlock(&lock);
    return error;
}

int getpid(void)
{
    pthread_mutex_lock(&lock);
    enter("other", -1);
    int pid = scenario.self;
    pthread_mutex_unlock(&lock);
    return pid;
}

uint32_t geteuid(void)
{
    pthread_mutex_lock(&lock);
    enter("other", -1);
    uint32_t euid = scenario.euid;
    pthread_mutex_unlock(&lock);
    return euid;
}
