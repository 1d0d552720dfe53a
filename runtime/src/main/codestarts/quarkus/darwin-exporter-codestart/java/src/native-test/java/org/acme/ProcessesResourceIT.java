package org.acme;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ProcessesResourceIT extends ProcessesResourceTest {
    // Execute the same tests but in packaged mode.
}
