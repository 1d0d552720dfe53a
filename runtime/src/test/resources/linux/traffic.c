/*
 * Two ends of TCP connections over loopback, for tests.
 *
 *   traffic serve 4|6|mapped WORKERS   listens; accepts in WORKERS forked processes, or in threads of its own if 0.
 *                                      Prints its port. Each connection begins with two numbers, how many bytes it
 *                                      will receive and how many it wants; it ends when the other side closes it.
 *   traffic connect 4|6 PORT COUNT SEND RECEIVE [hold]
 *                                      opens COUNT connections, one after the other, and closes each; with "hold" it
 *                                      keeps them open. Prints "done", then waits for a line and ends.
 *   traffic fork-serve 4|6             accepts one connection and hands it to a child.
 */
#include <netinet/in.h>
#include <arpa/inet.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static int receive_all(int socket, uint64_t bytes) {
    static __thread char buffer[65536];
    while (bytes > 0) {
        ssize_t got = recv(socket, buffer, bytes < sizeof buffer ? bytes : sizeof buffer, 0);
        if (got <= 0) return -1;
        bytes -= got;
    }
    return 0;
}

static int send_all(int socket, uint64_t bytes) {
    static __thread char buffer[65536];
    while (bytes > 0) {
        ssize_t sent = send(socket, buffer, bytes < sizeof buffer ? bytes : sizeof buffer, MSG_NOSIGNAL);
        if (sent <= 0) return -1;
        bytes -= sent;
    }
    return 0;
}

/* The other side may end at any time. */
static void answer_on(int socket) {
    uint64_t wish[2];
    char rest;
    if (recv(socket, wish, sizeof wish, MSG_WAITALL) == sizeof wish && receive_all(socket, wish[0]) == 0
            && send_all(socket, wish[1]) == 0) {
        while (recv(socket, &rest, 1, 0) > 0) ;
    }
    close(socket);
}

static void *answer_in_thread(void *socket) {
    answer_on((int)(intptr_t)socket);
    return 0;
}

static socklen_t address(const char *family, int port, struct sockaddr_storage *to) {
    memset(to, 0, sizeof *to);
    if (*family == '4') {
        struct sockaddr_in *v4 = (void *)to;
        v4->sin_family = AF_INET;
        v4->sin_port = htons(port);
        v4->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return sizeof *v4;
    }
    struct sockaddr_in6 *v6 = (void *)to;
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(port);
    v6->sin6_addr = *family == '6' ? in6addr_loopback : in6addr_any;
    return sizeof *v6;
}

static int listen_on(const char *family) {
    struct sockaddr_storage to;
    socklen_t length = address(family, 0, &to);
    int listener = socket(to.ss_family, SOCK_STREAM, 0);
    if (listener < 0 || bind(listener, (void *)&to, length) || listen(listener, 512)) fail("listen");
    if (getsockname(listener, (void *)&to, &length)) fail("getsockname");
    printf("%d\n", ntohs(((struct sockaddr_in *)&to)->sin_port));
    fflush(stdout);
    return listener;
}

static void serve_in_threads(int listener) {
    for (;;) {
        int socket = accept(listener, 0, 0);
        pthread_t thread;
        if (socket < 0 || pthread_create(&thread, 0, answer_in_thread, (void *)(intptr_t)socket)) fail("accept");
        pthread_detach(thread);
    }
}

static void serve_in_workers(int listener, int workers) {
    for (int i = 0; i < workers; i++) {
        if (fork() == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            for (;;) answer_on(accept(listener, 0, 0));
        }
    }
    for (;;) pause();
}

static void hand_over(int listener) {
    for (;;) {
        int socket = accept(listener, 0, 0);
        if (fork() == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            close(listener);
            answer_on(socket);
            _exit(0);
        }
        close(socket);
    }
}

static void open_connections(const char *family, int port, int count, uint64_t send, uint64_t receive, int hold) {
    struct sockaddr_storage to;
    socklen_t length = address(family, port, &to);
    uint64_t wish[2] = {send, receive};
    for (int i = 0; i < count; i++) {
        int connection = socket(to.ss_family, SOCK_STREAM, 0);
        if (connection < 0 || connect(connection, (void *)&to, length)) fail("connect");
        if (write(connection, wish, sizeof wish) != sizeof wish) fail("write");
        if (send_all(connection, send) || receive_all(connection, receive)) fail("exchange");
        if (!hold) close(connection);
    }
    printf("done\n");
    fflush(stdout);
    getchar();
}

int main(int count, char **word) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGCHLD, SIG_IGN);
    if (count == 4 && !strcmp(word[1], "serve")) {
        int listener = listen_on(word[2]), workers = atoi(word[3]);
        if (workers > 0) serve_in_workers(listener, workers);
        serve_in_threads(listener);
    }
    if (count == 3 && !strcmp(word[1], "fork-serve")) hand_over(listen_on(word[2]));
    if (count >= 7 && !strcmp(word[1], "connect")) {
        open_connections(word[2], atoi(word[3]), atoi(word[4]), strtoull(word[5], 0, 10), strtoull(word[6], 0, 10),
                count > 7);
        return 0;
    }
    return 2;
}
