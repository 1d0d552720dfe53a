/*
 * A process whose threads have names and do what they are told, for live tests. Each line of its input is "NAME WHAT AMOUNT":
 * the thread that was started under that name does it, and one line tells what that thread has used so far by its own account:
 * CPU time in microseconds, minor and major faults, voluntary and involuntary switches.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

struct worker {
    char name[32];
    pthread_t thread;
    sem_t go, done;
    char what[16], amount[32];
};

static struct worker workers[64];
static int count;

static double cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void act(const char *what, const char *amount)
{
    double number = atof(amount);
    if (strcmp(what, "burn") == 0) {
        double end = cpu() + number;
        while (cpu() < end) {
            for (volatile int i = 0; i < 20000; i++) {
            }
        }
    } else if (strcmp(what, "touch") == 0) {
        char *memory = mmap(NULL, (size_t)number, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        madvise(memory, (size_t)number, MADV_NOHUGEPAGE);
        memset(memory, 1, (size_t)number);
    } else if (strcmp(what, "write") == 0) {
        char *block = calloc(1, (size_t)number);
        int file = open("threads.data", O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (write(file, block, (size_t)number) != (ssize_t)number || fsync(file) != 0) {
            exit(2);
        }
        close(file);
        unlink("threads.data");
        free(block);
    } else if (strcmp(what, "sleep") == 0) {
        for (int i = 0; i < number; i++) {
            usleep(1);
        }
    } else if (strcmp(what, "rename") == 0) {
        prctl(PR_SET_NAME, amount);
    }
}

static void *work(void *argument)
{
    struct worker *self = argument;
    prctl(PR_SET_NAME, self->name);
    for (;;) {
        sem_post(&self->done);
        while (sem_wait(&self->go) != 0) {
        }
        if (strcmp(self->what, "end") == 0) {
            return NULL;
        }
        act(self->what, self->amount);
        struct rusage use;
        getrusage(RUSAGE_THREAD, &use);
        printf("%ld %ld %ld %ld %ld\n",
               (use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1000000 + use.ru_utime.tv_usec + use.ru_stime.tv_usec,
               use.ru_minflt, use.ru_majflt, use.ru_nvcsw, use.ru_nivcsw);
        fflush(stdout);
    }
}

static struct worker *find(const char *name)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(workers[i].name, name) == 0) {
            return &workers[i];
        }
    }
    return NULL;
}

int main(void)
{
    char name[32], what[16], amount[32];
    while (scanf("%31s %15s %31s", name, what, amount) == 3) {
        struct worker *worker = find(name);
        if (strcmp(what, "start") == 0) {
            worker = &workers[count++];
            strcpy(worker->name, name);
            sem_init(&worker->go, 0, 0);
            sem_init(&worker->done, 0, 0);
            pthread_create(&worker->thread, NULL, work, worker);
            while (sem_wait(&worker->done) != 0) {
            }
            printf("started\n");
        } else if (strcmp(what, "end") == 0) {
            strcpy(worker->what, what);
            sem_post(&worker->go);
            pthread_join(worker->thread, NULL);
            printf("ended\n");
        } else {
            strcpy(worker->what, what);
            strcpy(worker->amount, amount);
            sem_post(&worker->go);
            while (sem_wait(&worker->done) != 0) {
            }
        }
        fflush(stdout);
    }
    return 0;
}
