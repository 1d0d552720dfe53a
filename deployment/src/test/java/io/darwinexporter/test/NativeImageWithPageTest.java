package io.darwinexporter.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.darwinexporter.GroupNamer;
import io.quarkus.test.QuarkusUnitTest;

class NativeImageWithPageTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = NativeRegistrations.writtenDown(new QuarkusUnitTest())
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true");

    @Test
    void allFilesOfThePageAreInTheImage() throws Exception {
        assertThat(NativeRegistrations.lines()).filteredOn(line -> line.startsWith("resource io/darwinexporter/runtime/page/"))
                .hasSizeGreaterThan(10).contains("resource io/darwinexporter/runtime/page/page.html")
                .allSatisfy(line -> assertThat(GroupNamer.class.getClassLoader().getResource(line.split(" ")[1])).isNotNull());
    }
}
