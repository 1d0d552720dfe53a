package io.darwinexporter.it;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What the application is about, with a meter of its own. */
@Path("/orders")
public class OrderResource {

    private final Counter orders;

    OrderResource(MeterRegistry registry) {
        orders = registry.counter("orders.taken");
    }

    @POST
    public void take() {
        orders.increment();
    }

    @GET
    public long taken() {
        return (long) orders.count();
    }
}
