package io.darwinexporter.it;

import java.util.List;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;

import io.darwinexporter.HostProcesses;
import io.darwinexporter.ProcessCollection;
import io.darwinexporter.ProcessGroup;
import io.darwinexporter.ProcessMeasure;

/** The resource of docs/library.md. */
@Path("/resident")
public class ResidentMemory {

    @Inject
    HostProcesses processes;

    @GET
    @Path("/{group}")
    public long residentBytes(String group) {
        ProcessGroup found = processes.collect().group(group).orElseThrow(NotFoundException::new);
        return found.value(ProcessMeasure.RESIDENT_BYTES).orElseThrow(NotFoundException::new);
    }

    @GET
    public String groups() {
        List<ProcessGroup> groups = processes.latest().map(ProcessCollection::groups).orElse(List.of());
        return groups.stream().map(ProcessGroup::name).collect(Collectors.joining("\n"));
    }
}
