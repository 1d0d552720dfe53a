package io.darwinexporter.app;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Looks at the files that Quarkus is going to read in the working directory. Quarkus passes over one that is a folder,
 * and does not name the file that it cannot parse.
 */
final class ConfigurationFiles {

    private static final List<String> NAMES = List.of("config/application.properties", ".env");

    private ConfigurationFiles() {
    }

    /** One line for each file that is there but cannot be read. */
    static List<String> problems(Path workingDirectory) {
        List<String> problems = new ArrayList<>();
        for (String name : NAMES) {
            Path file = workingDirectory.resolve(name);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                String problem = problemOf(file);
                if (!problem.isEmpty()) {
                    problems.add(file + ": " + problem + ", it takes a readable file of key=value lines in UTF-8");
                }
            }
        }
        return problems;
    }

    private static String problemOf(Path file) {
        if (!Files.isRegularFile(file)) {
            return "not a file";
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            new Properties().load(reader);
            return "";
        } catch (AccessDeniedException e) {
            return "no permission to read it";
        } catch (CharacterCodingException e) {
            return "not UTF-8";
        } catch (IOException | IllegalArgumentException e) {
            return "cannot be read (" + e.getMessage() + ")";
        }
    }
}
