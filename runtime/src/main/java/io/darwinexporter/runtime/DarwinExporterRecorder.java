package io.darwinexporter.runtime;

import java.util.List;

import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/** Hands what the build has found out to the running application. */
@Recorder
public class DarwinExporterRecorder {

    public RuntimeValue<WebLayout> webLayout(boolean endpoint, String rootPath, String frameworkPath, List<String> links) {
        return new RuntimeValue<>(new WebLayout(endpoint, rootPath, frameworkPath, links));
    }

    public RuntimeValue<JnaVersion> jnaVersion(String number) {
        return new RuntimeValue<>(new JnaVersion(number));
    }
}
