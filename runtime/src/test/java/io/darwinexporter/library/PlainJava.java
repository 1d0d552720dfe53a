package io.darwinexporter.library;

import io.darwinexporter.MetricsFormat;
import io.darwinexporter.OpenedProcesses;
import io.darwinexporter.ProcessGroup;
import io.darwinexporter.ProcessMeasure;

/** The program of docs/library.md. */
final class PlainJava {

    private PlainJava() {
    }

    public static void main(String[] arguments) {
        ExporterBuilder builder = new ExporterBuilder()
                .names(name -> !name.startsWith("docker"))
                .grouping(process -> process.user() + ":" + process.name());
        try (OpenedProcesses processes = builder.open()) {
            for (ProcessGroup group : processes.collect().groups()) {
                System.out.printf("%s: %d processes, %d bytes resident%n", group.name(), group.members().size(),
                        group.value(ProcessMeasure.RESIDENT_BYTES).orElse(0));
            }
            System.out.print(processes.metrics(MetricsFormat.TEXT).text());
        }
    }
}
