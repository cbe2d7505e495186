package dev.webauth.it.bench;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** JAX-RS at the root. */
@ApplicationPath("/")
public class BenchApplication extends Application {}
