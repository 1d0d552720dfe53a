/*
 * A process of known use, for live tests. Does what its arguments say, one after the other, then tells on one line what it
 * has used by its own account, and waits for a line before it does what comes after "then", or for the end of its input.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int there[2], back[2];
static volatile int stop;

static double now(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void burn(double seconds)
{
    double end = now(CLOCK_THREAD_CPUTIME_ID) + seconds;
    while (now(CLOCK_THREAD_CPUTIME_ID) < end) {
        for (volatile int i = 0; i < 20000; i++) {
        }
    }
}

static void *burner(void *seconds)
{
    burn(*(double *)seconds);
    return NULL;
}

static void *spin(void *ignored)
{
    while (!stop) {
    }
    return ignored;
}

static void *sleeper(void *ignored)
{
    while (!stop) {
        usleep(20000);
    }
    return ignored;
}

static void *pong(void *ignored)
{
    char c;
    while (read(there[0], &c, 1) == 1 && write(back[1], &c, 1) == 1) {
    }
    return ignored;
}

static void pingpong(int times)
{
    char c = 0;
    for (int i = 0; i < times; i++) {
        if (write(there[1], &c, 1) != 1 || read(back[0], &c, 1) != 1) {
            exit(3);
        }
    }
}

static void report(void)
{
    struct rusage use;
    char line[64];
    getrusage(RUSAGE_SELF, &use);
    printf("%ld %ld %ld\n", use.ru_utime.tv_sec * 1000000 + use.ru_utime.tv_usec,
           use.ru_stime.tv_sec * 1000000 + use.ru_stime.tv_usec, use.ru_nvcsw + use.ru_nivcsw);
    fflush(stdout);
    if (fgets(line, sizeof line, stdin) == NULL) {
        exit(0);
    }
}

int main(int count, char **arguments)
{
    pthread_t threads[64];
    int running = 0;
    for (int i = 1; i < count; i++) {
        char *what = arguments[i];
        if (strcmp(what, "then") == 0) {
            report();
        } else if (strcmp(what, "end-threads") == 0) {
            stop = 1;
            close(there[1]);
            while (running > 0) {
                pthread_join(threads[--running], NULL);
            }
        } else if (strcmp(what, "exit") == 0) {
            report();
            return 0;
        } else if (strcmp(what, "main-thread-ends") == 0) {
            pthread_exit(NULL);
        } else {
            double amount = atof(arguments[++i]);
            if (strcmp(what, "cpu") == 0) {
                burn(amount);
            } else if (strcmp(what, "cpu-in-thread") == 0) {
                pthread_create(&threads[0], NULL, burner, &amount);
                pthread_join(threads[0], NULL);
            } else if (strcmp(what, "write") == 0) {
                char *block = calloc(1, (size_t)amount);
                int file = open("workload.data", O_WRONLY | O_CREAT | O_TRUNC, 0600);
                if (write(file, block, (size_t)amount) != (ssize_t)amount || fsync(file) != 0) {
                    return 2;
                }
                close(file);
                unlink("workload.data");
                free(block);
            } else if (strcmp(what, "open") == 0) {
                for (int n = 0; n < amount; n++) {
                    open("/dev/null", O_RDONLY);
                }
            } else if (strcmp(what, "touch") == 0) {
                memset(malloc((size_t)amount), 1, (size_t)amount);
            } else if (strcmp(what, "sleepers") == 0 || strcmp(what, "spinners") == 0) {
                for (int n = 0; n < amount; n++) {
                    pthread_create(&threads[running++], NULL, what[1] == 'l' ? sleeper : spin, NULL);
                }
            } else if (strcmp(what, "pong") == 0) {
                if (pipe(there) != 0 || pipe(back) != 0) {
                    return 2;
                }
                pthread_create(&threads[running++], NULL, pong, NULL);
                pingpong((int)amount);
            } else if (strcmp(what, "zombie") == 0) {
                pid_t child = fork();
                if (child == 0) {
                    burn(amount);
                    _exit(0);
                }
                siginfo_t info;
                waitid(P_PID, child, &info, WEXITED | WNOWAIT);
            }
        }
    }
    report();
    return 0;
}
