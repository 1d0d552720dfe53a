package io.darwinexporter.it;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same, of the packaged application. */
@QuarkusIntegrationTest
class ExporterIT extends ExporterTest {
}
