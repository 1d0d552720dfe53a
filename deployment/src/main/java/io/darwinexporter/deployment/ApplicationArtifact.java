package io.darwinexporter.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;

import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.maven.dependency.ResolvedDependency;
import io.quarkus.paths.PathFilter;
import io.quarkus.paths.PathVisit;

/**
 * An artifact in the version that the application uses, which need not be the one that the extension was built with.
 */
final class ApplicationArtifact {

    private final ResolvedDependency dependency;

    private ApplicationArtifact(ResolvedDependency dependency) {
        this.dependency = dependency;
    }

    static ApplicationArtifact jna(CurateOutcomeBuildItem application) {
        return find(application, "net.java.dev.jna", "jna");
    }

    /** The extension's own runtime artifact. */
    static ApplicationArtifact exporter(CurateOutcomeBuildItem application) {
        return find(application, "io.darwinexporter", "quarkus-darwin-exporter");
    }

    private static ApplicationArtifact find(CurateOutcomeBuildItem application, String groupId, String artifactId) {
        for (ResolvedDependency dependency : application.getApplicationModel().getRuntimeDependencies()) {
            if (dependency.getGroupId().equals(groupId) && dependency.getArtifactId().equals(artifactId)) {
                return new ApplicationArtifact(dependency);
            }
        }
        throw new IllegalStateException("the application lacks its dependency " + groupId + ":" + artifactId);
    }

    String version() {
        return dependency.getVersion();
    }

    /**
     * Reads classes without loading them. The application's own index does not have them, as they are no beans.
     *
     * @param pattern of the names of class files, with <code>*</code> and <code>**</code>
     */
    Index index(String pattern) {
        Indexer indexer = new Indexer();
        dependency.getContentTree(PathFilter.forIncludes(List.of(pattern))).walk(visit -> add(visit, indexer));
        return indexer.complete();
    }

    private static void add(PathVisit visit, Indexer indexer) {
        if (Files.isDirectory(visit.getPath())) {
            return;
        }
        try (InputStream file = Files.newInputStream(visit.getPath())) {
            indexer.index(file);
        } catch (IOException e) {
            throw new UncheckedIOException(visit.getPath() + " cannot be read", e);
        }
    }
}
