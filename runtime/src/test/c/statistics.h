/*
 * Clients of the network statistics: their sockets are in sockets.c, what is said over them in statistics.c.
 */
#ifndef STATISTICS_H
#define STATISTICS_H

#include "standin.h"

enum { MAX_BUNDLE = 4096 };

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

/* Puts it into the receive buffer, of which a quarter is for what must not be lost; loses it without a word if that is full. */
void client_enqueue(struct client *client, const char *bytes, size_t length, int critical);

/* Answers a request; returns how many bytes of it were taken, or -1. */
long client_request(struct client *client, const char *bytes, size_t length);

/* Tells what another scenario has changed. */
void client_show_scenario(struct client *client);

#endif
