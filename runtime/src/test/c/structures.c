/*
 * Darwin's structures as the stand-in fills them: the offsets are those of 64-bit processes, on both architectures.
 */
#include "standin.h"

#include <stdlib.h>
#include <string.h>

void put32(char *at, uint32_t value)
{
    memcpy(at, &value, sizeof(value));
}

void put64(char *at, uint64_t value)
{
    memcpy(at, &value, sizeof(value));
}

static void put_name(char *at, struct bytes name, size_t max)
{
    memcpy(at, name.at, name.length < max ? name.length : max);
}

int kernel_major(void)
{
    return atoi(scenario.release);
}

static int kernel_minor(void)
{
    const char *dot = strchr(scenario.release, '.');
    return dot == NULL ? 0 : atoi(dot + 1);
}

/* What becomes of a counter in a field of 32 bits. */
enum width { FAULTS, KERNEL_64, KERNEL_32 };

static uint32_t narrow(uint64_t value, enum width width)
{
    int clamps_all = kernel_major() >= 21;
    int clamps_faults = clamps_all || (kernel_major() == 20 && kernel_minor() >= 4);
    if (width == KERNEL_32) {
        value = (uint32_t) value;
    }
    if (width == FAULTS ? clamps_faults : clamps_all) {
        return value > INT32_MAX ? INT32_MAX : (uint32_t) value;
    }
    return (uint32_t) value;
}

void fill_kinfo(char *at, const struct process *process)
{
    memset(at, 0, 648);
    put64(at + 0, (uint64_t) process->start_sec);
    put32(at + 8, (uint32_t) process->start_usec);
    at[36] = (char) process->stat;
    put32(at + 40, (uint32_t) process->pid);
    put_name(at + 243, process->name, 16);
    put32(at + 420, process->uid);
    at[424] = 1;
    put32(at + 428, process->gid);
    put32(at + 560, (uint32_t) process->ppid);
}

void fill_bsdinfo(char *at, const struct process *process)
{
    int zombie = process->stat == SZOMB;
    memset(at, 0, 136);
    put32(at + 0, process->flags | (zombie ? 0x4 : 0) | (process->pid == 0 ? 0x1 : 0));
    put32(at + 4, (uint32_t) process->stat);
    put32(at + 12, (uint32_t) process->pid);
    put32(at + 16, (uint32_t) process->ppid);
    put32(at + 20, process->uid);
    put32(at + 24, process->gid);
    put_name(at + 48, process->name, 15);
    if (!process->unnamed) {
        put_name(at + 64, process->name, 31);
    }
    put32(at + 96, zombie ? 0 : process->nfiles);
    put64(at + 120, (uint64_t) process->start_sec);
    put64(at + 128, (uint64_t) process->start_usec);
}

void fill_taskinfo(char *at, const struct process *process)
{
    memset(at, 0, 96);
    put64(at + 0, process->virtual_size);
    put64(at + 8, process->resident);
    put64(at + 16, process->user);
    put64(at + 24, process->system);
    put32(at + 52, narrow(process->faults, FAULTS));
    put32(at + 56, narrow(process->pageins, KERNEL_64));
    put32(at + 60, narrow(process->cow, KERNEL_64));
    put32(at + 64, narrow(process->sent, KERNEL_64));
    put32(at + 68, narrow(process->received, KERNEL_64));
    put32(at + 72, narrow(process->mach, KERNEL_32));
    put32(at + 76, narrow(process->unix_calls, KERNEL_32));
    put32(at + 80, narrow(process->csw, KERNEL_32));
    put32(at + 84, (uint32_t) process->threads);
    put32(at + 88, (uint32_t) process->running);
    put32(at + 92, (uint32_t) process->priority);
}

static const int rusage_sizes[] = { 96, 144, 160, 232, 296, 304, 464 };

void fill_rusage(char *to, int flavor, const struct process *process)
{
    char at[464] = { 0 };
    put64(at + 0, process->image);
    put64(at + 8, process->image);
    put64(at + 16, process->user);
    put64(at + 24, process->system);
    put64(at + 32, process->idle_wakeups);
    put64(at + 40, process->interrupt_wakeups);
    put64(at + 48, process->pageins);
    put64(at + 64, process->resident);
    put64(at + 72, process->stat == SZOMB ? 0 : process->footprint);
    put64(at + 80, 1);
    put64(at + 88, process->stat == SZOMB ? process->exit_abstime : 0);
    put64(at + 96, process->child_user);
    put64(at + 104, process->child_system);
    put64(at + 128, process->child_pageins);
    put64(at + 144, process->disk_read);
    put64(at + 152, process->disk_written);
    put64(at + 248, process->instructions);
    put64(at + 256, process->cycles);
    put64(at + 336, process->energy);
    memcpy(to, at, (size_t) rusage_sizes[flavor]);
}

static char *append(char *at, struct bytes text)
{
    memcpy(at, text.at, text.length);
    at[text.length] = 0;
    return at + text.length + 1;
}

size_t lay_out_arguments(const struct process *process, char *to)
{
    char *at = to;
    put32(at, (uint32_t) process->argc);
    at = append(at + 4, process->path);
    while ((at - to - 4) % 8 != 0) {
        *at++ = 0;
    }
    for (int i = 0; i < process->argc; i++) {
        at = append(at, process->args[i]);
    }
    for (int i = 0; i < process->envc; i++) {
        at = append(at, process->env[i]);
    }
    return (size_t) (at - to);
}
