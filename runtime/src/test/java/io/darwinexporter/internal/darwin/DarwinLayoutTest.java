package io.darwinexporter.internal.darwin;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.darwin.binding.Errno;

/**
 * Compares every offset, size and number that the decoders and calls use with what the headers of xnu say.
 */
class DarwinLayoutTest {

    private final HeaderLayouts used = new HeaderLayouts();

    @Test
    void layoutsAreThoseOfTheHeaders() {
        collectListing();
        collectTask();
        collectUsage();
        collectNumbers();

        used.assertSameAs("/darwin/layouts.properties");
    }

    private void collectListing() {
        used.size("kinfo_proc", KinfoProcList.SIZE);
        used.field("kinfo_proc.kp_proc.p_un.__p_starttime.tv_sec", KinfoProcList.START_SECONDS, Long.BYTES);
        used.field("kinfo_proc.kp_proc.p_un.__p_starttime.tv_usec", KinfoProcList.START_MICROS, Integer.BYTES);
        used.field("kinfo_proc.kp_proc.p_stat", KinfoProcList.STAT, Byte.BYTES);
        used.field("kinfo_proc.kp_proc.p_pid", KinfoProcList.PID, Integer.BYTES);
        used.field("kinfo_proc.kp_proc.p_comm", KinfoProcList.COMM, KinfoProcList.COMM_SIZE);
        used.field("kinfo_proc.kp_eproc.e_ucred.cr_uid", KinfoProcList.UID, Integer.BYTES);
        used.field("kinfo_proc.kp_eproc.e_ucred.cr_groups", KinfoProcList.GROUP, 16 * Integer.BYTES);
        used.field("kinfo_proc.kp_eproc.e_ppid", KinfoProcList.PPID, Integer.BYTES);
        used.size("passwd", Passwd.SIZE);
        used.field("passwd.pw_name", Passwd.NAME, Long.BYTES);
    }

    private void collectTask() {
        used.size("proc_bsdinfo", ProcBsdInfo.SIZE);
        used.field("proc_bsdinfo.pbi_flags", ProcBsdInfo.FLAGS, Integer.BYTES);
        used.field("proc_bsdinfo.pbi_status", ProcBsdInfo.STATUS, Integer.BYTES);
        used.field("proc_bsdinfo.pbi_pid", ProcBsdInfo.PID, Integer.BYTES);
        used.field("proc_bsdinfo.pbi_comm", ProcBsdInfo.COMM, ProcBsdInfo.COMM_SIZE);
        used.field("proc_bsdinfo.pbi_name", ProcBsdInfo.NAME, ProcBsdInfo.NAME_SIZE);
        used.field("proc_bsdinfo.pbi_nfiles", ProcBsdInfo.FILES, Integer.BYTES);
        used.field("proc_bsdinfo.pbi_start_tvsec", ProcBsdInfo.START_SECONDS, Long.BYTES);
        used.field("proc_bsdinfo.pbi_start_tvusec", ProcBsdInfo.START_MICROS, Long.BYTES);
        used.size("proc_taskallinfo", ProcTaskAllInfo.SIZE);
        used.field("proc_taskallinfo.ptinfo.pti_virtual_size", ProcTaskAllInfo.VIRTUAL_SIZE, Long.BYTES);
        used.field("proc_taskallinfo.ptinfo.pti_resident_size", ProcTaskAllInfo.RESIDENT_SIZE, Long.BYTES);
        used.field("proc_taskallinfo.ptinfo.pti_total_user", ProcTaskAllInfo.TOTAL_USER, Long.BYTES);
        used.field("proc_taskallinfo.ptinfo.pti_total_system", ProcTaskAllInfo.TOTAL_SYSTEM, Long.BYTES);
        used.field("proc_taskallinfo.ptinfo.pti_faults", ProcTaskAllInfo.FAULTS, Integer.BYTES);
        used.field("proc_taskallinfo.ptinfo.pti_cow_faults", ProcTaskAllInfo.COW_FAULTS, Integer.BYTES);
        used.field("proc_taskallinfo.ptinfo.pti_messages_sent", ProcTaskAllInfo.MESSAGES_SENT, Integer.BYTES);
        used.field("proc_taskallinfo.ptinfo.pti_messages_received", ProcTaskAllInfo.MESSAGES_RECEIVED, Integer.BYTES);
        used.field("proc_taskallinfo.ptinfo.pti_syscalls_mach", ProcTaskAllInfo.SYSCALLS_MACH, Integer.BYTES);
        used.field("proc_taskallinfo.ptinfo.pti_syscalls_unix", ProcTaskAllInfo.SYSCALLS_UNIX, Integer.BYTES);
        used.field("proc_taskallinfo.ptinfo.pti_csw", ProcTaskAllInfo.CONTEXT_SWITCHES, Integer.BYTES);
        used.field("proc_taskallinfo.ptinfo.pti_threadnum", ProcTaskAllInfo.THREADS, Integer.BYTES);
        used.field("proc_taskallinfo.ptinfo.pti_numrunning", ProcTaskAllInfo.THREADS_RUNNING, Integer.BYTES);
        used.field("proc_taskallinfo.ptinfo.pti_priority", ProcTaskAllInfo.PRIORITY, Integer.BYTES);
        used.size("proc_uniqidentifierinfo", ProcUniqueIdentifier.SIZE);
        used.field("proc_uniqidentifierinfo.p_uniqueid", ProcUniqueIdentifier.UNIQUE_ID, Long.BYTES);
        used.field("proc_uniqidentifierinfo.p_idversion", ProcUniqueIdentifier.ID_VERSION, Integer.BYTES);
        used.size("proc_fdinfo", ProcFdInfoList.RECORD_SIZE);
    }

    private void collectUsage() {
        for (RusageFlavor flavor : RusageFlavor.values()) {
            used.size("rusage_info_v" + flavor.number(), flavor.size());
            used.number("RUSAGE_INFO_" + flavor, flavor.number());
        }
        used.field("rusage_info_v0.ri_uuid", RusageInfo.UUID, 2 * Long.BYTES);
        used.field("rusage_info_v0.ri_user_time", RusageInfo.USER_TIME, Long.BYTES);
        used.field("rusage_info_v0.ri_system_time", RusageInfo.SYSTEM_TIME, Long.BYTES);
        used.field("rusage_info_v0.ri_pkg_idle_wkups", RusageInfo.PACKAGE_IDLE_WAKEUPS, Long.BYTES);
        used.field("rusage_info_v0.ri_interrupt_wkups", RusageInfo.INTERRUPT_WAKEUPS, Long.BYTES);
        used.field("rusage_info_v0.ri_pageins", RusageInfo.PAGEINS, Long.BYTES);
        used.field("rusage_info_v0.ri_phys_footprint", RusageInfo.PHYSICAL_FOOTPRINT, Long.BYTES);
        used.field("rusage_info_v0.ri_proc_exit_abstime", RusageInfo.EXIT_TIME, Long.BYTES);
        used.field("rusage_info_v2.ri_child_user_time", RusageInfo.CHILD_USER_TIME, Long.BYTES);
        used.field("rusage_info_v2.ri_child_system_time", RusageInfo.CHILD_SYSTEM_TIME, Long.BYTES);
        used.field("rusage_info_v2.ri_child_pageins", RusageInfo.CHILD_PAGEINS, Long.BYTES);
        used.field("rusage_info_v2.ri_diskio_bytesread", RusageInfo.DISK_BYTES_READ, Long.BYTES);
        used.field("rusage_info_v2.ri_diskio_byteswritten", RusageInfo.DISK_BYTES_WRITTEN, Long.BYTES);
        used.field("rusage_info_v4.ri_instructions", RusageInfo.INSTRUCTIONS, Long.BYTES);
        used.field("rusage_info_v4.ri_cycles", RusageInfo.CYCLES, Long.BYTES);
        used.field("rusage_info_v6.ri_energy_nj", RusageInfo.ENERGY_NANOJOULES, Long.BYTES);
    }

    private void collectNumbers() {
        used.number("PROC_PIDLISTFDS", DarwinKernel.PROC_PIDLISTFDS);
        used.number("PROC_PIDTASKALLINFO", DarwinKernel.PROC_PIDTASKALLINFO);
        used.number("PROC_PIDTBSDINFO", DarwinKernel.PROC_PIDTBSDINFO);
        used.number("PROC_PIDUNIQIDENTIFIERINFO", DarwinKernel.PROC_PIDUNIQIDENTIFIERINFO);
        used.number("PROC_FLAG_EXEC", ProcBsdInfo.FLAG_EXEC);
        used.number("SIDL", ProcStat.IDLE);
        used.number("SRUN", ProcStat.RUN);
        used.number("SSLEEP", ProcStat.SLEEP);
        used.number("SSTOP", ProcStat.STOP);
        used.number("SZOMB", ProcStat.ZOMBIE);
        used.number("CTL_KERN", DarwinKernel.CTL_KERN);
        used.number("KERN_PROC", DarwinKernel.KERN_PROC);
        used.number("KERN_PROC_ALL", DarwinKernel.KERN_PROC_ALL);
        used.number("KERN_PROCARGS2", DarwinKernel.KERN_PROCARGS2);
        used.number("EPERM", Errno.EPERM);
        used.number("ENOENT", Errno.ENOENT);
        used.number("ESRCH", Errno.ESRCH);
        used.number("EINTR", Errno.EINTR);
        used.number("ENOMEM", Errno.ENOMEM);
        used.number("EACCES", Errno.EACCES);
        used.number("EAGAIN", Errno.EAGAIN);
        used.number("EALREADY", Errno.EALREADY);
    }
}
