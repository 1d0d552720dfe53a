/*
 * Reads scenarios for the stand-in. One line each:
 *
 *   host KEY=VALUE ...
 *   user UID NAME
 *   process KEY=VALUE ...
 *   source KEY=VALUE ...
 *   event CALL PID ACTION
 *
 * Values have no spaces; %XX stands for a byte. Strings of a list are separated by '|'. See the tables below for keys.
 */
#define _GNU_SOURCE
#include "standin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { I32, U32, I64, U64, TEXT, BYTES, LIST, START, STAT };

struct key {
    const char *name;
    enum kind kind;
    size_t offset;
    size_t extra; /* the size of a text; where the length of a list is */
};

#define P(name, kind, field) { name, kind, offsetof(struct process, field), 0 }
static const struct key process_keys[] = {
    P("pid", I32, pid), P("ppid", I32, ppid), P("uid", U32, uid), P("gid", U32, gid), P("start", START, start_sec),
    P("stat", STAT, stat), P("dying", I32, dying), P("spare", I32, spare), P("name", BYTES, name),
    P("unnamed", I32, unnamed), P("flags", U32, flags), P("nfiles", U32, nfiles), P("fds", U32, fds),
    P("uniqueid", U64, uniqueid), P("idversion", I32, idversion), P("image", U64, image),
    P("virtual", U64, virtual_size), P("resident", U64, resident), P("user", U64, user), P("system", U64, system),
    P("faults", U64, faults), P("cow", U64, cow), P("sent", U64, sent), P("received", U64, received),
    P("mach", U64, mach), P("unix", U64, unix_calls), P("csw", U64, csw), P("threads", I32, threads),
    P("running", I32, running), P("priority", I32, priority), P("idle_wakeups", U64, idle_wakeups),
    P("interrupt_wakeups", U64, interrupt_wakeups), P("pageins", U64, pageins), P("footprint", U64, footprint),
    P("exit_abstime", U64, exit_abstime), P("child_user", U64, child_user), P("child_system", U64, child_system),
    P("child_pageins", U64, child_pageins), P("disk_read", U64, disk_read), P("disk_written", U64, disk_written),
    P("instructions", U64, instructions), P("cycles", U64, cycles), P("energy", U64, energy), P("path", BYTES, path),
    P("path_gone", I32, path_gone),
    { "args", LIST, offsetof(struct process, args), offsetof(struct process, argc) },
    { "env", LIST, offsetof(struct process, env), offsetof(struct process, envc) },
    P("fail_task", I32, fail_task), P("fail_usage", I32, fail_usage), P("fail_fds", I32, fail_fds),
    P("fail_unique", I32, fail_unique), P("short_task", I32, short_task), { NULL, I32, 0, 0 }
};

#define H(name, kind, field) { name, kind, offsetof(struct scenario, field), sizeof(((struct scenario *) 0)->field) }
static const struct key host_keys[] = {
    H("product", TEXT, product), H("release", TEXT, release), H("machine", TEXT, machine), H("numer", U32, numer),
    H("denom", U32, denom), H("tbfrequency", I64, tbfrequency), H("translated", I32, translated), H("ncpu", I32, ncpu),
    H("euid", U32, euid), H("self", I32, self), H("rusage", I32, rusage), H("fail_list", I32, fail_list),
    H("fail_users", I32, fail_users), H("fail_socket", I32, fail_socket), H("fail_ioctl", I32, fail_ioctl),
    H("fail_connect", I32, fail_connect), H("fail_add", I32, fail_add), H("fail_update", I32, fail_update),
    H("eof", I32, eof), H("silent", I32, silent), H("max_room", I32, max_room), H("round", I32, round),
    { NULL, I32, 0, 0 }
};

#define S(name, kind, field) { name, kind, offsetof(struct source, field), 0 }
static const struct key source_keys[] = {
    S("id", U64, id), S("provider", I32, provider), S("pid", I32, pid), S("upid", U64, upid), S("name", BYTES, name),
    S("rx", U64, rx), S("tx", U64, tx), S("rx_packets", U64, rx_packets), S("tx_packets", U64, tx_packets),
    S("length", U32, length), S("moved", I32, moved), S("closed", I32, closed), S("dropped", I32, dropped),
    { NULL, I32, 0, 0 }
};

static struct bytes decode(const char *text, size_t length)
{
    struct bytes result = { malloc(length + 1), 0 };
    for (size_t i = 0; i < length; i++) {
        char byte = text[i];
        if (byte == '%' && i + 2 < length) {
            char hex[3] = { text[i + 1], text[i + 2], 0 };
            byte = (char) strtol(hex, NULL, 16);
            i += 2;
        }
        result.at[result.length++] = byte;
    }
    result.at[result.length] = 0;
    return result;
}

static int decode_list(const char *value, struct bytes *list, int *count)
{
    for (;;) {
        const char *end = strchrnul(value, '|');
        if (*count == MAX_STRINGS) {
            return 0;
        }
        list[(*count)++] = decode(value, (size_t) (end - value));
        if (*end == 0) {
            return 1;
        }
        value = end + 1;
    }
}

static int decode_stat(const char *value)
{
    static const char *names[] = { "", "idle", "run", "sleep", "stop", "zombie" };
    for (int i = SIDL; i <= SZOMB; i++) {
        if (strcmp(value, names[i]) == 0) {
            return i;
        }
    }
    return 0;
}

static int set(void *structure, const struct key *keys, const char *name, const char *value)
{
    while (keys->name != NULL && strcmp(keys->name, name) != 0) {
        keys++;
    }
    if (keys->name == NULL) {
        return 0;
    }
    char *field = (char *) structure + keys->offset;
    switch (keys->kind) {
        case I32:
            *(int32_t *) field = (int32_t) strtol(value, NULL, 0);
            return 1;
        case U32:
            *(uint32_t *) field = (uint32_t) strtoul(value, NULL, 0);
            return 1;
        case I64:
            *(int64_t *) field = strtoll(value, NULL, 0);
            return 1;
        case U64:
            *(uint64_t *) field = strtoull(value, NULL, 0);
            return 1;
        case TEXT:
            snprintf(field, keys->extra, "%s", value);
            return 1;
        case BYTES:
            *(struct bytes *) field = decode(value, strlen(value));
            return 1;
        case LIST:
            return decode_list(value, (struct bytes *) field, (int *) ((char *) structure + keys->extra));
        case START: {
            struct process *process = structure;
            return sscanf(value, "%ld.%6d", &process->start_sec, &process->start_usec) == 2;
        }
        case STAT:
            *(int *) field = decode_stat(value);
            return *(int *) field != 0;
    }
    return 0;
}

static int set_all(void *structure, const struct key *keys, char *rest)
{
    char *state;
    for (char *pair = strtok_r(rest, " ", &state); pair != NULL; pair = strtok_r(NULL, " ", &state)) {
        char *value = strchr(pair, '=');
        if (value == NULL) {
            return 0;
        }
        *value++ = 0;
        if (!set(structure, keys, pair, value)) {
            return 0;
        }
    }
    return 1;
}

static int add_process(struct scenario *into, char *rest)
{
    if (into->process_count == MAX_PROCESSES) {
        return 0;
    }
    struct process *process = &into->processes[into->process_count++];
    process->ppid = 1;
    process->stat = SRUN;
    process->nfiles = 25;
    process->threads = 1;
    process->priority = 31;
    process->exit_abstime = 1;
    process->uniqueid = (uint64_t) into->process_count;
    return set_all(process, process_keys, rest);
}

static int add_source(struct scenario *into, char *rest)
{
    if (into->source_count == MAX_SOURCES) {
        return 0;
    }
    return set_all(&into->sources[into->source_count++], source_keys, rest);
}

static int read_line(struct scenario *into, char *line)
{
    char word[16];
    int used = 0;
    if (line[0] == 0 || line[0] == '#') {
        return 1;
    }
    if (sscanf(line, "%15s %n", word, &used) != 1) {
        return 0;
    }
    char *rest = line + used;
    if (strcmp(word, "host") == 0) {
        return set_all(into, host_keys, rest);
    }
    if (strcmp(word, "process") == 0) {
        return add_process(into, rest);
    }
    if (strcmp(word, "source") == 0) {
        return add_source(into, rest);
    }
    if (strcmp(word, "user") == 0 && into->user_count < MAX_USERS) {
        struct user *user = &into->users[into->user_count++];
        char name[256];
        if (sscanf(rest, "%u %255s", &user->uid, name) != 2) {
            return 0;
        }
        user->name = decode(name, strlen(name));
        return 1;
    }
    if (strcmp(word, "event") == 0 && into->event_count < MAX_EVENTS) {
        struct event *event = &into->events[into->event_count++];
        return sscanf(rest, "%15s %d %15s", event->call, &event->pid, event->action) == 3;
    }
    return 0;
}

int scenario_read(const char *path, struct scenario *into)
{
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return -1;
    }
    memset(into, 0, sizeof(*into));
    into->processes = calloc(MAX_PROCESSES, sizeof(struct process));
    into->sources = calloc(MAX_SOURCES, sizeof(struct source));
    into->translated = -1;
    into->max_room = 8 * 1024 * 1024;
    into->round = 100;
    char *line = NULL;
    size_t room = 0;
    int number = 0;
    int bad = 0;
    while (bad == 0 && getline(&line, &room, file) >= 0) {
        number++;
        line[strcspn(line, "\n")] = 0;
        if (!read_line(into, line)) {
            bad = number;
        }
    }
    free(line);
    fclose(file);
    return bad;
}

static void free_list(struct bytes *list, int count)
{
    for (int i = 0; i < count; i++) {
        free(list[i].at);
    }
}

void scenario_free(struct scenario *scenario)
{
    for (int i = 0; i < scenario->process_count; i++) {
        struct process *process = &scenario->processes[i];
        free(process->name.at);
        free(process->path.at);
        free_list(process->args, process->argc);
        free_list(process->env, process->envc);
    }
    for (int i = 0; i < scenario->source_count; i++) {
        free(scenario->sources[i].name.at);
    }
    for (int i = 0; i < scenario->user_count; i++) {
        free(scenario->users[i].name.at);
    }
    free(scenario->sources);
    free(scenario->processes);
    memset(scenario, 0, sizeof(*scenario));
}
