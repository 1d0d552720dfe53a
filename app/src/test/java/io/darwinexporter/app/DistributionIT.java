package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.darwinexporter.app.Program.Outcome;

/**
 * The distribution as it is unpacked somewhere: it runs, and uses the class-data archive exactly where that fits.
 */
class DistributionIT {

    private static final String SHARED = "shared objects file";

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void unpack() throws Exception {
        Path archive;
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            archive = files.filter(file -> file.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
        }
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        new Tool("tar").run("", "-xzf", archive.toAbsolutePath().toString(), "-C", unpacked.toString());
        String name = archive.getFileName().toString().replace(".tar.gz", "");
        // No build has seen this place.
        home = Files.move(unpacked.resolve(name), folder.resolve("moved"));
    }

    @Test
    void unpackedAndMovedItServesWithItsArchive() throws Exception {
        home = Files.move(home, folder.resolve("moved to here"));
        try (RunningProgram program = distribution().with("JAVA_OPTS", "-Xlog:class+load:stdout").start()) {
            assertThat(program.get("/metrics").body()).contains("process_num_procs{");
            List<String> classes = classesOfTheProgram(program.output());
            // What a host has and a rehearsal does not meet, and classes that are made when they are needed, come from elsewhere.
            assertThat(classes).filteredOn(line -> line.contains(SHARED)).hasSizeGreaterThan(classes.size() * 9 / 10);
            program.signal("TERM");
            assertThat(program.exitCodeWithin(Duration.ofSeconds(10))).isIn(0, 143);
            assertThat(program.errors()).noneMatch(line -> line.contains("warning") || line.contains("Exception"));
        }
    }

    @Test
    void everythingThatBelongsToItIsThere() {
        assertThat(List.of("LICENSE", "README.md", "CHANGELOG.md", "jvm.args", "bin/darwin-exporter",
                "config/application.properties", "lib/quarkus-run.jar", "dashboards/README.md",
                "dashboards/darwin-exporter.json",
                "dashboards/alerting-rules.yml", "dashboards/recording-rules.yml", "service/systemd/README.md"))
                .allSatisfy(file -> assertThat(home.resolve(file)).isNotEmptyFile());
        assertThat(home.resolve("bin/darwin-exporter")).isExecutable();
    }

    @Test
    void settingsInTheWorkingDirectoryCount() throws Exception {
        Path config = Files.createDirectory(folder.resolve("config"));
        Files.writeString(config.resolve("application.properties"), "quarkus.darwin-exporter.path=/elsewhere\n");

        try (RunningProgram program = distribution().start()) {
            assertThat(program.get("/elsewhere").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void archiveThatWasCutOffIsNotUsed() throws Exception {
        try (RandomAccessFile archive = new RandomAccessFile(writable(archive()).toFile(), "rw")) {
            archive.setLength(archive.length() / 2);
        }

        assertRunsWithoutArchive(distribution());
    }

    @Test
    void archiveOfAnotherJavaIsNotUsed() throws Exception {
        Path fits = archive().resolveSibling(archive().getFileName() + ".fits");
        Files.writeString(fits, Files.readString(fits).replace("JAVA_VERSION=\"", "JAVA_VERSION=\"9"));

        assertRunsWithoutArchive(distribution());
    }

    @Test
    void spoiltArchiveCostsNothingButTime() throws Exception {
        try (RandomAccessFile archive = new RandomAccessFile(writable(archive()).toFile(), "rw")) {
            archive.write(new byte[8192]);
        }

        assertRunsWithoutArchive(distribution());
    }

    @Test
    void copyWithNewTimesRunsAndGetsAnArchiveOfItsOwn() throws Exception {
        Path copy = folder.resolve("copy");
        new Tool("cp").run("", "-R", home.toString(), copy.toString());
        Program program = distribution().startedAs(copy.resolve("bin/darwin-exporter"));
        assertRunsWithoutArchive(program);

        assertThat(program.run("make-archive").exitCode()).isZero();

        assertThat(classesOfTheProgram(version(program).output())).isNotEmpty().allMatch(line -> line.contains(SHARED));
    }

    @Test
    void archiveIsMadeInTheCacheWhereTheProgramMayNotBeWrittenTo() throws Exception {
        Path name = archive().getFileName();
        try (Stream<Path> files = Files.list(home.resolve("lib/archive"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(home.resolve("lib/archive"));
        // A file in place of the folder: root may write to every folder.
        Files.writeString(home.resolve("lib/archive"), "");
        Path cache = folder.resolve("cache");
        Program program = distribution().with("XDG_CACHE_HOME", cache.toString());

        assertThat(program.run("make-archive").exitCode()).isZero();

        assertThat(cache.resolve("darwin-exporter").resolve(name)).isNotEmptyFile();
        assertThat(classesOfTheProgram(version(program).output())).isNotEmpty().allMatch(line -> line.contains(SHARED));
    }

    private Program distribution() {
        return Program.in(folder).startedAs(home.resolve("bin/darwin-exporter"))
                .with("XDG_CACHE_HOME", folder.resolve("no cache").toString());
    }

    private Path archive() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lib/archive"))) {
            return files.filter(file -> !file.toString().endsWith(".fits")).findFirst().orElseThrow();
        }
    }

    private static Path writable(Path file) {
        assertThat(file.toFile().setWritable(true)).isTrue();
        return file;
    }

    private static Outcome version(Program program) throws IOException, InterruptedException {
        return program.with("JAVA_OPTS", "-Xlog:class+load:stdout").run("--version");
    }

    private static void assertRunsWithoutArchive(Program program) throws IOException, InterruptedException {
        Outcome outcome = version(program);
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output()).anyMatch(line -> line.startsWith("darwin-exporter version "));
        assertThat(classesOfTheProgram(outcome.output())).isNotEmpty().noneMatch(line -> line.contains(SHARED));
    }

    private static List<String> classesOfTheProgram(List<String> log) {
        return log.stream().filter(line -> line.contains(" io.darwinexporter.") && !line.contains("$$Lambda")).toList();
    }
}
