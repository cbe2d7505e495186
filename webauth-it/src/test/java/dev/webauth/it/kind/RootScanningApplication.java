package dev.webauth.it.kind;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** One that does so at the root. */
@ApplicationPath("/")
public class RootScanningApplication extends Application {}
