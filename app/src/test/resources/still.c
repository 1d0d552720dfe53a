/* A process that does nothing but for a burst of everything whenever it is sent a line, and then tells that it is over.
 *   still THREADS DESCRIPTORS FILE [anything]
 *   THREADS      how many it has in all, of the same name    DESCRIPTORS  how many it opens, besides its first three
 *   FILE         written in a burst
 * Build: cc -O1 -pthread -o still still.c */
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define MEBIBYTE (1024 * 1024)

static void *sleep_for_ever(void *nothing) {
    for (;;) pause();
    return nothing;
}

static void use_processor(double seconds) {
    clock_t end = clock() + (clock_t)(seconds * CLOCKS_PER_SEC);
    while (clock() < end) getppid();
}

static void touch_memory(size_t bytes) {
    char *memory = mmap(0, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED || madvise(memory, bytes, MADV_NOHUGEPAGE)) exit(3);
    for (size_t i = 0; i < bytes; i += 4096) memory[i] = 1;
    munmap(memory, bytes);
}

static void write_file(const char *path, size_t bytes) {
    static char block[65536];
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    for (size_t i = 0; i < bytes; i += sizeof block) if (write(file, block, sizeof block) != sizeof block) exit(4);
    if (fsync(file)) exit(5);
    close(file);
}

static void give_way(int times) {
    struct timespec moment = {.tv_nsec = 100000};
    for (int i = 0; i < times; i++) nanosleep(&moment, 0);
}

int main(int count, char **arguments) {
    char line[16];
    if (count < 4) return 2;
    for (int i = 1; i < atoi(arguments[1]); i++) {
        pthread_t thread;
        if (pthread_create(&thread, 0, sleep_for_ever, 0)) return 6;
    }
    for (int i = 0; i < atoi(arguments[2]); i++) if (open("/dev/null", O_RDONLY) < 0) return 7;
    puts("ready");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin)) {
        use_processor(0.6);
        touch_memory(8 * MEBIBYTE);
        write_file(arguments[3], 4 * MEBIBYTE);
        give_way(200);
        puts("done");
        fflush(stdout);
    }
    return 0;
}
