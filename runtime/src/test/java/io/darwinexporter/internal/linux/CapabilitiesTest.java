package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class CapabilitiesTest {

    private static final List<String> HOST = List.of("         0          0 4294967295");

    @Test
    void effectiveOnesCountAndNoOthers() {
        assertThat(of("CapPrm:\t000001ffffffffff", "CapEff:\t0000000000000000", "CapBnd:\t000001ffffffffff"))
                .isEqualTo(new Capabilities(false, false, true));
        assertThat(of("CapEff:\t000001fffeffffff")).isEqualTo(new Capabilities(true, true, true));
        assertThat(of("CapEff:\t0000000000080000")).isEqualTo(new Capabilities(false, true, true));
        assertThat(of("CapEff:\t0000000000000004")).isEqualTo(new Capabilities(true, false, true));
    }

    @Test
    void overridingPermissionsOpensFilesToo() {
        assertThat(of("CapEff:\t0000000000000002").opensFiles()).isTrue();
    }

    @Test
    void whereNoneAreToldThereAreNone() {
        assertThat(of("Name:\tjava")).isEqualTo(new Capabilities(false, false, true));
    }

    @Test
    void fewerUsersThanAHostHasAreAUserNamespace() {
        List<String> status = List.of("CapEff:\t000001ffffffffff");
        assertThat(Capabilities.of(status, List.of("         0       1000          1")).ofHost()).isFalse();
        assertThat(Capabilities.of(status, List.of("0 0 1000", "1000 1000 4294966295")).ofHost()).isFalse();
        assertThat(Capabilities.of(status, List.of()).ofHost()).isFalse();
        assertThat(Capabilities.of(status, HOST).ofHost()).isTrue();
    }

    @Test
    void withoutOneOfThemItIsSaidWhatIsToldOfThisUserOnly() {
        assertThat(sentences(new Capabilities(true, true, true), true)).isEmpty();
        assertThat(sentences(new Capabilities(false, false, true), true)).containsExactly(
                "neither CAP_SYS_PTRACE nor CAP_DAC_READ_SEARCH: disk bytes, network traffic of this user's processes only",
                "no CAP_DAC_READ_SEARCH: open descriptors of this user's processes only",
                "no CAP_SYS_PTRACE: proportional memory of this user's processes only");
        assertThat(sentences(new Capabilities(true, false, true), false)).containsExactly(
                "no CAP_SYS_PTRACE: disk bytes, network traffic of this user's processes only",
                "no CAP_SYS_PTRACE: proportional memory of this user's processes only");
        assertThat(sentences(new Capabilities(false, true, true), false)).containsExactly(
                "no CAP_DAC_READ_SEARCH: disk bytes, network traffic of this user's processes only",
                "no CAP_DAC_READ_SEARCH: open descriptors of this user's processes only");
    }

    @Test
    void capabilitiesOfAUserNamespaceDoNotReachOutOfIt() {
        assertThat(sentences(new Capabilities(true, true, false), true)).containsExactly("in a user namespace of its own:"
                + " disk bytes, network traffic, open descriptors, proportional memory of processes in it only");
        assertThat(sentences(new Capabilities(true, true, false), false)).as("all processes are in it").isEmpty();
    }

    @Test
    void nothingIsSaidOfWhatIsNotWanted() {
        assertThat(new OthersProcesses(new Capabilities(false, false, true), true).sentences()).isEmpty();
    }

    private static Capabilities of(String... status) {
        return Capabilities.of(List.of(status), HOST);
    }

    private static List<String> sentences(Capabilities own, boolean initIsHidden) {
        OthersProcesses others = new OthersProcesses(own, initIsHidden);
        others.takesBoth("disk bytes");
        others.takesBoth("network traffic");
        others.takesFiles("open descriptors");
        others.takesTracing("proportional memory");
        return others.sentences();
    }
}
