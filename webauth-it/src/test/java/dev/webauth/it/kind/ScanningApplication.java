package dev.webauth.it.kind;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** A JAX-RS application that scans for classes. */
@ApplicationPath("/api")
public class ScanningApplication extends Application {}
