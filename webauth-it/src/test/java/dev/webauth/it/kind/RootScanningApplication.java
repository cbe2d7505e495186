package dev.webauth.it.kind;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** A JAX-RS application at the root that scans for classes. */
@ApplicationPath("/")
public class RootScanningApplication extends Application {}
