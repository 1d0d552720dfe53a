package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import io.restassured.path.json.JsonPath;

/** What the profile <code>release</code> puts beside the distribution: it is about the very files that are in it. */
@EnabledIf(value = "madeByTheBuild", disabledReason = "made by the profile release, which CI has on")
class ReleaseFilesIT {

    /** Licences, name, and then in parentheses the group, the artifact, the version and the address. */
    private static final Pattern NOTICE = Pattern.compile(" *\\(.+\\) .* \\(([^:(]+):([^:]+):(\\S+) - .*\\)");

    static boolean madeByTheBuild() {
        return System.getenv("CI") != null || Files.exists(Path.of("target/SHA256SUMS"));
    }

    @Test
    void checksumsAreThoseOfTheReleasedFiles() throws Exception {
        List<String> expected = new ArrayList<>();
        for (String ending : List.of(".cdx.json", ".tar.gz", ".deb")) {
            Path file = Packaging.released(ending);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream input = new DigestInputStream(Files.newInputStream(file), digest)) {
                input.transferTo(OutputStream.nullOutputStream());
            }
            expected.add(HexFormat.of().formatHex(digest.digest()) + " *" + file.getFileName());
        }

        assertThat(Files.readAllLines(Path.of("target/SHA256SUMS"))).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyLibraryIsInTheBillOfMaterials() throws Exception {
        JsonPath bill = JsonPath.from(Packaging.released(".cdx.json").toFile());

        List<String> known = new ArrayList<>();
        List<String> groups = bill.getList("components.group");
        List<String> names = bill.getList("components.name");
        List<String> versions = bill.getList("components.version");
        for (int i = 0; i < names.size(); i++) {
            known.add(groups.get(i) + "." + names.get(i) + "-" + versions.get(i) + ".jar");
        }
        assertThat(bill.getString("metadata.component.name")).isEqualTo("darwin-exporter");
        assertThat(known).containsAll(libraries());
    }

    @Test
    void everyLibraryIsInTheThirdPartyNoticesWithALicence() throws Exception {
        List<String> notices = Files.readAllLines(Path.of("target/distribution/THIRD-PARTY.txt"));

        assertThat(notices).noneMatch(line -> line.contains("Unknown license"));
        List<String> known = notices.stream().map(NOTICE::matcher).filter(Matcher::matches)
                .map(notice -> notice.group(1) + "." + notice.group(2) + "-" + notice.group(3) + ".jar").toList();
        assertThat(known).containsAll(libraries());
    }

    /**
     * Names of the jars that the build did not make itself, and of one that is in the distribution only by some of its files.
     */
    private static List<String> libraries() throws Exception {
        List<String> libraries = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("target/distribution/lib/lib"))) {
            files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".jar")).forEach(libraries::add);
        }
        assertThat(libraries).noneMatch(name -> name.contains("uplot"));
        libraries.add("org.webjars.npm.uplot-1.6.30.jar");
        return libraries;
    }
}
