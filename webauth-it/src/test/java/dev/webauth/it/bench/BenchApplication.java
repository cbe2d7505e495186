package dev.webauth.it.bench;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** JAX-RS below a path. At the root WildFly serves no static files. */
@ApplicationPath("api")
public class BenchApplication extends Application {}
