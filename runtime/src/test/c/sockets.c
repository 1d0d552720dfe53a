/*
 * Sockets to the kernel control com.apple.network.statistics, as far as they exist in this library: what has been answered lies
 * in a receive buffer of limited size until it is read. See statistics.c for what is said over them.
 */
#include "statistics.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FIRST_FD = 5000, CONTROL_ID = 7, FIRST_ROOM = 8192 };

static pthread_cond_t arrived = PTHREAD_COND_INITIALIZER;
static struct client *clients;
static int next_fd = FIRST_FD;

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

static struct client *find(int fd)
{
    struct client *client = clients;
    while (client != NULL && client->fd != fd) {
        client = client->next;
    }
    return client;
}

void client_enqueue(struct client *client, const char *bytes, size_t length, int critical)
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

void network_scenario_changed(void)
{
    for (struct client *client = clients; client != NULL; client = client->next) {
        client_show_scenario(client);
    }
    pthread_cond_broadcast(&arrived);
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
        result = client_request(client, bytes, length);
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
