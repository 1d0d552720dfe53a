package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The Containerfiles, as far as that can be told without building images. */
class ContainerfilesTest {

    private static final List<String> INSTRUCTIONS = List.of("ARG", "FROM", "ADD", "COPY", "RUN", "WORKDIR", "EXPOSE", "USER",
            "ENTRYPOINT");

    private record Instruction(String name, String rest) {
    }

    @ParameterizedTest
    @ValueSource(strings = { "Containerfile", "Containerfile.native" })
    void containerStartsWhatWasPutIntoIt(String name) throws Exception {
        List<Instruction> instructions = read(Packaging.file("container/" + name));

        assertThat(instructions).extracting(Instruction::name).isSubsetOf(INSTRUCTIONS).startsWith("ARG", "FROM")
                .endsWith("ENTRYPOINT");
        String[] command = new ObjectMapper().readValue(last(instructions, "ENTRYPOINT"), String[].class);
        assertThat(command).hasSize(1);
        assertThat(command[0]).startsWith("/opt/darwin-exporter/");
        assertThat(last(instructions, "EXPOSE")).isEqualTo("1053");
    }

    @ParameterizedTest
    @ValueSource(strings = { "darwin-exporter-0.1.0.tar.gz", "darwin-exporter-0.1.0-SNAPSHOT.tar.gz" })
    void distributionIsFoundByItsName(String name) throws Exception {
        String added = last(read(Packaging.file("container/Containerfile")), "ADD").split(" ")[0];

        assertThat(FileSystems.getDefault().getPathMatcher("glob:" + added).matches(Path.of("app/target", name))).isTrue();
    }

    private static String last(List<Instruction> instructions, String name) {
        return instructions.stream().filter(instruction -> instruction.name().equals(name)).reduce((one, other) -> other)
                .orElseThrow().rest();
    }

    private static List<Instruction> read(Path file) throws Exception {
        String text = Files.readString(file).replaceAll("(?m)^#.*\\R", "").replace("\\\n", " ");
        List<Instruction> instructions = new ArrayList<>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            int space = line.indexOf(' ');
            instructions.add(new Instruction(line.substring(0, space), line.substring(space + 1).strip()));
        }
        return instructions;
    }
}
