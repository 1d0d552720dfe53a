package io.darwinexporter.internal.darwin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.SourceDescription;
import io.darwinexporter.internal.snapshot.UnsupportedPlatformException;

/**
 * What is found out, and told, when the source is opened.
 */
@ExtendWith(StandIn.ClosesSources.class)
class DarwinStartTest {

    private final StandIn standIn = StandIn.get();

    private SourceDescription describe(Scenario scenario) {
        try (DarwinProcessSource source = standIn.open(scenario)) {
            return source.description();
        }
    }

    @Test
    void appleSiliconAsRootLacksNothing() {
        SourceDescription description = describe(Scenario.appleSiliconAsRoot());

        assertThat(description.platform()).isEqualTo("darwin");
        assertThat(description.summary())
                .isEqualTo("macOS 15.5 (Darwin 24.5.0), arm64, timebase 125/3, rusage V6, root");
        assertThat(description.missing()).isEmpty();
        assertThat(description.logicalCpus()).isEqualTo(8);
        assertThat(description.startTimeOffsetNanos()).isZero();
        assertThat(description.startTimeResolutionNanos()).isEqualTo(1_000);
        assertThat(description.largerPriorityFirst()).isTrue();
    }

    @Test
    void aUserOnOldIntelIsToldWhatIsMissing() {
        SourceDescription description = describe(Scenario.intelAsUser());

        assertThat(description.summary())
                .isEqualTo("macOS 10.12.6 (Darwin 16.7.0), x86_64, timebase 1/1, rusage V2, user 501");
        assertThat(description.missing()).hasSize(3).anySatisfy(line -> assertThat(line).startsWith("not root"))
                .anySatisfy(line -> assertThat(line).contains("no energy_joules_total"))
                .anySatisfy(line -> assertThat(line).contains("no instructions_total, cycles_total"));
    }

    @Test
    void theNewestAcceptedFlavorIsTaken() {
        for (int newest = 0; newest <= 6; newest++) {
            String taken = newest >= 4 ? "V" + newest : newest >= 2 ? "V2" : "V0";
            assertThat(describe(Scenario.appleSiliconAsRoot().host("rusage", newest)).summary()).contains("rusage " + taken);
        }
    }

    @Test
    void countersThatAreZeroForThisProcessAreNotCountedHere() {
        Scenario virtualMachine = Scenario.appleSiliconAsRoot();
        virtualMachine.process(Scenario.SELF).with("instructions", 0).with("cycles", 0).with("energy", 0);

        assertThat(describe(virtualMachine).supported()).doesNotContain(Measure.INSTRUCTIONS, Measure.CYCLES,
                Measure.ENERGY_NANOJOULES);
        assertThat(describe(Scenario.appleSiliconAsRoot()).supported()).contains(Measure.INSTRUCTIONS, Measure.CYCLES,
                Measure.ENERGY_NANOJOULES);
    }

    @Test
    void aRefusedRusageCostsItsFamiliesOnly() {
        Scenario sandboxed = Scenario.appleSiliconAsRoot();
        sandboxed.process(Scenario.SELF).with("fail_usage", 1);
        SourceDescription description = describe(sandboxed);

        assertThat(description.summary()).contains("rusage refused");
        assertThat(description.missing()).anySatisfy(line -> assertThat(line).startsWith("proc_pid_rusage is refused"));
        assertThat(description.supported()).contains(Measure.CPU_USER_NANOS).doesNotContain(Measure.DISK_READ_BYTES);
    }

    @Test
    void aTranslatedJavaConvertsByTheFrequencyOfTheMachine() {
        Scenario translated = Scenario.appleSiliconAsRoot().host("translated", 1).host("machine", "x86_64");
        translated.process(700, "Safari").with("user", 24_000_000).with("child_user", 48_000_000);
        assertThat(describe(translated).summary()).contains("translated by Rosetta, timebase 125/3");

        Collected seen = new Collected().by(standIn.open(translated));
        assertThat(seen.value(700, Measure.CPU_USER_NANOS)).isEqualTo(1_000_000_000L);
        assertThat(seen.value(700, Measure.REAPED_CHILDREN_CPU_USER_NANOS)).isEqualTo(2_000_000_000L);
    }

    @Test
    void aTranslatedJavaThatCannotKnowTheFrequencyDoesNotStart() {
        assertThatThrownBy(() -> standIn.open(Scenario.appleSiliconAsRoot().host("translated", 1).host("tbfrequency", 0)))
                .isInstanceOf(UnsupportedPlatformException.class).hasMessageContaining("Rosetta");
    }

    @Test
    void structuresOfAnotherFormAreNotTrusted() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        scenario.process(Scenario.SELF).with("short_task", 8);
        assertThatThrownBy(() -> standIn.open(scenario))
                .isInstanceOf(UnsupportedPlatformException.class).hasMessageContaining("proc_taskallinfo");

        assertThatThrownBy(() -> standIn.open(Scenario.appleSiliconAsRoot().host("fail_list", 5)))
                .isInstanceOf(UnsupportedPlatformException.class).hasMessageContaining("errno 5");
    }

    @Test
    void aMissingLibraryIsAPlainSentence() throws Exception {
        assertThat(openElsewhere(Path.of("target"))).isEqualTo("macOS cannot be read: libSystem cannot be loaded");
    }

    @Test
    void aMissingFunctionIsNamed() throws Exception {
        Path library = StandIn.build("without-rusage", "-DWITHOUT_RUSAGE", "-Wno-unused-function");

        assertThat(openElsewhere(library)).isEqualTo("macOS cannot be read: libSystem has no proc_pid_rusage");
    }

    /** Opens a source in a JVM of its own, which has not loaded the library yet. */
    private static String openElsewhere(Path libraries) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process java = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djna.library.path=" + libraries, "-cp", classPath, OpenDarwin.class.getName())).start();
        String output = new String(java.getInputStream().readAllBytes()).strip();
        assertThat(java.waitFor()).isZero();
        return output;
    }
}
