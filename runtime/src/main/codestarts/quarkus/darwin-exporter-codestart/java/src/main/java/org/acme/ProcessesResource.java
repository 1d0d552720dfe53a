package org.acme;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.darwinexporter.HostProcesses;
import io.darwinexporter.ProcessGroup;
import io.darwinexporter.ProcessMeasure;

@Path("/processes")
public class ProcessesResource {

    @Inject
    HostProcesses processes;

    /** One line for each group: its name, how many processes it has, and how much memory they hold. */
    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String groups() {
        StringBuilder lines = new StringBuilder();
        for (ProcessGroup group : processes.collect().groups()) {
            lines.append(group.name()).append(": ").append(group.members().size()).append(" processes");
            group.value(ProcessMeasure.RESIDENT_BYTES)
                    .ifPresent(bytes -> lines.append(", ").append(bytes >> 20).append(" MiB"));
            lines.append('\n');
        }
        return lines.toString();
    }
}
