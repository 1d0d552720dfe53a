/*
 * What the kernel control com.apple.network.statistics answers, as bsd/net/ntstat.c of xnu does. What it tells of are the
 * sources of the scenario: a client watches those of the providers that it has asked for, under numbers (srcref) of its own.
 */
#define _GNU_SOURCE
#include "statistics.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_UPDATE = 152 + 4096 };

enum { SUCCESS = 0, ERROR = 1, ADD_ALL_SRCS = 1002, GET_UPDATE = 1007, SRC_REMOVED = 10002, SRC_UPDATE = 10006 };

enum { CONTINUATION = 2, CLOSING = 4, AFTER_DROP = 8 };

static long polls;

/* How many polls were asked for, rounds that continue one included, for tests. */
long standin_polls(void)
{
    pthread_mutex_lock(&lock);
    long count = polls;
    pthread_mutex_unlock(&lock);
    return count;
}

/* -- what the client reads --------------------------------------------------------------------------------------------- */

static void flush(struct client *client)
{
    if (client->bundled > 0) {
        client_enqueue(client, client->bundle, client->bundled, 0);
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
    client_enqueue(client, message, sizeof(message), 1);
}

static void send_error(struct client *client, uint64_t context, int error, const char *request, size_t length)
{
    char message[24 + 64] = { 0 };
    put_header(message, context, ERROR, 24 + length, 0);
    put32(message + 16, (uint32_t) error);
    memcpy(message + 24, request, length);
    client_enqueue(client, message, 24 + length, 1);
}

static void send_removed(struct client *client, const struct watch *watch, int flags)
{
    char message[24];
    put_header(message, 0, SRC_REMOVED, sizeof(message), flags);
    put64(message + 16, watch->srcref);
    client_enqueue(client, message, sizeof(message), 1);
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
        client_enqueue(client, message, length, 0);
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

void client_show_scenario(struct client *client)
{
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

long client_request(struct client *client, const char *bytes, size_t length)
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
