/*
 * The kernel control com.apple.network.statistics, as bsd/net/ntstat.c of xnu speaks: sockets to it that exist in this library
 * only, requests, and answers that lie in a receive buffer of limited size until they are read. What it tells of are the
 * sources of the scenario.
 *
 * A client watches the sources of the providers that it has asked for, under numbers (srcref) of its own.
 */
#define _GNU_SOURCE
#include "standin.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FIRST_FD = 5000, CONTROL_ID = 7, MAX_BUNDLE = 4096, FIRST_ROOM = 8192, MAX_UPDATE = 152 + 4096 };

enum { SUCCESS = 0, ERROR = 1, ADD_ALL_SRCS = 1002, GET_UPDATE = 1007, SRC_REMOVED = 10002, SRC_UPDATE = 10006 };

enum { CONTINUATION = 2, CLOSING = 4, AFTER_DROP = 8 };

struct datagram {
    struct datagram *next;
    size_t length;
    char bytes[];
};

struct watch {
    uint64_t id, srcref;
    uint64_t poll; /* the last poll that has told it */
    int dropped;   /* updates that were lost silently */
    int over;
};

struct client {
    struct client *next;
    int fd, connected, ended;
    size_t room, used;
    struct datagram *first, **end;
    int providers; /* bits */
    uint64_t context, poll;
    char bundle[MAX_BUNDLE];
    size_t bundled;
    struct watch *watches;
    int watch_count, watch_room;
};

static pthread_cond_t arrived = PTHREAD_COND_INITIALIZER;
static struct client *clients;
static int next_fd = FIRST_FD;
static long polls;

/* How many sockets are open, for tests. */
int standin_sockets(void)
{
    int count = 0;
    pthread_mutex_lock(&lock);
    for (struct client *client = clients; client != NULL; client = client->next) {
        count++;
    }
    pthread_mutex_unlock(&lock);
    return count;
}

/* How many polls were asked for, rounds that continue one included, for tests. */
long standin_polls(void)
{
    pthread_mutex_lock(&lock);
    long count = polls;
    pthread_mutex_unlock(&lock);
    return count;
}

static struct client *find(int fd)
{
    struct client *client = clients;
    while (client != NULL && client->fd != fd) {
        client = client->next;
    }
    return client;
}

/* -- what the client reads --------------------------------------------------------------------------------------------- */

/* Puts it into the receive buffer, of which a quarter is for what must not be lost; loses it without a word if that is full. */
static void enqueue(struct client *client, const char *bytes, size_t length, int critical)
{
    size_t room = critical ? client->room : client->room / 4 * 3;
    if (client->used + length > room) {
        return;
    }
    struct datagram *datagram = malloc(sizeof(*datagram) + length);
    datagram->next = NULL;
    datagram->length = length;
    memcpy(datagram->bytes, bytes, length);
    *client->end = datagram;
    client->end = &datagram->next;
    client->used += length;
    pthread_cond_broadcast(&arrived);
}

static void flush(struct client *client)
{
    if (client->bundled > 0) {
        enqueue(client, client->bundle, client->bundled, 0);
        client->bundled = 0;
    }
}

static void put_header(char *at, uint64_t context, uint32_t type, size_t length, int flags)
{
    put64(at, context);
    put32(at + 8, type);
    put32(at + 12, (uint32_t) length | (uint32_t) flags << 16);
}

static void send_success(struct client *client, uint64_t context, int flags)
{
    char message[16];
    put_header(message, context, SUCCESS, sizeof(message), flags);
    enqueue(client, message, sizeof(message), 1);
}

static void send_error(struct client *client, uint64_t context, int error, const char *request, size_t length)
{
    char message[24 + 64] = { 0 };
    put_header(message, context, ERROR, 24 + length, 0);
    put32(message + 16, (uint32_t) error);
    memcpy(message + 24, request, length);
    enqueue(client, message, 24 + length, 1);
}

static void send_removed(struct client *client, const struct watch *watch, int flags)
{
    char message[24];
    put_header(message, 0, SRC_REMOVED, sizeof(message), flags);
    put64(message + 16, watch->srcref);
    enqueue(client, message, sizeof(message), 1);
}

static int is_tcp(const struct source *source)
{
    return source->provider == 2 || source->provider == 3 || source->provider == 8;
}

static size_t descriptor_length(const struct source *source)
{
    if (source->length != 0) {
        return source->length;
    }
    int major = kernel_major();
    if (is_tcp(source)) {
        return major < 20 ? 304 : major < 23 ? 336 : 344;
    }
    return major < 20 ? 256 : major < 23 ? 272 : 280;
}

static size_t fill_update(char *at, const struct source *source, uint64_t srcref, int flags)
{
    size_t descriptor = descriptor_length(source);
    size_t pid = is_tcp(source) ? (descriptor == 304 ? 100 : 116) : 128;
    size_t name = is_tcp(source) ? pid + 80 : 132;
    char *data = at + 152;
    memset(at, 0, 152 + descriptor);
    put_header(at, 0, SRC_UPDATE, 152 + descriptor, flags);
    put64(at + 16, srcref);
    put64(at + 32, source->rx_packets);
    put64(at + 40, source->rx);
    put64(at + 48, source->tx_packets);
    put64(at + 56, source->tx);
    put64(at + 96, source->rx / 2);
    put64(at + 104, source->tx / 2);
    put32(at + 144, (uint32_t) source->provider);
    put64(data, source->upid);
    put64(data + 8, source->upid);
    if (!source->moved) {
        put32(data + pid, (uint32_t) source->pid);
        put32(data + (is_tcp(source) ? pid + 4 : 196), (uint32_t) source->pid);
        memcpy(data + name, source->name.at, source->name.length < 63 ? source->name.length : 63);
    }
    return 152 + descriptor;
}

static void send_update(struct client *client, struct watch *watch, const struct source *source, int flags)
{
    char message[MAX_UPDATE];
    if (watch->dropped < source->dropped) {
        watch->dropped++;
        return;
    }
    size_t length = fill_update(message, source, watch->srcref, flags);
    if (client->bundled + length > MAX_BUNDLE) {
        flush(client);
    }
    if (length > MAX_BUNDLE) {
        enqueue(client, message, length, 0);
        return;
    }
    memcpy(client->bundle + client->bundled, message, length);
    client->bundled += length;
}

/* -- sources ----------------------------------------------------------------------------------------------------------- */

static struct source *find_source(uint64_t id)
{
    for (int i = 0; i < scenario.source_count; i++) {
        if (scenario.sources[i].id == id) {
            return &scenario.sources[i];
        }
    }
    return NULL;
}

static struct watch *find_watch(struct client *client, uint64_t id)
{
    for (int i = 0; i < client->watch_count; i++) {
        if (client->watches[i].id == id) {
            return &client->watches[i];
        }
    }
    return NULL;
}

static struct watch *add_watch(struct client *client, uint64_t id)
{
    if (client->watch_count == client->watch_room) {
        client->watch_room = client->watch_room * 2 + 64;
        client->watches = realloc(client->watches, (size_t) client->watch_room * sizeof(struct watch));
    }
    struct watch *watch = &client->watches[client->watch_count++];
    memset(watch, 0, sizeof(*watch));
    watch->id = id;
    watch->srcref = (uint64_t) client->fd << 20 | (uint64_t) client->watch_count;
    return watch;
}

static int watches_provider(const struct client *client, const struct source *source)
{
    return client->providers >> source->provider & 1;
}

static void watch_provider(struct client *client, int provider)
{
    client->providers |= 1 << provider;
    for (int i = 0; i < scenario.source_count; i++) {
        const struct source *source = &scenario.sources[i];
        if (source->provider == provider) {
            add_watch(client, source->id)->over = source->closed != OPEN;
        }
    }
}

static void close_source(struct client *client, struct watch *watch, const struct source *source)
{
    if (source->closed == CLOSED_WITH_UPDATE) {
        send_update(client, watch, source, CLOSING);
        flush(client);
    }
    if (source->closed != CLOSED_FOUND_BY_POLL) {
        send_removed(client, watch, source->closed == CLOSED_AFTER_DROP ? AFTER_DROP : 0);
        watch->over = 1;
    }
}

void network_scenario_changed(void)
{
    for (struct client *client = clients; client != NULL; client = client->next) {
        client->ended |= scenario.eof;
        for (int i = 0; i < scenario.source_count; i++) {
            const struct source *source = &scenario.sources[i];
            if (watches_provider(client, source)) {
                struct watch *watch = find_watch(client, source->id);
                watch = watch == NULL ? add_watch(client, source->id) : watch;
                if (source->closed != OPEN && !watch->over) {
                    close_source(client, watch, source);
                }
            }
        }
    }
    pthread_cond_broadcast(&arrived);
}

/* -- requests ---------------------------------------------------------------------------------------------------------- */

static void add_all(struct client *client, uint64_t context, const char *request, size_t length)
{
    uint64_t filter;
    uint32_t provider;
    memcpy(&filter, request + 16, sizeof(filter));
    memcpy(&provider, request + 32, sizeof(provider));
    int error = scenario.fail_add;
    if (error == 0 && (length != 56 || (filter & 0x100000) == 0)) {
        error = D_EINVAL;
    }
    if (error == 0 && (provider < 1 || provider > 10)) {
        error = D_ENOENT;
    }
    if (error == 0 && client->providers >> provider & 1) {
        error = D_EALREADY;
    }
    if (error != 0) {
        send_error(client, context, error, request, length);
        return;
    }
    watch_provider(client, (int) provider);
    send_success(client, context, 0);
}

/* Tells at most a round of the sources that this poll has not told yet; returns whether there are more. */
static int tell_round(struct client *client, int continues)
{
    int told = 0;
    for (int i = 0; i < client->watch_count; i++) {
        struct watch *watch = &client->watches[i];
        const struct source *source = watch->over ? NULL : find_source(watch->id);
        if (source == NULL || watch->poll == client->poll) {
            continue;
        }
        if (continues && told == scenario.round) {
            flush(client);
            return 1;
        }
        send_update(client, watch, source, 0);
        watch->poll = client->poll;
        told++;
    }
    flush(client);
    return 0;
}

static void remove_found(struct client *client)
{
    for (int i = 0; i < client->watch_count; i++) {
        struct watch *watch = &client->watches[i];
        const struct source *source = find_source(watch->id);
        if (!watch->over && source != NULL && source->closed == CLOSED_FOUND_BY_POLL) {
            send_removed(client, watch, 0);
            watch->over = 1;
        }
    }
}

static void get_update(struct client *client, uint64_t context, const char *request, size_t length)
{
    int continues = request[14] & CONTINUATION;
    polls++;
    if (scenario.silent) {
        return;
    }
    if (scenario.fail_update != 0) {
        send_error(client, context, scenario.fail_update, request, length);
        scenario.fail_update = 0;
        return;
    }
    if (client->context != context) {
        if (client->context != 0) {
            send_error(client, client->context, D_EAGAIN, request, length);
        }
        client->context = context;
        client->poll++;
    }
    if (tell_round(client, continues)) {
        send_success(client, context, CONTINUATION);
        return;
    }
    client->context = 0;
    send_success(client, context, 0);
    remove_found(client);
}

static long request(struct client *client, const char *bytes, size_t length)
{
    uint64_t context;
    uint32_t type;
    uint16_t told;
    if (length < 16 || length > 64) {
        return fail(D_EINVAL, -1);
    }
    memcpy(&context, bytes, sizeof(context));
    memcpy(&type, bytes + 8, sizeof(type));
    memcpy(&told, bytes + 12, sizeof(told));
    if (told != length) {
        send_error(client, context, D_EINVAL, bytes, length);
    } else if (type == ADD_ALL_SRCS) {
        add_all(client, context, bytes, length);
    } else if (type == GET_UPDATE && length == 24) {
        get_update(client, context, bytes, length);
    } else {
        send_error(client, context, D_EINVAL, bytes, length);
    }
    return (long) length;
}

/* -- calls ------------------------------------------------------------------------------------------------------------- */

int socket(int domain, int type, int protocol)
{
    int fd = -1;
    pthread_mutex_lock(&lock);
    if (domain != 32 || type != 2 || protocol != 2) {
        fail(D_EINVAL, -1);
    } else if (scenario.fail_socket != 0) {
        fail(scenario.fail_socket, -1);
    } else {
        struct client *client = calloc(1, sizeof(*client));
        client->fd = fd = next_fd++;
        client->end = &client->first;
        client->next = clients;
        clients = client;
    }
    pthread_mutex_unlock(&lock);
    return fd;
}

int ioctl(int fd, unsigned long operation, ...)
{
    int result;
    va_list rest;
    va_start(rest, operation);
    char *info = va_arg(rest, char *);
    va_end(rest);
    pthread_mutex_lock(&lock);
    if (find(fd) == NULL) {
        result = fail(D_EBADF, -1);
    } else if (operation != 0xC0644E03UL) {
        result = fail(D_EINVAL, -1);
    } else if (scenario.fail_ioctl != 0 || strcmp(info + 4, "com.apple.network.statistics") != 0) {
        result = fail(scenario.fail_ioctl != 0 ? scenario.fail_ioctl : D_ENOENT, -1);
    } else {
        put32(info, CONTROL_ID);
        result = 0;
    }
    pthread_mutex_unlock(&lock);
    return result;
}

int connect(int fd, const char *address, unsigned int length)
{
    char expected[12] = { 32, 32, 2, 0, CONTROL_ID };
    int result = 0;
    pthread_mutex_lock(&lock);
    struct client *client = find(fd);
    if (client == NULL) {
        result = fail(D_EBADF, -1);
    } else if (length != 32 || memcmp(address, expected, sizeof(expected)) != 0) {
        result = fail(D_EINVAL, -1);
    } else if (scenario.fail_connect != 0) {
        result = fail(scenario.fail_connect, -1);
    } else {
        client->connected = 1;
        client->room = FIRST_ROOM;
    }
    pthread_mutex_unlock(&lock);
    return result;
}

int setsockopt(int fd, int level, int option, const int *value, unsigned int length)
{
    int result = 0;
    pthread_mutex_lock(&lock);
    struct client *client = find(fd);
    if (client == NULL) {
        result = fail(D_EBADF, -1);
    } else if (level != 0xffff || option != 0x1002 || length != 4) {
        result = fail(D_EINVAL, -1);
    } else if (*value > scenario.max_room) {
        result = fail(D_ENOBUFS, -1);
    } else {
        client->room = (size_t) *value;
    }
    pthread_mutex_unlock(&lock);
    return result;
}

long send(int fd, const void *bytes, size_t length, int flags)
{
    long result;
    (void) flags;
    pthread_mutex_lock(&lock);
    struct client *client = find(fd);
    if (client == NULL) {
        result = fail(D_EBADF, -1);
    } else if (!client->connected || client->ended) {
        result = fail(D_ENOTCONN, -1);
    } else {
        result = request(client, bytes, length);
    }
    pthread_mutex_unlock(&lock);
    return result;
}

/* Answers as with MSG_DONTWAIT. */
long recv(int fd, void *buffer, size_t size, int flags)
{
    long result = 0;
    (void) flags;
    pthread_mutex_lock(&lock);
    struct client *client = find(fd);
    if (client == NULL) {
        result = fail(D_EBADF, -1);
    } else if (client->first != NULL) {
        struct datagram *datagram = client->first;
        size_t length = datagram->length < size ? datagram->length : size;
        memcpy(buffer, datagram->bytes, length);
        client->first = datagram->next;
        if (client->first == NULL) {
            client->end = &client->first;
        }
        client->used -= datagram->length;
        free(datagram);
        result = (long) length;
    } else if (!client->ended) {
        result = fail(D_EAGAIN, -1);
    }
    pthread_mutex_unlock(&lock);
    return result;
}

struct pollfd {
    int fd;
    short events, revents;
};

/* For one descriptor, and input. */
int poll(struct pollfd *fds, unsigned int count, int milliseconds)
{
    struct timespec until;
    int result = 0;
    if (count != 1) {
        return fail(D_EINVAL, -1);
    }
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += milliseconds / 1000;
    until.tv_nsec += milliseconds % 1000 * 1000000L;
    if (until.tv_nsec >= 1000000000L) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000L;
    }
    pthread_mutex_lock(&lock);
    struct client *client = find(fds->fd);
    while (client != NULL && client->first == NULL && !client->ended
            && pthread_cond_timedwait(&arrived, &lock, &until) == 0) {
        client = find(fds->fd);
    }
    if (client == NULL) {
        result = fail(D_EBADF, -1);
    } else if (client->first != NULL || client->ended) {
        fds->revents = 1;
        result = 1;
    }
    pthread_mutex_unlock(&lock);
    return result;
}

int close(int fd)
{
    int result = 0;
    pthread_mutex_lock(&lock);
    struct client **link = &clients;
    while (*link != NULL && (*link)->fd != fd) {
        link = &(*link)->next;
    }
    struct client *client = *link;
    if (client == NULL) {
        result = fail(D_EBADF, -1);
    } else {
        *link = client->next;
        while (client->first != NULL) {
            struct datagram *next = client->first->next;
            free(client->first);
            client->first = next;
        }
        free(client->watches);
        free(client);
    }
    pthread_mutex_unlock(&lock);
    return result;
}
