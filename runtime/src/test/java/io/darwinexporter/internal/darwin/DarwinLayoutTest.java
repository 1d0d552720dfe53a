package io.darwinexporter.internal.darwin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.darwin.binding.Errno;

/**
 * Compares every offset, size and number that the decoders and calls use with what the headers of xnu say.
 */
class DarwinLayoutTest {

    private final Map<String, String> used = new HashMap<>();

    private void size(String structure, int size) {
        used.put(structure, Integer.toString(size));
    }

    private void field(String name, int offset, int size) {
        used.put(name, offset + " " + size);
    }

    private void number(String name, int value) {
        used.put(name, Integer.toString(value));
    }

    @Test
    void layoutsAreThoseOfTheHeaders() throws IOException {
        collectListing();
        collectTask();
        collectUsage();
        collectNumbers();

        Properties headers = new Properties();
        try (InputStream file = DarwinLayoutTest.class.getResourceAsStream("/darwin/layouts.properties")) {
            headers.load(file);
        }
        assertThat(new TreeSet<>(used.keySet())).isEqualTo(new TreeSet<>(headers.stringPropertyNames()));
        for (String name : used.keySet()) {
            assertThat(used.get(name)).as(name).isEqualTo(headers.getProperty(name));
        }
    }

    private void collectListing() {
        size("kinfo_proc", KinfoProcList.SIZE);
        field("kinfo_proc.kp_proc.p_un.__p_starttime.tv_sec", KinfoProcList.START_SECONDS, Long.BYTES);
        field("kinfo_proc.kp_proc.p_un.__p_starttime.tv_usec", KinfoProcList.START_MICROS, Integer.BYTES);
        field("kinfo_proc.kp_proc.p_stat", KinfoProcList.STAT, Byte.BYTES);
        field("kinfo_proc.kp_proc.p_pid", KinfoProcList.PID, Integer.BYTES);
        field("kinfo_proc.kp_proc.p_comm", KinfoProcList.COMM, KinfoProcList.COMM_SIZE);
        field("kinfo_proc.kp_eproc.e_ucred.cr_uid", KinfoProcList.UID, Integer.BYTES);
        field("kinfo_proc.kp_eproc.e_ucred.cr_groups", KinfoProcList.GROUP, 16 * Integer.BYTES);
        field("kinfo_proc.kp_eproc.e_ppid", KinfoProcList.PPID, Integer.BYTES);
        size("passwd", Passwd.SIZE);
        field("passwd.pw_name", Passwd.NAME, Long.BYTES);
    }

    private void collectTask() {
        size("proc_bsdinfo", ProcBsdInfo.SIZE);
        field("proc_bsdinfo.pbi_flags", ProcBsdInfo.FLAGS, Integer.BYTES);
        field("proc_bsdinfo.pbi_status", ProcBsdInfo.STATUS, Integer.BYTES);
        field("proc_bsdinfo.pbi_pid", ProcBsdInfo.PID, Integer.BYTES);
        field("proc_bsdinfo.pbi_comm", ProcBsdInfo.COMM, ProcBsdInfo.COMM_SIZE);
        field("proc_bsdinfo.pbi_name", ProcBsdInfo.NAME, ProcBsdInfo.NAME_SIZE);
        field("proc_bsdinfo.pbi_nfiles", ProcBsdInfo.FILES, Integer.BYTES);
        field("proc_bsdinfo.pbi_start_tvsec", ProcBsdInfo.START_SECONDS, Long.BYTES);
        field("proc_bsdinfo.pbi_start_tvusec", ProcBsdInfo.START_MICROS, Long.BYTES);
        size("proc_taskallinfo", ProcTaskAllInfo.SIZE);
        field("proc_taskallinfo.ptinfo.pti_virtual_size", ProcTaskAllInfo.VIRTUAL_SIZE, Long.BYTES);
        field("proc_taskallinfo.ptinfo.pti_resident_size", ProcTaskAllInfo.RESIDENT_SIZE, Long.BYTES);
        field("proc_taskallinfo.ptinfo.pti_total_user", ProcTaskAllInfo.TOTAL_USER, Long.BYTES);
        field("proc_taskallinfo.ptinfo.pti_total_system", ProcTaskAllInfo.TOTAL_SYSTEM, Long.BYTES);
        field("proc_taskallinfo.ptinfo.pti_faults", ProcTaskAllInfo.FAULTS, Integer.BYTES);
        field("proc_taskallinfo.ptinfo.pti_cow_faults", ProcTaskAllInfo.COW_FAULTS, Integer.BYTES);
        field("proc_taskallinfo.ptinfo.pti_messages_sent", ProcTaskAllInfo.MESSAGES_SENT, Integer.BYTES);
        field("proc_taskallinfo.ptinfo.pti_messages_received", ProcTaskAllInfo.MESSAGES_RECEIVED, Integer.BYTES);
        field("proc_taskallinfo.ptinfo.pti_syscalls_mach", ProcTaskAllInfo.SYSCALLS_MACH, Integer.BYTES);
        field("proc_taskallinfo.ptinfo.pti_syscalls_unix", ProcTaskAllInfo.SYSCALLS_UNIX, Integer.BYTES);
        field("proc_taskallinfo.ptinfo.pti_csw", ProcTaskAllInfo.CONTEXT_SWITCHES, Integer.BYTES);
        field("proc_taskallinfo.ptinfo.pti_threadnum", ProcTaskAllInfo.THREADS, Integer.BYTES);
        field("proc_taskallinfo.ptinfo.pti_numrunning", ProcTaskAllInfo.THREADS_RUNNING, Integer.BYTES);
        field("proc_taskallinfo.ptinfo.pti_priority", ProcTaskAllInfo.PRIORITY, Integer.BYTES);
        size("proc_uniqidentifierinfo", ProcUniqueIdentifier.SIZE);
        field("proc_uniqidentifierinfo.p_uniqueid", ProcUniqueIdentifier.UNIQUE_ID, Long.BYTES);
        field("proc_uniqidentifierinfo.p_idversion", ProcUniqueIdentifier.ID_VERSION, Integer.BYTES);
        size("proc_fdinfo", ProcFdInfoList.RECORD_SIZE);
    }

    private void collectUsage() {
        for (RusageFlavor flavor : RusageFlavor.values()) {
            size("rusage_info_v" + flavor.number(), flavor.size());
            number("RUSAGE_INFO_" + flavor, flavor.number());
        }
        field("rusage_info_v0.ri_uuid", RusageInfo.UUID, 2 * Long.BYTES);
        field("rusage_info_v0.ri_user_time", RusageInfo.USER_TIME, Long.BYTES);
        field("rusage_info_v0.ri_system_time", RusageInfo.SYSTEM_TIME, Long.BYTES);
        field("rusage_info_v0.ri_pkg_idle_wkups", RusageInfo.PACKAGE_IDLE_WAKEUPS, Long.BYTES);
        field("rusage_info_v0.ri_interrupt_wkups", RusageInfo.INTERRUPT_WAKEUPS, Long.BYTES);
        field("rusage_info_v0.ri_pageins", RusageInfo.PAGEINS, Long.BYTES);
        field("rusage_info_v0.ri_phys_footprint", RusageInfo.PHYSICAL_FOOTPRINT, Long.BYTES);
        field("rusage_info_v0.ri_proc_exit_abstime", RusageInfo.EXIT_TIME, Long.BYTES);
        field("rusage_info_v2.ri_child_user_time", RusageInfo.CHILD_USER_TIME, Long.BYTES);
        field("rusage_info_v2.ri_child_system_time", RusageInfo.CHILD_SYSTEM_TIME, Long.BYTES);
        field("rusage_info_v2.ri_child_pageins", RusageInfo.CHILD_PAGEINS, Long.BYTES);
        field("rusage_info_v2.ri_diskio_bytesread", RusageInfo.DISK_BYTES_READ, Long.BYTES);
        field("rusage_info_v2.ri_diskio_byteswritten", RusageInfo.DISK_BYTES_WRITTEN, Long.BYTES);
        field("rusage_info_v4.ri_instructions", RusageInfo.INSTRUCTIONS, Long.BYTES);
        field("rusage_info_v4.ri_cycles", RusageInfo.CYCLES, Long.BYTES);
        field("rusage_info_v6.ri_energy_nj", RusageInfo.ENERGY_NANOJOULES, Long.BYTES);
    }

    private void collectNumbers() {
        number("PROC_PIDLISTFDS", DarwinKernel.PROC_PIDLISTFDS);
        number("PROC_PIDTASKALLINFO", DarwinKernel.PROC_PIDTASKALLINFO);
        number("PROC_PIDTBSDINFO", DarwinKernel.PROC_PIDTBSDINFO);
        number("PROC_PIDUNIQIDENTIFIERINFO", DarwinKernel.PROC_PIDUNIQIDENTIFIERINFO);
        number("PROC_FLAG_EXEC", ProcBsdInfo.FLAG_EXEC);
        number("SIDL", ProcStat.IDLE);
        number("SRUN", ProcStat.RUN);
        number("SSLEEP", ProcStat.SLEEP);
        number("SSTOP", ProcStat.STOP);
        number("SZOMB", ProcStat.ZOMBIE);
        number("CTL_KERN", DarwinKernel.CTL_KERN);
        number("KERN_PROC", DarwinKernel.KERN_PROC);
        number("KERN_PROC_ALL", DarwinKernel.KERN_PROC_ALL);
        number("KERN_PROCARGS2", DarwinKernel.KERN_PROCARGS2);
        number("EPERM", Errno.EPERM);
        number("ESRCH", Errno.ESRCH);
        number("ENOMEM", Errno.ENOMEM);
        number("EACCES", Errno.EACCES);
    }
}
