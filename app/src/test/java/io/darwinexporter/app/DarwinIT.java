package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program on the stand-in for macOS: what it answers with, sample by sample, at two moments.
 */
class DarwinIT {

    private static final Path GOLDEN = Path.of("..", "runtime", "src", "test", "resources", "exposition", "original",
            "darwin.txt");

    @TempDir
    Path folder;

    private static final String APPLE_SILICON = """
            host product=15.5 release=24.5.0 machine=arm64 numer=125 denom=3 translated=0 ncpu=8 euid=0 self=400 rusage=6
            user 0 root
            user 501 ann
            process pid=0 name=kernel_task threads=700 running=9 user=0 system=24000000 virtual=1 resident=2 priority=82
            process pid=400 name=java start=1700000000.000400 instructions=1 cycles=1 energy=1
            """;

    private static final String SAFARI = """
            process pid=700 name=Safari uid=501 start=1700000007.250000 user=240000000 system=48000000 virtual=4000 \
            resident=3000 footprint=2000 fds=31 nfiles=100 threads=12 running=2 priority=46 faults=100 cow=200 sent=300 \
            received=400 mach=500 unix=600 csw=700 pageins=800 idle_wakeups=900 interrupt_wakeups=1000 disk_read=1100 \
            disk_written=1200 instructions=1300 cycles=1400 energy=1500000000
            """;

    /** Of two processes of {@link #SAFARI}; the stand-in numbers processes in their order. */
    private static final String SOCKETS = """
            source id=1 provider=2 pid=700 upid=3 name=Safari rx=5000000 tx=70000 rx_packets=4000 tx_packets=600
            source id=2 provider=4 pid=701 upid=4 name=Safari rx=9000 tx=8000 rx_packets=9 tx_packets=8
            """;

    /** Without the prefix, and without the labels that all samples of a group share. */
    private static List<String> samples(String body, String labels) {
        Matcher sample = Pattern.compile("^process_(\\w+)\\{" + Pattern.quote(labels) + ",?([^}]*)} (\\S+)$", Pattern.MULTILINE)
                .matcher(body);
        List<String> found = new ArrayList<>();
        while (sample.find()) {
            if (!sample.group(1).equals("cpu_usage_percent")) {
                found.add(sample.group(1) + (sample.group(2).isEmpty() ? " " : " " + sample.group(2) + " ") + sample.group(3));
            }
        }
        return found;
    }

    private static List<String> processFamilies(String body) {
        return body.lines().filter(line -> line.startsWith("# TYPE process_")).toList();
    }

    private static double cpuUsagePercent(String body, String group) {
        Matcher sample = Pattern
                .compile("^process_cpu_usage_percent\\{groupname=\"" + group + "\".* (\\S+)$", Pattern.MULTILINE)
                .matcher(body);
        assertThat(sample.find()).isTrue();
        return Double.parseDouble(sample.group(1));
    }

    private static String labels(String group, String user) {
        return "groupname=\"" + group + "\",name=\"" + group + "\",user=\"" + user + "\"";
    }

    private static String scrape(RunningProgram program) throws Exception {
        return program.get("/metrics").body();
    }

    @Test
    void everyFamilyOnAppleSiliconAsRoot() throws Exception {
        DarwinStandIn standIn = DarwinStandIn.in(folder);
        standIn.show(APPLE_SILICON + SAFARI + SAFARI.replace("pid=700", "pid=701").replace("priority=46", "priority=31")
                + SOCKETS);
        try (RunningProgram program = standIn.start(folder, "-Dquarkus.darwin-exporter.process-info.enabled=true",
                "-Dquarkus.darwin-exporter.cpu-window=1ms")) {
            assertThat(program.errors()).anySatisfy(
                    line -> assertThat(line).contains("macOS 15.5 (Darwin 24.5.0), arm64, timebase 125/3, rusage V6, root"));
            String first = scrape(program);
            assertThat(samples(first, labels("Safari", "ann"))).containsExactlyInAnyOrder("cpu_seconds_total mode=\"user\" 20",
                    "cpu_seconds_total mode=\"system\" 4", "memory_rss_bytes 6000", "memory_vms_bytes 8000",
                    "phys_footprint_bytes 4000", "open_fds 62", "threads state=\"total\" 24", "threads state=\"running\" 4",
                    "priority 46", "start_time_seconds 1700000007.25", "num_procs 2", "starts_total 0", "exits_total 0",
                    "diskio_bytes_read_total 2200", "diskio_bytes_write_total 2400", "context_switches_total 1400",
                    "syscalls_mach_total 1000", "syscalls_unix_total 1200", "messages_sent_total 600",
                    "messages_received_total 800", "faults_total 200", "pageins_total 1600", "cow_faults_total 400",
                    "energy_joules_total 3", "instructions_total 2600", "cycles_total 2800", "idle_wakeups_total 1800",
                    "interrupt_wakeups_total 2000", "net_receive_bytes_total 0", "net_transmit_bytes_total 0",
                    "net_receive_packets_total 0", "net_transmit_packets_total 0");
            assertThat(first).contains("darwin_exporter_network_available 1", "darwin_exporter_sockets 2",
                    "darwin_exporter_network_lost_updates_total 0");
            assertThat(samples(first, labels("kernel_task", "root"))).contains("cpu_seconds_total mode=\"system\" 1",
                    "threads state=\"running\" 9", "priority 82", "num_procs 1");
            assertThat(first).contains("process_info{pid=\"700\",ppid=\"1\",uid=\"501\",gid=\"0\",name=\"Safari\","
                    + "user=\"ann\",state=\"running\",priority=\"46\",start_time=\"1700000007.25\"} 1");
            assertThat(first).doesNotContain("process_cpu_usage_percent{");

            standIn.show(APPLE_SILICON + SAFARI.replace("user=240000000", "user=240240000").replace("csw=700", "csw=750")
                    .replace("pageins=800", "pageins=8000000000").replace("resident=3000", "resident=3500")
                    .replace("energy=1500000000", "energy=1750000000").replace("running=2", "running=0")
                    + SOCKETS.replace("rx=5000000", "rx=5000100").replace("tx_packets=600", "tx_packets=601")
                            .replace("rx=9000 tx=8000", "closed=1 rx=9020 tx=8003")
                    + "source id=3 provider=2 pid=700 upid=3 name=Safari closed=1 rx=4 tx=1000 rx_packets=1 tx_packets=2\n"
                    + "source id=4 provider=2 pid=700 upid=3 name=Safari closed=2 rx=4000 tx=1000\n");
            String second = scrape(program);
            // No other families, and none missing, than in the file that tests of the exposition compare with.
            assertThat(processFamilies(second)).isEqualTo(processFamilies(Files.readString(GOLDEN)));
            assertThat(cpuUsagePercent(second, "Safari")).isGreaterThan(0).isLessThanOrEqualTo(100);
            assertThat(cpuUsagePercent(second, "kernel_task")).isZero();
            assertThat(samples(second, labels("Safari", "ann"))).containsExactlyInAnyOrder(
                    "cpu_seconds_total mode=\"user\" 20.01",
                    "cpu_seconds_total mode=\"system\" 4", "memory_rss_bytes 3500", "memory_vms_bytes 4000",
                    "phys_footprint_bytes 2000", "open_fds 31", "threads state=\"total\" 12", "threads state=\"running\" 0",
                    "priority 46", "start_time_seconds 1700000007.25", "num_procs 1", "starts_total 0", "exits_total 1",
                    "diskio_bytes_read_total 2200", "diskio_bytes_write_total 2400", "context_switches_total 1450",
                    "syscalls_mach_total 1000", "syscalls_unix_total 1200", "messages_sent_total 600",
                    "messages_received_total 800", "faults_total 200", "pageins_total 8000000800", "cow_faults_total 400",
                    "energy_joules_total 3.25", "instructions_total 2600", "cycles_total 2800", "idle_wakeups_total 1800",
                    "interrupt_wakeups_total 2000", "net_receive_bytes_total 124", "net_transmit_bytes_total 1003",
                    "net_receive_packets_total 1", "net_transmit_packets_total 3");
            assertThat(second).contains("darwin_exporter_network_available 1", "darwin_exporter_sockets 1",
                    "darwin_exporter_network_lost_updates_total 1");
        }
    }

    @Test
    void ordinaryUserOnOldIntel() throws Exception {
        DarwinStandIn standIn = DarwinStandIn.in(folder);
        String host = """
                host product=10.12.6 release=16.7.0 machine=x86_64 numer=1 denom=1 ncpu=4 euid=501 self=400 rusage=2
                user 0 root
                user 501 ann
                process pid=400 name=java uid=501
                process pid=1 ppid=0 name=launchd start=1700000000.500000 user=5000000000 fds=100
                """;
        standIn.show(host + SAFARI);
        try (RunningProgram program = standIn.start(folder)) {
            assertThat(program.errors()).anySatisfy(line -> assertThat(line).contains("rusage V2, user 501"))
                    .anySatisfy(line -> assertThat(line).contains("not root: other users' processes"));
            String first = scrape(program);
            assertThat(samples(first, labels("launchd", "root"))).containsExactlyInAnyOrder("num_procs 1",
                    "start_time_seconds 1700000000.5", "starts_total 0", "exits_total 0", "net_receive_bytes_total 0",
                    "net_transmit_bytes_total 0", "net_receive_packets_total 0", "net_transmit_packets_total 0");
            assertThat(samples(first, labels("Safari", "ann"))).contains("cpu_seconds_total mode=\"user\" 0.24",
                    "diskio_bytes_read_total 1100", "phys_footprint_bytes 2000", "idle_wakeups_total 900", "open_fds 31");
            assertThat(first).doesNotContain("process_energy_joules_total").doesNotContain("process_instructions_total")
                    .doesNotContain("process_cycles_total");
            assertThat(first).contains("darwin_exporter_processes{result=\"denied\"} 1")
                    .contains("darwin_exporter_read_errors_total{measure=\"cpu\",reason=\"denied\"} 1");

            standIn.show(host + SAFARI.replace("user=240000000", "user=240000500").replace("disk_read=1100", "disk_read=1101"));
            assertThat(samples(scrape(program), labels("Safari", "ann"))).contains("cpu_seconds_total mode=\"user\" 0.2400005",
                    "diskio_bytes_read_total 1101");
        }
    }

    @Test
    void withoutTheControlThereAreNoNetworkFamilies() throws Exception {
        DarwinStandIn standIn = DarwinStandIn.in(folder);
        standIn.show(APPLE_SILICON.replace("rusage=6", "rusage=6 fail_connect=1") + SAFARI + SOCKETS);
        try (RunningProgram program = standIn.start(folder)) {
            assertThat(program.errors()).filteredOn(line -> line.contains("network")).singleElement().asString()
                    .contains("network statistics cannot be had (connect failed with errno 1): no net families");
            assertThat(scrape(program)).doesNotContain("process_net_").contains("darwin_exporter_network_available 0")
                    .contains(labels("Safari", "ann"));
        }
    }

    @Test
    void networkThatIsSwitchedOffIsNotAskedFor() throws Exception {
        DarwinStandIn standIn = DarwinStandIn.in(folder);
        standIn.show(APPLE_SILICON.replace("rusage=6", "rusage=6 fail_socket=1") + SAFARI + SOCKETS);
        try (RunningProgram program = standIn.start(folder, "-Dquarkus.darwin-exporter.collect.network=false")) {
            assertThat(program.errors()).noneMatch(line -> line.contains("network"));
            assertThat(scrape(program)).doesNotContain("process_net_").contains("darwin_exporter_network_available 0");
        }
    }

    @Test
    void wrappingCountersOfMacOs11() throws Exception {
        DarwinStandIn standIn = DarwinStandIn.in(folder);
        String old = APPLE_SILICON.replace("24.5.0", "20.3.0").replace("15.5", "11.2.3");
        standIn.show(old + SAFARI.replace("csw=700", "csw=2147483600").replace("sent=300", "sent=4294967290"));
        try (RunningProgram program = standIn.start(folder)) {
            assertThat(samples(scrape(program), labels("Safari", "ann"))).contains("context_switches_total 2147483600",
                    "messages_sent_total 4294967290");
            standIn.show(old + SAFARI.replace("csw=700", "csw=2147483700").replace("sent=300", "sent=4294967300"));
            assertThat(samples(scrape(program), labels("Safari", "ann"))).contains("context_switches_total 2147483700",
                    "messages_sent_total 4294967300");
        }
    }

    @Test
    void saturatedCountersStopAndAreCounted() throws Exception {
        DarwinStandIn standIn = DarwinStandIn.in(folder);
        standIn.show(APPLE_SILICON + SAFARI.replace("faults=100 ", "faults=2147483600 "));
        try (RunningProgram program = standIn.start(folder)) {
            assertThat(samples(scrape(program), labels("Safari", "ann"))).contains("faults_total 2147483600");
            standIn.show(APPLE_SILICON + SAFARI.replace("faults=100 ", "faults=2147483700 "));
            String second = scrape(program);
            assertThat(samples(second, labels("Safari", "ann"))).contains("faults_total 2147483600");
            assertThat(second).contains("darwin_exporter_read_errors_total{measure=\"faults\",reason=\"saturated\"} 1");
        }
    }

    @Test
    void processesThatEndAndPidsThatAreUsedAgain() throws Exception {
        DarwinStandIn standIn = DarwinStandIn.in(folder);
        standIn.show(APPLE_SILICON + """
                process pid=800 name=make start=1700000001.000000 user=24000000 disk_read=100
                process pid=900 name=cc start=1700000002.000000 user=48000000
                process pid=950 name=gone start=1700000003.000000 user=72000000
                """);
        try (RunningProgram program = standIn.start(folder)) {
            scrape(program);
            standIn.show(APPLE_SILICON + """
                    process pid=800 name=make start=1700000001.000000 user=36000000 disk_read=150 stat=zombie
                    process pid=900 name=cc start=@NOW@ user=24000000
                    process pid=950 name=gone start=1700000003.000000 user=96000000
                    event task 950 reap
                    """);
            String second = scrape(program);
            assertThat(samples(second, labels("make", "root"))).contains("cpu_seconds_total mode=\"user\" 1.5",
                    "diskio_bytes_read_total 150", "num_procs 0", "open_fds 0", "exits_total 1");
            assertThat(samples(second, labels("cc", "root"))).contains("cpu_seconds_total mode=\"user\" 3", "num_procs 1",
                    "starts_total 1", "exits_total 1");
            assertThat(samples(second, labels("gone", "root"))).contains("cpu_seconds_total mode=\"user\" 3", "num_procs 0");
            assertThat(second).contains("darwin_exporter_processes{result=\"vanished\"} 1")
                    .contains("darwin_exporter_processes{result=\"zombie\"} 1");
        }
    }

    @Test
    void fifteenHundredProcessesAtOnce() throws Exception {
        DarwinStandIn standIn = DarwinStandIn.in(folder);
        standIn.show(APPLE_SILICON);
        try (RunningProgram program = standIn.start(folder)) {
            scrape(program);
            StringBuilder workers = new StringBuilder(APPLE_SILICON);
            for (int pid = 10_000; pid < 11_500; pid++) {
                workers.append("process pid=").append(pid).append(" name=worker start=@NOW@ user=2400000 fds=3 csw=7\n");
            }
            standIn.show(workers.toString());
            assertThat(samples(scrape(program), labels("worker", "root"))).contains("num_procs 1500", "starts_total 1500",
                    "cpu_seconds_total mode=\"user\" 150", "open_fds 4500", "context_switches_total 10500");
        }
    }

    @Test
    void namesAndCommandLinesOfAllKinds() throws Exception {
        DarwinStandIn standIn = DarwinStandIn.in(folder);
        standIn.show(APPLE_SILICON + """
                process pid=960 name=%s%%c3%%a4 path=/bin/x args=/opt/x|-v env=SECRET=1
                process pid=961 name=bad%%ff%%22name path=/bin/bad args=|second env=SECRET=1
                process pid=962 name=none path=/bin/none env=SECRET=1
                process pid=963 name=large path=/bin/large args=/bin/large|%s| env=SECRET=1
                """.formatted("x".repeat(30), "y".repeat(500_000)));
        try (RunningProgram program = standIn.start(folder, "-Dquarkus.darwin-exporter.grouping.by-cmdline=true",
                "-Dquarkus.darwin-exporter.grouping.by-name=false")) {
            String body = scrape(program);
            assertThat(body)
                    .contains("process_num_procs{groupname=\"/opt/x\",name=\"" + "x".repeat(30) + "\ufffd\",user=\"root\"} 1")
                    .contains("process_num_procs{groupname=\"bad\ufffd\\\"name\",name=\"bad\ufffd\\\"name\",user=\"root\"} 1")
                    .contains("process_num_procs{groupname=\"none\",name=\"none\",user=\"root\"} 1")
                    .contains("process_num_procs{groupname=\"/bin/large\",name=\"large\",user=\"root\"} 1")
                    .doesNotContain("SECRET").doesNotContain("yyyy");
        }
    }

    @Test
    void withoutLibSystemThereIsOneLine() throws Exception {
        Program.Outcome outcome = Program.in(folder).run("-Dquarkus.darwin-exporter.platform=darwin",
                "-Djna.library.path=" + folder, "--port", "0");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errors()).singleElement().asString().contains("libSystem cannot be loaded");
    }
}
