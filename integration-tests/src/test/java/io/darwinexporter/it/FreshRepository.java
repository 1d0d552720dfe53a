package io.darwinexporter.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A Maven repository with nothing in it but the extension, as this build has made it. Stands in front of the one that this
 * build uses, into which nothing is installed.
 */
final class FreshRepository {

    static final Path PROJECT = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();

    private static final String VERSION = System.getProperty("project.version");

    private final Path folder;

    private FreshRepository(Path folder) {
        this.folder = folder;
    }

    static FreshRepository in(Path folder) throws IOException {
        FreshRepository repository = new FreshRepository(folder);
        repository.install("darwin-exporter-parent", PROJECT);
        repository.install("quarkus-darwin-exporter", PROJECT.resolve("runtime"), ".jar", "-codestarts.jar");
        repository.install("quarkus-darwin-exporter-deployment", PROJECT.resolve("deployment"), ".jar");
        return repository;
    }

    private void install(String artifact, Path module, String... endings) throws IOException {
        String name = artifact + '-' + VERSION;
        Path home = Files.createDirectories(folder.resolve("io/darwinexporter").resolve(artifact).resolve(VERSION));
        Files.copy(module.resolve("pom.xml"), home.resolve(name + ".pom"));
        for (String ending : endings) {
            Files.copy(module.resolve("target").resolve(name + ending), home.resolve(name + ending));
        }
    }

    /** The properties by which Maven is told to use it. */
    Map<String, String> settings() {
        return Map.of("maven.repo.local", folder.toString(), "maven.repo.local.tail", System.getProperty("maven.repo.tail"));
    }
}
