package io.darwinexporter.app.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The users in a {@link WebConfigFile}, followed when it changes. A file that is wrong or gone changes nothing.
 */
final class UsersFile {

    private static final Logger LOG = Logger.getLogger(UsersFile.class);

    private final Path path;
    private final Map<String, String> settings;
    private volatile Users users;
    private @Nullable Version version;

    /** Which state of the file was read: another one has another time or size, or is another file under the name. */
    private record Version(FileTime modified, long bytes, @Nullable Object file) {

        static @Nullable Version of(Path path) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                return new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            } catch (IOException e) {
                return null;
            }
        }
    }

    /** @throws ConfigurationException if it cannot be read */
    UsersFile(Path path) {
        this.path = path;
        version = Version.of(path);
        WebConfigFile read = WebConfigFile.read(path);
        if (!read.problems().isEmpty()) {
            throw new ConfigurationException(read.problems().get(0));
        }
        settings = read.settings();
        users = Users.of(read.users());
    }

    /** On any thread. */
    Users users() {
        return users;
    }

    /** Takes in what has changed, on one thread at a time. */
    void follow() {
        Version now = Version.of(path);
        if (now != null && now.equals(version)) {
            return;
        }
        boolean wasThere = version != null;
        version = now;
        if (now == null && !wasThere) {
            return;
        }
        WebConfigFile read = WebConfigFile.read(path);
        if (!read.problems().isEmpty()) {
            read.problems().forEach(problem -> LOG.warnf("%s (the users before stay)", problem));
            return;
        }
        users = users.changedTo(read.users());
        LOG.infof("%s: users read again", path);
        if (!settings.equals(read.settings())) {
            LOG.warnf("%s: what has changed beside users counts from the next start on", path);
        }
    }
}
